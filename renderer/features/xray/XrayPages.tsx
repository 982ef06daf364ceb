import type { ReactNode } from 'react'
import { CalibrateSection } from '#renderer/features/calibrate/index.ts'
import { MeasurePage } from '#renderer/features/measure/index.ts'
import { PicturePage } from '#renderer/features/picture/index.ts'
import { Pages } from '#renderer/ui/index.ts'
import type { ViewId } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { openCalibration } from './openCalibration.ts'
import { PairPage } from './pair/PairPage.tsx'
import { useXrayCommands } from './useXrayCommands.ts'
import { useXrayPage, type XrayPage } from './xrayPage.ts'

const titles: Readonly<Record<XrayPage, string>> = { path: 'Path', flow: 'Flow', views: 'Two views', measure: 'Measure', picture: 'Picture' }

type XrayPagesProps = {
  /** The first page is the stage's own. */
  readonly path: ReactNode
  readonly pathTitle?: string
  /** What is measured of the contrast, where the stage asks for it. */
  readonly flow?: ReactNode
  readonly shownUid: string | null
  /** Frame of that series. */
  readonly frame: number
  /** The view that shows it. */
  readonly viewId?: ViewId
  /** Brings another series into the work area, where the stage has its own way. */
  readonly onShow?: (series: SeriesDescription, frame: number) => void
}

/** What can be done with a run beside its path. */
export function XrayPages({ path, pathTitle = titles.path, flow, shownUid, frame, viewId = 'frame', onShow }: XrayPagesProps) {
  useXrayCommands(shownUid !== null)
  const pages = {
    path,
    ...(flow === undefined ? {} : { flow }),
    ...(shownUid === null ? {} : { views: <PairPage shownUid={shownUid} /> }),
    measure: <MeasurePage shownUid={shownUid} frame={frame} calibration={<CalibrateSection shownUid={shownUid} frame={frame} />} {...(onShow === undefined ? {} : { onShow })} />,
    ...(shownUid === null ? {} : { picture: <PicturePage seriesUid={shownUid} frame={frame} viewId={viewId} onCalibrate={openCalibration} /> }),
  }
  return <Pages label="Pages of the X-ray plan" titles={{ ...titles, path: pathTitle }} pages={pages} wanted={useXrayPage(state => state.page)} onWant={page => { useXrayPage.setState({ page }) }} />
}
