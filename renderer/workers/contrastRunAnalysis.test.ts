import { describe, expect, it } from 'vitest'
import { whiteNoise } from '#sample-dicom/filters/noise.ts'
import { buildAttenuationScale } from '#shared/contrast/attenuation.ts'
import { measureCurve } from '#shared/contrast/curveMeasures.ts'
import { faintWindow } from '#shared/contrast/faintWindow.ts'
import { lookHereSteps } from '#shared/contrast/lookHere.ts'
import { proposeMask } from '#shared/contrast/maskProposal.ts'
import { findOpaque } from '#shared/contrast/opaqueRegion.ts'
import { meanOverMoved, pixelsOfEllipse } from '#shared/contrast/regionMean.ts'
import { alignRunSteps, finishSteps, type Progress } from '#shared/contrast/runAlignment.ts'
import { levelPeak } from '#shared/contrast/peakPicture.ts'
import { runMapSteps } from '#shared/contrast/runMaps.ts'
import { measureSpread } from '#shared/contrast/spreadMeasures.ts'
import { recipesInRun, type RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import { residueOf } from '#shared/contrast/shiftResidue.ts'
import { createSubtractor } from '#shared/contrast/subtractor.ts'
import { describePixels } from '#test/builders/corpus.ts'
import type { ContrastAnswer, ContrastQuestion, ContrastQuestionName, ContrastQuestions, ContrastRun, RegionCurve, SpreadQuestion } from './contrastMessages.ts'
import { ContrastRunAnalysis } from './contrastRunAnalysis.ts'
import { StepQueue } from './stepQueue.ts'

const [COLUMNS, ROWS, FRAMES] = [160, 128, 24]
const LENGTH = COLUMNS * ROWS
const MOVED_FROM = 14
const image = describePixels({ rows: ROWS, columns: COLUMNS, frames: FRAMES, pixelIntensityRelationship: 'LIN', pixelIntensitySign: 1, pixel: { bitsStored: 12, highBit: 11 } })
const timesMs = Array.from({ length: FRAMES }, (_, frame) => 125 * frame)
/** Bone, noise, a disc of contrast from frame 8 on, a line that comes and goes at 10 and 11; the patient moves once. */
const frames = Array.from({ length: FRAMES }, (_, frame) => Uint16Array.from({ length: LENGTH }, (_value, at) => {
  const [right, down] = frame < MOVED_FROM ? [0, 0] : [1.6, -1.2]
  const column = (at % COLUMNS) - right, row = Math.floor(at / COLUMNS) - down
  const bone = 0.5 * Math.sin(column / 5) * Math.cos(row / 6)
  const disc = frame < 8 ? 0 : Math.max(0, Math.min(1, 18.5 - Math.hypot(column - 60, row - 64))) * 0.5 * Math.min(1, (frame - 7) / 4)
  const line = (frame === 10 || frame === 11) && Math.abs(column - 120) < 3.5 && row > 20 && row < 110 ? 0.25 : 0
  return Math.round(1500 * Math.exp(-bone - disc - line) + 15 * whiteNoise(at, frame, 3))
}))
/** As a series holds them: one buffer, another run before this one. */
const held = new Uint16Array(new SharedArrayBuffer(2 * LENGTH * (FRAMES + 2)))
frames.forEach((frame, n) => { held.set(frame, (n + 2) * LENGTH) })
const input: ContrastRun = { values: held, offsets: frames.map((_, n) => (n + 2) * LENGTH), image, timesMs }

const scale = buildAttenuationScale(image)
if (!scale.ok) throw new Error(scale.error.message)
const run = { frames, columns: COLUMNS, rows: ROWS, scale: scale.value, shutter: null }
const maskFrames = [0, 1, 2, 3, 4, 5]
const lie = { maskFrames, shiftsPx: null }
const aligned = finishSteps(alignRunSteps(run, maskFrames))
if (!aligned.ok) throw new Error(aligned.error.message)
const alignment = aligned.value
const subtract = (frame: number, shiftPx = alignment.shiftsPx[frame] ?? [0, 0]): Float32Array =>
  createSubtractor(COLUMNS, ROWS, scale.value, (at) => frames[at] ?? new Uint16Array(0)).subtract({ contrastFrames: [frame], maskFrames, shiftPx }, new Float32Array(LENGTH))

function ask<Name extends ContrastQuestionName>(name: Name, question: ContrastQuestions[Name]['input'], of = new ContrastRunAnalysis(input)): ContrastQuestions[Name]['answer'] {
  return finishSteps(of.answer({ name, input: question } as ContrastQuestion)).answer as ContrastQuestions[Name]['answer']
}
const valueOf = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const curveOf = (question: ContrastQuestions['curves']['input']): RegionCurve => {
  const [first] = valueOf(ask('curves', question))
  if (first === undefined) throw new Error('No curve')
  return valueOf(first.curve)
}
const spreadInput: SpreadQuestion = { ...lie, of: 20, threshold: null, outline: null, connectedTo: null, context: { spacing: null, joint: null, jointLine: null, tip: null, midline: null }, origin: [40, 64], orientation: null }

describe('what a run answers', () => {
  it('is the mask, the shifts and the maps that the domain gives', () => {
    expect(ask('proposal', null)).toEqual(proposeMask(frames, COLUMNS, ROWS, scale.value, null))
    expect(ask('alignment', { ...lie, region: null })).toEqual({ ok: true, value: { shiftsPx: alignment.shiftsPx, scores: alignment.scores, scoresUnshifted: alignment.scoresUnshifted } })
    expect(Math.hypot((alignment.shiftsPx[20]?.[0] ?? NaN) + 1.2, (alignment.shiftsPx[20]?.[1] ?? NaN) - 1.6)).toBeLessThan(0.1)
    const maps = finishSteps(runMapSteps(run, alignment, timesMs))
    expect(ask('maps', lie)).toEqual({ ok: true, value: { ...maps, peak: levelPeak(maps.peak, alignment.openArea.usable, alignment.noise), faintPeak: levelPeak(maps.faintPeak, alignment.openArea.usable, alignment.noise) } })
  })

  it('is a curve that follows the patient, though only a part of the pictures is subtracted', () => {
    const region = { centre: [60, 64], radiiPx: [12, 9] } as const
    const pixels = pixelsOfEllipse(region, COLUMNS, ROWS, alignment.openArea.closed)
    const expected = frames.map((_, frame) => meanOverMoved(subtract(frame), pixels, alignment.shiftsPx[frame] ?? [0, 0]))
    const { values, measures, aligned: isLaid, pixels: count } = curveOf({ ...lie, regions: [region] })
    for (const [frame, value] of values.entries()) expect(value).toBeCloseTo(expected[frame] ?? NaN, 6)
    expect({ measures, isLaid, count }).toEqual({ measures: measureCurve({ timesMs, values }, maskFrames), isLaid: true, count: pixels.indexes.length })
    expect(measures.onsetFrame.value).toBe(8)
  })

  describe('sees the pixels that the screen shows', () => {
    const onScreen: RunSubtraction = { seriesUid: '1', firstFrame: 100, frames: FRAMES, maskFrames: maskFrames.map((frame) => frame + 100), maskSource: 'operator', shiftPx: [0, 0], frameShiftsPx: [], shiftRegions: [], landmark: 0, image }
    const still = frames.map(() => [0, 0] as const)
    const shown = (subtraction: RunSubtraction, frame: number): Float32Array | null => {
      const how = recipesInRun(subtraction)?.[frame]
      return how === null || how === undefined ? null : createSubtractor(COLUMNS, ROWS, scale.value, (at) => frames[at] ?? new Uint16Array(0)).subtract(how, new Float32Array(LENGTH))
    }
    const region = { centre: [60, 64], radiiPx: [12, 9] } as const
    const pixels = pixelsOfEllipse(region, COLUMNS, ROWS, alignment.openArea.closed)
    const item = { applicableFrameRanges: [], maskFrameNumbers: [], contrastFrameAveraging: null, subPixelShift: null, tidOffset: 3, operation: 'TID' as const }
    const byHeader: RunSubtraction = { ...onScreen, maskFrames: [], maskSource: 'header', image: { ...image, masks: [item] } }

    it('where the header takes every frame off another', () => {
      const question = { maskFrames: [], shiftsPx: still, recipes: recipesInRun(byHeader) }
      const { values, measures } = curveOf({ ...question, regions: [region] })
      expect(values.map((value) => Number.isNaN(value)).indexOf(false)).toBe(3)
      for (const frame of [3, 9, 11, 23]) expect(values[frame]).toBeCloseTo(meanOverMoved(shown(byHeader, frame) ?? [], pixels, [0, 0]), 6)
      // From frame to frame three later a disc that comes to stay rises and is gone again.
      expect([measures.onsetFrame.value, measures.retainedFraction.value]).toEqual([8, null])
      const { measures: spread } = valueOf(ask('spread', { ...spreadInput, ...question, of: 10, threshold: 0.15 }))
      expect(spread.areaPx).toBe(measureSpread(findOpaque(shown(byHeader, 10) ?? new Float32Array(0), alignment.openArea.usable, alignment.noise, { threshold: 0.15 }), { ...spreadInput.context, closed: alignment.openArea.closed }).areaPx)
      const refused = [ask('spread', { ...spreadInput, ...question, of: 1 }), ask('spread', { ...spreadInput, ...question, of: 'peak' })].map((answer) => (answer.ok ? null : answer.error.code))
      expect(refused).toEqual(['NO_RECIPE', 'NO_RECIPE'])
    })

    it('where the mask of a box is moved by itself', () => {
      const boxed: RunSubtraction = { ...onScreen, shiftRegions: [{ regionId: '1', corners: [[40, 44], [80, 84]], shiftPx: [-1.2, 1.6], frameShiftsPx: [] }] }
      const question = { maskFrames, shiftsPx: still, recipes: recipesInRun(boxed) }
      const { values } = curveOf({ ...question, regions: [region] })
      for (const frame of [9, 20]) expect(values[frame]).toBeCloseTo(meanOverMoved(shown(boxed, frame) ?? [], pixels, [0, 0]), 6)
      expect(Math.abs((values[20] ?? NaN) - (curveOf({ maskFrames, shiftsPx: still, regions: [region] }).values[20] ?? NaN))).toBeGreaterThan(0.001)
      const { peak } = valueOf(ask('maps', question))
      expect(peak[100 * COLUMNS + 20]).toBeCloseTo(valueOf(ask('maps', { maskFrames, shiftsPx: still })).peak[100 * COLUMNS + 20] ?? NaN, 2)
      expect(peak[64 * COLUMNS + 60]).not.toBeCloseTo(valueOf(ask('maps', { maskFrames, shiftsPx: still })).peak[64 * COLUMNS + 60] ?? NaN, 2)
    })
  })

  it('goes by shifts that a hand has set, and judges them', () => {
    const shiftsPx = frames.map(() => [0, 0] as const)
    const still = valueOf(ask('alignment', { maskFrames, shiftsPx, region: null }))
    expect(still.shiftsPx).toEqual(shiftsPx)
    expect([still.scores[20], still.scores[2]]).toEqual([alignment.scoresUnshifted[20], alignment.scoresUnshifted[2]])
    const region = { centre: [60, 64], radiiPx: [12, 9] } as const
    const pixels = pixelsOfEllipse(region, COLUMNS, ROWS, null)
    expect(curveOf({ maskFrames, shiftsPx, regions: [region] }).values[20]).toBeCloseTo(meanOverMoved(subtract(20, [0, 0]), pixels, [0, 0]), 6)
  })

  it('is a region, its measures and its window, told where the patient lay on the mask', () => {
    const { measures, outline, threshold, proposedThreshold, direction } = valueOf(ask('spread', spreadInput))
    const region = findOpaque(subtract(20), alignment.openArea.usable, alignment.noise, { residue: residueOf(run, alignment, 20) })
    const { areaPx, longest } = measureSpread(region, { ...spreadInput.context, closed: alignment.openArea.closed })
    expect([measures.areaPx, measures.longest?.px, threshold]).toEqual([areaPx, longest?.px, proposedThreshold])
    // The disc lies round (60, 64) on the mask, moved by 1.6 and −1.2 on this frame.
    const middle = (axis: 0 | 1): number => (Math.min(...(outline[0] ?? []).map((point) => point[axis])) + Math.max(...(outline[0] ?? []).map((point) => point[axis]))) / 2
    expect([middle(0), middle(1)]).toEqual([expect.closeTo(60, 0), expect.closeTo(64, 0)])
    expect(direction?.towards[0]).toBeGreaterThan(0.99)
    expect(ask('faintWindow', { ...lie, of: 20 })).toEqual({ ok: true, value: faintWindow(subtract(20), COLUMNS, ROWS, alignment.openArea.usable) })
  })

  it('measures an outline that a hand has drawn instead', () => {
    const outline = [[[50, 50], [70, 50], [70, 80], [50, 80]]] as const
    const { measures, outline: kept } = valueOf(ask('spread', { ...spreadInput, outline, context: { ...spreadInput.context, joint: [[0, 0], [60, 0], [60, 127], [0, 127]] } }))
    expect([measures.areaPx, measures.shareOutsideJoint.value]).toEqual([600, 0.5])
    expect(kept).toEqual(outline)
  })

  it('does not take the noise of many frames for contrast on the peak picture', () => {
    const { measures } = valueOf(ask('spread', { ...spreadInput, of: 'peak', threshold: 0.1 }))
    const drawn = Math.PI * 18.2 ** 2 + 7 * 89
    expect(Math.abs(measures.areaPx / drawn - 1)).toBeLessThan(0.12)
  })

  it('is the places to look at, and the problems', () => {
    const places = valueOf(ask('lookHere', lie))
    expect(places).toEqual(valueOf(finishSteps(lookHereSteps(run, alignment, { frameIntervalMs: 125 }))))
    expect(places[0]?.line.every(([column]) => Math.abs(column - 120) < 5)).toBe(true)
    expect(ask('problems', { maskFrames: [6, 9], shiftsPx: null })).toMatchObject([{ code: 'MASK_HAS_CONTRAST', frames: [9] }])
    expect(ask('problems', { maskFrames, shiftsPx: frames.map(() => [0, 0]) })).toMatchObject([{ code: 'MOVED', frames: Array.from({ length: FRAMES - MOVED_FROM }, (_, n) => MOVED_FROM + n) }])
  })

  it('says why where nothing can be told', () => {
    const colour = new ContrastRunAnalysis({ ...input, image: { ...image, pixel: { ...image.pixel, samplesPerPixel: 3, photometricInterpretation: 'RGB' } } })
    expect([ask('proposal', null, colour), ask('maps', lie, colour), ask('problems', { maskFrames, shiftsPx: null }, colour)]).toMatchObject([null, { ok: false, error: { code: 'NOT_A_PROJECTION' } }, [{ code: 'COLOUR' }]])
    expect(ask('curves', { ...lie, regions: [{ centre: [60, 64], radiiPx: [12, 9] }, { centre: [400, 20], radiiPx: [5, 5] }] })).toMatchObject({ ok: true, value: [{ curve: { ok: true } }, { curve: { ok: false, error: { code: 'EMPTY_REGION' } } }] })
    const one = new ContrastRunAnalysis({ ...input, offsets: input.offsets.slice(0, 1), timesMs: [0] })
    expect(ask('alignment', { ...lie, region: null }, one)).toMatchObject({ ok: false, error: { code: 'RUN_TOO_SHORT' } })
    const flat = new ContrastRunAnalysis({ ...input, values: Uint16Array.from({ length: LENGTH * FRAMES }, (_, at) => 1500 + Math.round(15 * whiteNoise(at, 0, 9))), offsets: frames.map((_, n) => n * LENGTH) })
    expect(ask('alignment', { ...lie, region: null }, flat)).toMatchObject({ ok: false, error: { code: 'NO_EDGES' } })
    expect(ask('curves', { ...lie, regions: [{ centre: [60, 64], radiiPx: [12, 9] }] }, flat)).toMatchObject({ ok: true, value: [{ curve: { ok: true, value: { aligned: false } } }] })
  })
})

describe('a run that is asked several things', () => {
  const later = (): Promise<void> => new Promise((go) => { setTimeout(go, 0) })
  function asker(): { readonly told: string[]; readonly parts: number[]; readonly queue: StepQueue<ContrastAnswer>; readonly put: (id: number, rank: number, question: ContrastQuestion) => void } {
    const analysis = new ContrastRunAnalysis(input)
    // Each step is a slice: how many fit into one depends on the machine.
    const queue = new StepQueue<ContrastAnswer>(later, 0)
    const told: string[] = []
    const parts: number[] = []
    return { told, parts, queue, put: (id, rank, question) => { queue.add({ id, rank, steps: analysis.answer(question), onProgress: (part: Progress) => { parts.push(part) }, onDone: ({ name }) => { told.push(name) } }) } }
  }

  it('answers what somebody waits for first, tells how far it is, and forgets what was called off', async () => {
    const { told, parts, queue, put } = asker()
    put(1, 6, { name: 'lookHere', input: lie })
    put(2, 5, { name: 'maps', input: lie })
    put(3, 2, { name: 'curves', input: { ...lie, regions: [{ centre: [60, 64], radiiPx: [12, 9] }] } })
    queue.cancel(1)
    await expect.poll(() => told.length, { timeout: 20_000 }).toBe(2)
    expect(told).toEqual(['curves', 'maps'])
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.every((part) => part >= 0 && part <= 1)).toBe(true)
  })

  it('goes on from where a question was called off', () => {
    const analysis = new ContrastRunAnalysis(input)
    const first = analysis.answer({ name: 'maps', input: lie })
    let steps = 0
    for (; steps < 40; steps += 1) first.next()
    let rest = 0
    for (const again = analysis.answer({ name: 'maps', input: lie }); again.next().done !== true;) rest += 1
    let whole = 0
    for (const fresh = new ContrastRunAnalysis(input).answer({ name: 'maps', input: lie }); fresh.next().done !== true;) whole += 1
    expect(rest).toBeLessThan(whole - 30)
    let kept = 0
    for (const third = analysis.answer({ name: 'maps', input: lie }); third.next().done !== true;) kept += 1
    expect(kept).toBe(0)
  })
})
