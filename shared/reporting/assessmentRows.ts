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
  const { volumeMl, longestMm, thresholdHu, noiseHu, saturatedVoxels, injectedMl, missingMl, discordance, distances, decrease, basis, repeatsWithinMm, needleLeftOut } = figures
  return [
    { term: 'Opaque on CT', words: figure(volumeMl, (value) => `${value.toFixed(2)} mL`) },
    { term: 'Longest extent', words: `${longestMm.toFixed(1)} mm` },
    { term: 'Injected minus visible', words: injectedMl === null ? 'how much was injected is not stated' : figure(missingMl, (value) => `${value.toFixed(2)} mL of ${String(injectedMl)} mL`) },
    ...(discordance === null ? [] : [{ term: 'Too little is seen', words: discordance }]),
    ...distances.map(({ name, distanceMm, uncertaintyMm }) => ({ term: `To ${name}`, words: figure(distanceMm, (value) => distanceWords(value, uncertaintyMm)) })),
    { term: 'Decrease to the later scan', words: decrease === null ? 'no later scan' : figure(decrease, (value) => (value < 0 ? `none: ${(-100 * value).toFixed(0)} % more` : `${(100 * value).toFixed(0)} %`)) },
    { term: 'Opaque from', words: `${thresholdHu.toFixed(0)} HU of rise, noise ${noiseHu.toFixed(0)} HU${saturatedVoxels > 0 ? `, ${String(saturatedVoxels)} voxels at the scanner’s ceiling` : ''}` },
    { term: 'Scans', words: `${basis === 'registered' ? `registered on bone${repeatsWithinMm === null ? '' : `, repeats within ${Math.max(repeatsWithinMm, 0.1).toFixed(1)} mm`}` : 'said not to have moved, not measured'}${needleLeftOut ? '; the needle is left out' : '; no needle was marked, steel may count'}` },
  ]
}

/** As planning judges it: what the drawing may be off is taken from the distance. */
function distanceWords(mm: number, uncertaintyMm: number | undefined): string {
  const touching = mm <= 0 ? `touches or inside, ${mm.toFixed(1)} mm` : null
  if (uncertaintyMm === undefined) return `${touching ?? `${mm.toFixed(1)} mm`}, how exact the drawing is was not kept`
  const least = mm - uncertaintyMm
  return `${touching ?? (least <= 0 ? `may touch: ${mm.toFixed(1)} mm` : `at least ${least.toFixed(1)} mm`)}, drawing ±${uncertaintyMm.toFixed(1)} mm`
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
