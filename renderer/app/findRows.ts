import { writeStroke, commandState, commands, fits, placeWords, type CommandGroup } from '#renderer/features/commands/index.ts'

export type FindGroup = CommandGroup | 'cases'
export const groupWords: Readonly<Record<FindGroup, string>> = { do: 'Do', show: 'Show', goTo: 'Go to', cases: 'Cases' }
export type FindRow = {
  readonly id: string
  readonly group: FindGroup
  readonly name: string
  readonly place: string
  readonly key: string | null
  /** Why it cannot be done now; null = it can. */
  readonly reason: string | null
  /** What a second Enter confirms; null = none is needed. */
  readonly asks: string | null
  readonly score: number
  readonly run: () => void
}
export type FindSection = { readonly group: FindGroup; readonly rows: readonly FindRow[] }

const order: readonly FindGroup[] = ['do', 'show', 'goTo', 'cases']
/** More would be scrolled past, not read. */
const ROWS_A_GROUP = 12

/** The commands that fit, those that cannot run with their reason. Without a search, those that can. */
export function commandRows(typed: string): readonly FindRow[] {
  return commands.flatMap(({ id, name, group, place, keys, also }): readonly FindRow[] => {
    const score = id === 'find' || id === 'escape' ? 0 : fits(typed, name, also)
    if (score === 0) return []
    const state = commandState(id)
    if (state.kind === 'blocked' && typed.trim() === '') return []
    return [{
      id, group, name, place: placeWords[place], key: keys?.[0] === undefined ? null : writeStroke(keys[0]), asks: null, score,
      reason: state.kind === 'blocked' ? state.reason : null, run: state.kind === 'blocked' ? () => undefined : state.run,
    }]
  })
}

type FramesShown = { readonly firstFrame: number; readonly lastFrame: number; showFrame(frame: number): void }

/** "41" and "frame 41" go to that frame of the run that is shown. */
export function frameRows(typed: string, run: FramesShown | null): readonly FindRow[] {
  const number = /^\s*(?:frame\s+)?(\d{1,5})\s*$/i.exec(typed)?.[1]
  if (number === undefined || run === null) return []
  const count = run.lastFrame - run.firstFrame + 1
  const isThere = Number(number) >= 1 && Number(number) <= count
  return [{
    id: 'frame', group: 'goTo', name: `Frame ${String(Number(number))} of ${String(count)}`, place: 'Run', key: null, asks: null, score: 10,
    reason: isThere ? null : `The run has ${String(count)} ${count === 1 ? 'frame' : 'frames'}`, run: () => { run.showFrame(run.firstFrame + Number(number) - 1) },
  }]
}

/** Best row first in its group, best group first; without a search in the order of the house. */
export function sections(rows: readonly FindRow[], typed: string): readonly FindSection[] {
  const grouped = order.map((group) => ({ group, rows: rows.filter((row) => row.group === group).toSorted((a, b) => b.score - a.score).slice(0, ROWS_A_GROUP) })).filter((section) => section.rows.length > 0)
  const best = ({ rows: [first] }: FindSection): number => first?.score ?? 0
  return typed.trim() === '' ? grouped : grouped.toSorted((a, b) => best(b) - best(a))
}
