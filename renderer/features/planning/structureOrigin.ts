import { writeClock, writeDate } from '#renderer/features/case/index.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'

const two = (value: number): string => String(value).padStart(2, '0')
const dayOf = (time: Date): string => `${String(time.getFullYear())}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
/** Of today the clock alone, else with its date: an old drawing must not pass for a fresh one. */
const when = (atIso: string, now: Date): string => {
  const time = new Date(atIso)
  return dayOf(time) === dayOf(now) ? writeClock(time) : `${writeDate(dayOf(time))} ${writeClock(time)}`
}
const how = (drawnFrom: PlannedStructure['drawnFrom']): string => (drawnFrom === 'values' ? 'grown from values' : 'drawn by hand')

/** Who drew a structure, how, when, and on which series. */
export function originOf({ drawnBy, drawnAtIso, drawnFrom }: Pick<PlannedStructure, 'drawnBy' | 'drawnAtIso' | 'drawnFrom'>, seriesName: string, now: Date): string {
  const [first = '', ...rest] = how(drawnFrom)
  return `${first.toUpperCase()}${rest.join('')}${drawnBy === '' ? ', nobody named' : ` by ${drawnBy}`}, ${when(drawnAtIso, now)}, on ${seriesName}.`
}

/** Of all of them together, as short as a heading wants it; nothing where there is none. */
export function originOfAll(structures: readonly Pick<PlannedStructure, 'drawnAtIso' | 'drawnFrom'>[], now: Date): string | undefined {
  const last = structures.map(({ drawnAtIso }) => drawnAtIso).toSorted().at(-1)
  if (last === undefined) return undefined
  const ways = [...new Set(structures.map(({ drawnFrom }) => how(drawnFrom)))].toSorted()
  return `${ways.length > 1 ? 'drawn and grown' : ways.join('')}, ${when(last, now)}`
}
