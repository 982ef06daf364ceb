import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { onSide, unitVector } from '../phantom/side.ts'
import type { Side } from '../phantom/parameters.ts'
import type { Phantom } from '../phantom/rows.ts'
import { distanceToRow, exitAlong, leastAlong, pointAlong } from '../truth/distanceToRow.ts'

export type PracticePath = { readonly name: string; readonly entryLpsMm: PatientPoint; readonly targetLpsMm: PatientPoint; readonly least: { readonly vertebralArtery: number; readonly thecalSac: number; readonly c2Root: number } }

/** Towards the skin, for the RIGHT side: straight from behind, posterolateral, and from below under the lamina. */
const ways: readonly (readonly [string, readonly [number, number, number]])[] = [
  ['posterior', [-0.08, 0.985, 0.15]], ['posterolateral', [-0.42, 0.905, 0]], ['posterolateral', [-0.3, 0.95, 0.05]], ['from below', [-0.1, 0.83, -0.55]],
]
/** What a way must leave to be taught as accepted: the caution margins, and of the root the stop margin. */
const askedMm = { vertebralArtery: 5, thecalSac: 4, c2Root: 1 } as const

/** The ways to a target that leave what is asked: none is taught that does not. Throws where there is none. */
export function practicePaths(phantom: Phantom, side: Side, targetLpsMm: PatientPoint): readonly [PracticePath, ...PracticePath[]] {
  const body = distanceToRow(phantom, 'body')
  const all = ways.map(([name, towards]): PracticePath => {
    const direction: PatientVector = unitVector(onSide(side, [...towards]))
    const lengthMm = exitAlong(body, targetLpsMm, direction)
    const to = (part: string): number => leastAlong(distanceToRow(phantom, part), targetLpsMm, direction, lengthMm)
    return { name, targetLpsMm, entryLpsMm: pointAlong(targetLpsMm, direction, lengthMm), least: { vertebralArtery: to(`va${side}`), thecalSac: to('dura'), c2Root: to('drg') } }
  })
  const [first, ...more] = all.filter(({ least }) => least.vertebralArtery >= askedMm.vertebralArtery && least.thecalSac >= askedMm.thecalSac && least.c2Root >= askedMm.c2Root)
  if (first === undefined) throw new Error('No way to this joint leaves enough room. Take another seed.')
  return [first, ...more]
}
