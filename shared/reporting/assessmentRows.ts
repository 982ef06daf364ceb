import type { ContrastAssessment, SubtractionRecipe } from '#shared/contrast/assessment.ts'
import { decisionWords, lookWords, patternsInWords, qualityInWords, vesselWords } from '#shared/contrast/assessmentWords.ts'
import { rateWords } from '#shared/contrast/runPace.ts'
import type { CtSpreadFigures } from '#shared/contrast/ctSpreadFigures.ts'

/** A line of a note: what it is about, and what is said. */
export type NoteRow = { readonly term: string; readonly words: string }
type Measured = CtSpreadFigures['volumeMl']

/** A decision about contrast as a record and its export show it, in the order in which it was looked at. `writeTime`: an instant as a clock shows it. */
export function assessmentRows(assessment: ContrastAssessment, writeTime: (atIso: string) => string): readonly NoteRow[] {
  const { injection, quality, looks, patterns, vesselFilling, seenFrames, subtraction, otherSubtractions = [], noLateralReason, decision, missing, againstListReason, framesPerSecond, slowestFramesPerSecond, ctSpread, comment } = assessment
  const rows: readonly (NoteRow | null)[] = [
    injection === undefined ? null : { term: 'Injection', words: `${String(injection.number)}: ${injection.volumeMl === null ? 'volume not stated' : `${String(injection.volumeMl)} mL`}, ${injection.agent === '' ? 'agent not stated' : injection.agent}` },
    quality === undefined ? null : { term: 'Run quality', words: qualityInWords(quality) },
    framesPerSecond === undefined ? null : { term: 'Rate', words: framesPerSecond === null ? 'not in the header' : rateWords({ meanPerS: framesPerSecond, slowestPerS: slowestFramesPerSecond ?? framesPerSecond }) },
    ...(looks ?? []).map(({ what, atIso }) => ({ term: lookWords[what], words: `seen ${writeTime(atIso)}` })),
    { term: 'Pattern', words: patterns.length === 0 ? 'not stated' : patternsInWords(patterns) },
    { term: 'Vessel filling', words: vesselFilling === null ? 'not answered' : vesselFilling === 'no' ? 'Not seen by operator' : vesselWords[vesselFilling] },
    { term: 'Seen on', words: `${seenFrames.length === 1 ? 'frame' : 'frames'} ${framesWords(seenFrames)}` },
    ctSpread === undefined || subtraction !== null ? { term: 'Subtracted with', words: subtraction === null ? 'not subtracted' : subtractionWords(subtraction) } : null,
    ...otherSubtractions.map(({ frame, subtraction: other }) => ({ term: `Frame ${String(frame + 1)} with`, words: other === null ? 'not subtracted' : subtractionWords(other) })),
    noLateralReason === undefined ? null : { term: 'Lateral not seen', words: noLateralReason },
    ...(ctSpread === undefined ? [] : ctRows(ctSpread)),
    missing === undefined ? null : { term: 'Still to do', words: missing.join('; ') },
    missing === undefined ? null : { term: 'Went on because', words: againstListReason ?? 'no reason given' },
    { term: 'Decision', words: decisionWords[decision] },
    comment === '' ? null : { term: 'Comment', words: comment },
  ]
  return rows.filter((row) => row !== null)
}

/** "frame 4, TID of the header, mask moved 0.5 px across and −1.2 px down". */
function subtractionWords({ maskFrames, header, shiftPx: [down, across], automatic, regions = [], contrastFrames }: SubtractionRecipe): string {
  const moved = down === 0 && across === 0 ? null : `mask moved ${pixels(across)} px across and ${pixels(down)} px down${automatic === true ? ', found by itself' : ''}`
  const boxes = regions.length === 0 ? null : regions.length === 1 ? '1 box by itself' : `${String(regions.length)} boxes by themselves`
  return [
    `${maskFrames.length === 1 ? 'frame' : 'frames'} ${framesWords(maskFrames)}`, header === undefined ? null : `${header} of the header`,
    contrastFrames === undefined ? null : `frames ${framesWords(contrastFrames)} averaged`, moved, boxes,
  ].filter((part) => part !== null).join(', ')
}
const pixels = (px: number): string => `${px < 0 ? '−' : ''}${Math.abs(px).toFixed(1)}`

/** "0.2 mL", or why there is none. */
const figure = ({ value, reason }: Measured, write: (value: number) => string): string => (value === null ? reason ?? 'not available' : write(value))

/** What CT says of the contrast, line by line: on the screen, in the record and in its export. */
export function ctRows(figures: CtSpreadFigures): readonly NoteRow[] {
  const { volumeMl, longestMm, coverage, thresholdHu, noiseHu, saturatedVoxels, injectedMl, missingMl, discordance, distances, decrease, basis, repeatsWithinMm, needleLeftOut, isOld } = figures
  const isPart = coverage === undefined || coverage.share < 1
  const within = isPart ? ', within what both scans show' : ''
  const atLeast = isPart ? 'at least ' : ''
  return [
    ...(isOld === undefined ? [] : [{ term: 'Old figures of CT', words: 'drawings, registrations or needles were changed after they were measured, and they were not measured again' }]),
    { term: 'Opaque on CT', words: figure(volumeMl, (value) => `${atLeast}${value.toFixed(2)} mL${within}`) },
    { term: 'Longest extent', words: `${atLeast}${longestMm.toFixed(1)} mm` },
    { term: 'Shown by both scans', words: coverageWords(figures) },
    { term: 'Injected minus visible', words: injectedMl === null ? 'how much was injected is not stated' : figure(missingMl, (value) => `${isPart ? 'at most ' : ''}${value.toFixed(2)} mL of ${String(injectedMl)} mL`) },
    ...(discordance === null ? [] : [{ term: 'Too little is seen', words: discordance }]),
    ...distances.map((distance) => ({ term: `To ${distance.name}`, words: figure(distance.distanceMm, (value) => distanceWords(value, distance, basis, within)) })),
    { term: 'Decrease to the later scan', words: decrease === null ? 'no later scan' : figure(decrease, (value) => (value < 0 ? `none: ${(-100 * value).toFixed(0)} % more` : `${(100 * value).toFixed(0)} %`)) },
    { term: 'Opaque from', words: `${thresholdHu.toFixed(0)} HU of rise, noise ${noiseHu.toFixed(0)} HU${saturatedVoxels > 0 ? `, ${String(saturatedVoxels)} voxels at the scanner’s ceiling` : ''}` },
    { term: 'Scans', words: `${basis === 'registered' ? `registered on bone${repeatsWithinMm === null ? '' : `, repeats within ${writtenRepeats(repeatsWithinMm)} mm`}` : 'said not to have moved, not measured'}${needleLeftOut ? '; the needle is left out' : '; no needle was marked, steel may count'}` },
  ]
}

const writtenRepeats = (mm: number): string => Math.max(mm, 0.1).toFixed(1)
/** Shorter than the reach by more than the lattice it was counted on. */
const CUT_MM = 1.5

/** "46 % of what lies within 35 mm, to 5 mm towards the feet and 4 mm towards the head": never rounded up to all of it. */
function coverageWords({ coverage, reachMm, focusLpsMm }: CtSpreadFigures): string {
  if (coverage === undefined) return 'how much was not kept'
  if (coverage.share === 1) return `all within ${reachMm.toFixed(0)} mm`
  const { lowLpsMm, highLpsMm } = coverage
  const sides = [['RIGHT', 'LEFT'], ['the front', 'the back'], ['the feet', 'the head']] as const
  const cuts = sides.flatMap(([below, above], axis) => {
    const [low, at, high] = [lowLpsMm[axis] ?? NaN, focusLpsMm[axis] ?? NaN, highLpsMm[axis] ?? NaN]
    return [[at - low, below] as const, [high - at, above] as const].filter(([mm]) => mm < reachMm - CUT_MM).map(([mm, side]) => `${mm.toFixed(0)} mm towards ${side}`)
  })
  return `${Math.floor(100 * coverage.share).toFixed(0)} % of what lies within ${reachMm.toFixed(0)} mm${cuts.length === 0 ? '' : `, to ${cuts.join(', ')}`}. What lies elsewhere is not assessed`
}

/** As planning judges it: what drawing and registration may be off is taken from the distance. "At least" only where all of it is known. */
function distanceWords(mm: number, { uncertaintyMm, repeatsWithinMm }: CtSpreadFigures['distances'][number], basis: CtSpreadFigures['basis'], within: string): string {
  const touching = mm <= 0 ? `touches or inside, ${mm.toFixed(1)} mm` : null
  if (uncertaintyMm === undefined) return `${touching ?? `${mm.toFixed(1)} mm`}, how exact the drawing is was not kept`
  const drawing = `drawing ±${uncertaintyMm.toFixed(1)} mm`
  const mayTouch = (least: number): string | null => touching ?? (least <= 0 ? `may touch: ${mm.toFixed(1)} mm` : null)
  if (repeatsWithinMm === undefined) return `${mayTouch(mm - uncertaintyMm) ?? `${mm.toFixed(1)} mm to voxel centres`}, ${drawing}, what else is uncertain was not kept`
  if (repeatsWithinMm === null || basis === 'stated') return `${mayTouch(mm - uncertaintyMm) ?? `${mm.toFixed(1)} mm if the head has not moved`}${within}, ${drawing}, how the scans lie was not measured`
  const registered = repeatsWithinMm === 0 ? '' : `, registration ±${writtenRepeats(repeatsWithinMm)} mm`
  const least = mm - uncertaintyMm - repeatsWithinMm
  return `${mayTouch(least) ?? `at least ${least.toFixed(1)} mm${within}`}, ${drawing}${registered}`
}

/** "1 to 8, 12": frames of the series, from 1 as on the screen. */
export function framesWords(frames: readonly number[]): string {
  const sorted = [...new Set(frames)].toSorted((a, b) => a - b)
  const parts: [number, number][] = []
  for (const frame of sorted) {
    const last = parts.at(-1)
    if (last !== undefined && frame === last[1] + 1) last[1] = frame
    else parts.push([frame, frame])
  }
  return parts.map(([from, to]) => (from === to ? String(from + 1) : `${String(from + 1)} to ${String(to + 1)}`)).join(', ')
}
