import type { ReactNode } from 'react'
import { Tabs } from '@mantine/core'
import { create } from 'zustand'

export type PlanPage = 'path' | 'joint' | 'waysIn' | 'compare'
const titles: Readonly<Record<PlanPage, string>> = { path: 'Path', joint: 'Joint, skin', waysIn: 'Ways in', compare: 'Compare' }

/** Which page of the panel is open; the path's own figures stand above all of them. */
export const usePlanPage = create<{ readonly page: PlanPage }>(() => ({ page: 'path' }))

const isPage = (value: string | null): value is PlanPage => value !== null && Object.hasOwn(titles, value)

export function PlanPages({ pages }: { readonly pages: Readonly<Partial<Record<PlanPage, ReactNode>>> }) {
  const wanted = usePlanPage(state => state.page)
  const there = Object.keys(titles).filter((name): name is PlanPage => isPage(name) && pages[name] !== undefined)
  const page = there.includes(wanted) ? wanted : 'path'
  return (
    <Tabs value={page} onChange={value => { if (isPage(value)) usePlanPage.setState({ page: value }) }} keepMounted={false} className="pages">
      <Tabs.List grow aria-label="Pages of the plan">{there.map(name => <Tabs.Tab key={name} value={name}>{titles[name]}</Tabs.Tab>)}</Tabs.List>
      {there.map(name => <Tabs.Panel key={name} value={name}>{pages[name]}</Tabs.Panel>)}
    </Tabs>
  )
}
