import { findOpaque, type OpaqueRegion } from '#shared/contrast/opaqueRegion.ts'
import { outlineOf, simplifyOutline, type OutlinePoint } from '#shared/contrast/outline.ts'
import { regionOfOutline } from '#shared/contrast/outlineRegion.ts'
import { directionOfSpread } from '#shared/contrast/spreadDirection.ts'
import { measureSpread, vesselLikePieces, type Extent, type SpreadContext } from '#shared/contrast/spreadMeasures.ts'
import type { SpreadAnswer, SpreadQuestion } from './contrastMessages.ts'
import type { TakenPicture } from './contrastPictures.ts'

/** A line that a hand can take: no point lies farther from what was found. */
const OUTLINE_WITHIN_PX = 0.6

/** What lies where on the frame is asked and answered where the patient lay on the mask: marks stay with him. */
export function answerSpread({ picture, noise, residue, shiftPx, laid, proposedThreshold, thresholds }: TakenPicture, question: SpreadQuestion): SpreadAnswer {
  const { openArea } = laid.alignment
  const { columns, rows } = noise
  const threshold = question.threshold ?? proposedThreshold
  const onFrame = ([column, row]: OutlinePoint): OutlinePoint => [column + shiftPx[1], row + shiftPx[0]]
  const { connectedTo, outline: byHand } = question
  const found = findOpaque(picture, openArea.usable, noise, { threshold, residue, ...(connectedTo === null ? {} : { connectedTo: { ...connectedTo, point: onFrame(connectedTo.point) } }) })
  const region: OpaqueRegion = byHand === null ? found : regionOfOutline(byHand.map((line) => line.map(onFrame)), columns, rows, found.opacity, threshold)
  const context = movedContext(question.context, onFrame, openArea.closed)
  const origin = question.origin === null ? context.tip : onFrame(question.origin)
  const onMask = ([column, row]: OutlinePoint): OutlinePoint => [column - shiftPx[1], row - shiftPx[0]]
  const measures = measureSpread(region, context)
  const linesAround = (own: OpaqueRegion, isIn: (at: number) => boolean): readonly (readonly OutlinePoint[])[] =>
    outlineOf(own.opacity, columns, rows, threshold, isIn).map((line) => simplifyOutline(line, OUTLINE_WITHIN_PX).map(onMask))
  return {
    threshold, proposedThreshold, thresholds,
    outline: byHand ?? linesAround(region, (at) => region.mask[at] === 1),
    measures: { ...measures, longest: movedExtent(measures.longest, onMask), farthestFromTip: movedExtent(measures.farthestFromTip, onMask) },
    direction: origin === null ? null : directionOfSpread(region, origin, question.orientation),
    vesselLike: vesselLikePieces(region, openArea.closed).flatMap(({ pixels }) => {
      const own = new Set(pixels)
      return linesAround(region, (at) => own.has(at)).slice(0, 1)
    }),
  }
}

function movedContext({ joint, jointLine, tip, midline, spacing }: SpreadQuestion['context'], to: (at: OutlinePoint) => OutlinePoint, closed: Uint8Array): SpreadContext {
  const both = (line: readonly [OutlinePoint, OutlinePoint] | null): readonly [OutlinePoint, OutlinePoint] | null => (line === null ? null : [to(line[0]), to(line[1])])
  return { spacing, joint: joint?.map(to) ?? null, jointLine: both(jointLine), tip: tip === null ? null : to(tip), midline: both(midline), closed }
}

const movedExtent = (extent: Extent | null, to: (at: OutlinePoint) => OutlinePoint): Extent | null => (extent === null ? null : { ...extent, from: to(extent.from), to: to(extent.to) })

