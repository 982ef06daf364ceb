import { projectPoint } from '#shared/projection/cArm.ts'
import type { AnswerKey } from '#shared/teaching/questions.ts'
import { runSeconds } from '../case-definitions/exposures.ts'
import type { SampleCase } from '../case-definitions/sampleCase.ts'
import type { ContrastPart } from '../contrast/pattern.ts'
import { contrastPattern } from '../contrast/patterns.ts'
import { fieldRadiusPx, views } from '../fluoroscopy/views.ts'

type Px = [number, number]
type Streak = NonNullable<AnswerKey['flashStreak']>[number]
type Piece = { readonly amount: number; readonly at: Px }

/** Of the artery, one point of its middle. */
const PIECE_MM = 2
/** Less than this share of the densest piece of the run is not seen. */
const SEEN_SHARE = 0.1

/** Where a flash is seen on each frame of a run, as the middle of what is filled of the artery, and the place with half of it on either side; null where there is none. */
export function practiceFlash(sample: SampleCase): { readonly flash: { frame: number; pointPx: Px }; readonly streak: Streak[] } | null {
  const part = sample.spread === null ? undefined : contrastPattern(sample.spread, sample.side, sample.parameters, sample.flash).find(({ name }) => name === 'vertebralArtery')
  if (part === undefined) return null
  const frames = runSeconds.map((seconds, frame) => ({ frame, pieces: piecesOf(part, seconds) }))
  const densest = Math.max(...frames.flatMap(({ pieces }) => pieces.map(({ amount }) => amount)))
  const seen = frames.map(({ frame, pieces }) => ({ frame, pieces: pieces.filter(({ amount }) => amount > SEEN_SHARE * densest) })).filter(({ pieces }) => pieces.length > 0)
  const total = (pieces: readonly Piece[]): number => pieces.reduce((sum, { amount }) => sum + amount, 0)
  const [most] = seen.toSorted((a, b) => total(b.pieces) - total(a.pieces))
  const place = most?.pieces.find((_, at) => total(most.pieces.slice(0, at + 1)) >= total(most.pieces) / 2)
  return most === undefined || place === undefined ? null : { flash: { frame: most.frame, pointPx: place.at }, streak: seen.map(({ frame, pieces }) => ({ frame, linePx: pieces.map(({ at }) => at) })) }
}

/** The artery from where the bolus enters it, piece by piece, as far as it lies in the round field. */
function piecesOf(part: ContrastPart, seconds: number): readonly Piece[] {
  const sums = new Map<number, { amount: number; column: number; row: number }>()
  for (let n = 0; n < part.order.length; n++) {
    const alongMm = part.order[n] ?? Number.NaN
    const amount = seconds <= 0 ? 0 : (part.volumesMm3[n] ?? Number.NaN) * part.concentration(alongMm, seconds)
    const pixel = amount <= 0 ? null : projectPoint(views.PA, [part.points[3 * n] ?? Number.NaN, part.points[3 * n + 1] ?? Number.NaN, part.points[3 * n + 2] ?? Number.NaN])
    if (pixel === null || Math.hypot(pixel[0] - middle[0], pixel[1] - middle[1]) > fieldRadiusPx) continue
    const piece = Math.floor(alongMm / PIECE_MM), sum = sums.get(piece) ?? { amount: 0, column: 0, row: 0 }
    sums.set(piece, { amount: sum.amount + amount, column: sum.column + amount * pixel[0], row: sum.row + amount * pixel[1] })
  }
  return [...sums].toSorted(([a], [b]) => a - b).map(([, { amount, column, row }]) => ({ amount, at: [column / amount, row / amount] }))
}

const { rows, columns } = views.PA.detector
const middle: Px = [(columns - 1) / 2, (rows - 1) / 2]
