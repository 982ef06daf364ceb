import type { ReactNode } from 'react'
import { CalibrateSection } from '#renderer/features/calibrate/index.ts'
import { PicturePage } from '#renderer/features/picture/index.ts'
import { Pages } from '#renderer/ui/index.ts'
import { openCalibration } from './openCalibration.ts'
import { PairPage } from './pair/PairPage.tsx'
import { useXrayPage, type XrayPage } from './xrayPage.ts'

const titles: Readonly<Record<XrayPage, string>> = { path: 'Path', views: 'Two views', measure: 'Measure', picture: 'Picture' }

type XrayPagesProps = {
  readonly path: ReactNode
  readonly shownUid: string | null
  /** Frame of that series. */
  readonly frame: number
}

/** What can be done with a run beside its path. */
export function XrayPages({ path, shownUid, frame }: XrayPagesProps) {
  const pages = {
    path,
    measure: <CalibrateSection shownUid={shownUid} frame={frame} />,
    ...(shownUid === null ? {} : { views: <PairPage shownUid={shownUid} />, picture: <PicturePage seriesUid={shownUid} frame={frame} viewId="frame" onCalibrate={openCalibration} /> }),
  }
  return <Pages label="Pages of the X-ray plan" titles={titles} pages={pages} wanted={useXrayPage(state => state.page)} onWant={page => { useXrayPage.setState({ page }) }} />
}
