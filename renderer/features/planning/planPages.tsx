import type { ReactNode } from 'react'
import { create } from 'zustand'
import { Pages } from '#renderer/ui/index.ts'

export type PlanPage = 'path' | 'joint' | 'waysIn' | 'compare'
const titles: Readonly<Record<PlanPage, string>> = { path: 'Path', joint: 'Joint, skin', waysIn: 'Ways in', compare: 'Compare' }

/** Which page of the panel is open; the path's own figures stand above all of them. */
export const usePlanPage = create<{ readonly page: PlanPage }>(() => ({ page: 'path' }))

const showPage = (page: PlanPage): void => { usePlanPage.setState({ page }) }

export function PlanPages({ pages }: { readonly pages: Readonly<Partial<Record<PlanPage, ReactNode>>> }) {
  return <Pages label="Pages of the plan" titles={titles} pages={pages} wanted={usePlanPage(state => state.page)} onWant={showPage} />
}
