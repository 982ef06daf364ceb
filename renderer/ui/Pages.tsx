import { Tabs } from '@mantine/core'
import { createContext, use, useMemo, type ReactNode } from 'react'

type PagesProps<Name extends string> = {
  readonly label: string
  readonly titles: Readonly<Record<Name, string>>
  /** In the order of the titles; a page that is not there has no tab. */
  readonly pages: Readonly<Partial<Record<Name, ReactNode>>>
  readonly wanted: Name
  readonly onWant: (page: Name) => void
}

/** The open page reaches its place past the tabs, which stand still while its figures change with every move of a hand. */
const OpenPage = createContext<ReactNode>(null)
const PageHere = (): ReactNode => use(OpenPage)

const isNameOf = <Name extends string>(titles: Readonly<Record<Name, string>>, value: string | null): value is Name => value !== null && Object.hasOwn(titles, value)

/** Pages of a panel; the first stands in for one that is wanted and not there. */
export function Pages<Name extends string>({ label, titles, pages, wanted, onWant }: PagesProps<Name>) {
  const there = Object.keys(titles).filter((name): name is Name => isNameOf(titles, name) && pages[name] !== undefined)
  const page = there.includes(wanted) ? wanted : there[0] ?? wanted
  const names = there.join(' ')
  const tabs = useMemo(() => {
    const shown = names.split(' ').filter(name => isNameOf(titles, name))
    return (
      <Tabs value={page} onChange={value => { if (isNameOf(titles, value)) onWant(value) }} keepMounted={false} className="pages">
        <Tabs.List grow aria-label={label}>{shown.map(name => <Tabs.Tab key={name} value={name}>{titles[name]}</Tabs.Tab>)}</Tabs.List>
        {shown.map(name => <Tabs.Panel key={name} value={name}><PageHere /></Tabs.Panel>)}
      </Tabs>
    )
  }, [label, titles, names, page, onWant])
  return <OpenPage value={pages[page]}>{tabs}</OpenPage>
}
