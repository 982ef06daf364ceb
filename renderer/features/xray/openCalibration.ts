import { useViewing } from '#renderer/viewports/index.ts'
import { useXrayPage } from './xrayPage.ts'

/** Goes to where a run is calibrated, with the tool in the hand. */
export function openCalibration(): void {
  useXrayPage.setState({ page: 'measure' })
  useViewing.getState().setActiveTool('calibrate')
}
