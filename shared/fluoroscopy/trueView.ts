import type { TrueViewTick, TrueViewTicks } from './fluoroscopyMarks.ts'

export type TrueViewName = TrueViewTicks['view']

/** What must lie on what for a view to be a true one, in the order in which it is looked at. */
export const ticksOfView: Readonly<Record<TrueViewName, readonly TrueViewTick[]>> = {
  lateral: ['ramiSuperimposed', 'pillarsSuperimposed'],
  apOpenMouth: ['densCentred', 'spinousMidline', 'jointLinesSharp'],
}

const viewWords: Readonly<Record<TrueViewName, { readonly all: string; readonly name: string }>> = {
  lateral: { all: 'True lateral ticked', name: 'Lateral' },
  apOpenMouth: { all: 'True AP ticked', name: 'AP open mouth' },
}

/** For a header or a record: "True lateral ticked", or how far somebody got. One that belongs to another view does not count. Null where nothing is ticked. */
export function trueViewWords({ view, ticks }: Pick<TrueViewTicks, 'view' | 'ticks'>): string | null {
  const wanted = ticksOfView[view]
  const set = wanted.filter((tick) => ticks.includes(tick)).length
  return set === 0 ? null : set === wanted.length ? viewWords[view].all : `${viewWords[view].name}, ${String(set)} of ${String(wanted.length)} ticked`
}
