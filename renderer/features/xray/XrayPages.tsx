import type { ReactNode } from 'react'
import { create } from 'zustand'
import { Pages } from '#renderer/ui/index.ts'
import { PairPage } from './pair/PairPage.tsx'

export type XrayPage = 'path' | 'views' | 'measure' | 'picture'
const titles: Readonly<Record<XrayPage, string>> = { path: 'Path', views: 'Two views', measure: 'Measure', picture: 'Picture' }

/** Which page of the panel is open while an X-ray series is shown. */
export const useXrayPage = create<{ readonly page: XrayPage }>(() => ({ page: 'path' }))

/** What can be done with a run beside its path. */
export function XrayPages({ path, shownUid }: { readonly path: ReactNode; readonly shownUid: string | null }) {
  return <Pages label="Pages of the X-ray plan" titles={titles} pages={{ path, ...(shownUid === null ? {} : { views: <PairPage shownUid={shownUid} /> }) }} wanted={useXrayPage(state => state.page)} onWant={page => { useXrayPage.setState({ page }) }} />
}
