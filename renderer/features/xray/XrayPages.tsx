import type { ReactNode } from 'react'
import { CalibrateSection } from '#renderer/features/calibrate/index.ts'
import { Pages } from '#renderer/ui/index.ts'
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
  const pages = { path, ...(shownUid === null ? {} : { views: <PairPage shownUid={shownUid} /> }), measure: <CalibrateSection shownUid={shownUid} frame={frame} /> }
  return <Pages label="Pages of the X-ray plan" titles={titles} pages={pages} wanted={useXrayPage(state => state.page)} onWant={page => { useXrayPage.setState({ page }) }} />
}
