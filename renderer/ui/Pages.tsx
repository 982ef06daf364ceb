import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'

type PagesProps<Name extends string> = {
  readonly label: string
  readonly titles: Readonly<Record<Name, string>>
  /** In the order of the titles; a page that is not there has no tab. */
  readonly pages: Readonly<Partial<Record<Name, ReactNode>>>
  readonly wanted: Name
  readonly onWant: (page: Name) => void
}

/** Pages of a panel; the first stands in for one that is wanted and not there. */
export function Pages<Name extends string>({ label, titles, pages, wanted, onWant }: PagesProps<Name>) {
  const isPage = (value: string | null): value is Name => value !== null && Object.hasOwn(titles, value)
  const there = Object.keys(titles).filter((name): name is Name => isPage(name) && pages[name] !== undefined)
  const page = there.includes(wanted) ? wanted : there[0] ?? wanted
  return (
    <Tabs value={page} onChange={value => { if (isPage(value)) onWant(value) }} keepMounted={false} className="pages">
      <Tabs.List grow aria-label={label}>{there.map(name => <Tabs.Tab key={name} value={name}>{titles[name]}</Tabs.Tab>)}</Tabs.List>
      {there.map(name => <Tabs.Panel key={name} value={name}>{pages[name]}</Tabs.Panel>)}
    </Tabs>
  )
}
