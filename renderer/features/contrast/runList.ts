import { viewWords, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'

/** "AP", "Lateral", or "View 1" while nobody has said. */
export const viewTitle = (run: ListedRun | undefined, slot: 'first' | 'second'): string =>
  run === undefined || run.view === null ? (slot === 'first' ? 'View 1' : 'View 2') : viewWords[run.view]

/** Something to look at when the stage opens: the longest run that is not a lateral, beside it the longest lateral or the next. */
export function firstChoice(runs: readonly ListedRun[]): { readonly first: ListedRun | null; readonly second: ListedRun | null } {
  const byLength = runs.toSorted((a, b) => b.frames - a.frames)
  const first = byLength.find(run => run.view === 'ap') ?? byLength.find(run => run.view !== 'lateral') ?? byLength[0] ?? null
  const others = byLength.filter(run => run !== first)
  return { first, second: others.find(run => run.view === 'lateral') ?? others[0] ?? null }
}
