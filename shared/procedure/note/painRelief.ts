import type { NoteSections, PainTime } from './noteSections.ts'

export type PainRelief = { readonly time: PainTime; readonly percent: number }
export type BlockResult = { readonly relief: PainRelief; readonly thresholdPercent: 50 | 75 | 80; readonly isPositive: boolean }

const afterwards = ['at0Min', 'at15Min', 'at30Min', 'at6Hours'] as const satisfies readonly PainTime[]

/** Relief of pain at rest (where nobody scored rest: on turning), in per cent of what it was before; null where a score is missing or there was no pain. */
export function reliefAt(pain: NoteSections['pain'], time: PainTime): PainRelief | null {
  const [before, then] = [pain.before, pain[time]]
  if (before === null || then === null) return null
  for (const movement of ['atRest', 'turning'] as const) {
    const [first, last] = [before[movement], then[movement]]
    if (first !== null && last !== null && first > 0) return { time, percent: (100 * (first - last)) / first }
  }
  return null
}

/** The best relief within the first half hour against the stated threshold; null while either is missing. */
export function blockResult(pain: NoteSections['pain']): BlockResult | null {
  const reliefs = afterwards.filter((time) => time !== 'at6Hours').map((time) => reliefAt(pain, time)).filter((relief) => relief !== null)
  const [first, ...rest] = reliefs
  if (first === undefined || pain.thresholdPercent === null) return null
  const relief = rest.reduce((best, one) => (one.percent > best.percent ? one : best), first)
  return { relief, thresholdPercent: pain.thresholdPercent, isPositive: relief.percent >= pain.thresholdPercent }
}
