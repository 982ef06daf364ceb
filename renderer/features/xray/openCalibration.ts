import { goToStage } from '#renderer/features/case/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import { useXrayPage } from './xrayPage.ts'

/** Goes to where a run is calibrated, with the tool in the hand. */
export function openCalibration(): void {
  goToStage('plan')
  useXrayPage.setState({ page: 'measure' })
  // The stage takes its own tool into the hand when it opens.
  setTimeout(() => { useViewing.getState().setActiveTool('calibrate') })
}
