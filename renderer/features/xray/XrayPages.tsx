import type { ReactNode } from 'react'
import { create } from 'zustand'
import { Pages } from '#renderer/ui/index.ts'

export type XrayPage = 'path' | 'views' | 'measure' | 'picture'
const titles: Readonly<Record<XrayPage, string>> = { path: 'Path', views: 'Two views', measure: 'Measure', picture: 'Picture' }

/** Which page of the panel is open while an X-ray series is shown. */
export const useXrayPage = create<{ readonly page: XrayPage }>(() => ({ page: 'path' }))

/** What can be done with a run beside its path. */
export function XrayPages({ path }: { readonly path: ReactNode }) {
  return <Pages label="Pages of the X-ray plan" titles={titles} pages={{ path }} wanted={useXrayPage(state => state.page)} onWant={page => { useXrayPage.setState({ page }) }} />
}
