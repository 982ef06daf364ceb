import type { Measured } from '#shared/contrast/curveMeasures.ts'
import type { Extent } from '#shared/contrast/spreadMeasures.ts'
import type { SpreadAnswer } from '#renderer/viewports/index.ts'

export type SpreadFigure = { readonly name: string; readonly value: string | null; readonly reason: string | null; readonly needsBadge: boolean }

const told = (name: string, value: string, needsBadge = false): SpreadFigure => ({ name, value, reason: null, needsBadge })
const notTold = (name: string, reason: string): SpreadFigure => ({ name, value: null, reason, needsBadge: false })
const of = <T>(name: string, measured: Measured<T>, words: (value: T) => string): SpreadFigure => (measured.reason === null ? told(name, words(measured.value)) : notTold(name, measured.reason))

/** Millimetres where there are any, else parts of the joint's width, else pixels. */
export function extentWords({ mm, ofJointWidth, px }: Extent): { readonly text: string; readonly inMm: boolean } {
  if (mm.value !== null) return { text: `${mm.value.toFixed(1)} mm`, inMm: true }
  return { text: ofJointWidth.value === null ? `${px.toFixed(0)} px` : `${ofJointWidth.value.toFixed(2)} × joint width`, inMm: false }
}

/** What is told of a spread, in the order of the panel. `hasOrigin`: tip or joint is marked. */
export function spreadFigures({ measures, direction, vesselLike }: SpreadAnswer, hasOrigin: boolean): readonly SpreadFigure[] {
  const { areaPx, areaMm2, longest, farthestFromTip, shareOutsideJoint, crossesMidline, reachesEdge } = measures
  if (areaPx === 0) return [notTold('Area', 'Nothing is above this threshold. Lower it, or choose another frame.')]
  const extent = (name: string, one: Extent): SpreadFigure => {
    const { text, inMm } = extentWords(one)
    return told(name, text, inMm)
  }
  return [
    areaMm2.value === null ? told('Area', `${String(areaPx)} px`) : told('Area', `${areaMm2.value.toFixed(1)} mm²`, true),
    ...(longest === null ? [] : [extent('Longest extent', longest)]),
    ...(farthestFromTip === null ? [] : [extent('Farthest from the tip', farthestFromTip)]),
    of('Outside the joint', shareOutsideJoint, share => `${String(Math.round(100 * share))}%`),
    directionFigure(direction, hasOrigin),
    of('Midline', crossesMidline, crosses => (crosses ? 'crossed' : 'not crossed')),
    told('Edge of the picture', reachesEdge ? 'reached: it may go on beyond' : 'not reached'),
    told('Vessel-like lines', vesselLike.length === 0 ? 'none marked at this threshold' : `${String(vesselLike.length)} marked on the image`),
  ]
}

function directionFigure(direction: SpreadAnswer['direction'], hasOrigin: boolean): SpreadFigure {
  const name = 'Direction'
  if (!hasOrigin) return notTold(name, 'Mark the needle’s tip or the joint’s outline: a direction needs a place to set out from.')
  if (direction === null) return told(name, 'even on all sides')
  return direction.words === null ? notTold(name, 'Nobody has said how this run lies. Say where LEFT or ANTERIOR is in Study and side.') : told(name, direction.words)
}
