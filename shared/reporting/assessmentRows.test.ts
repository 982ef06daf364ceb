import { describe, expect, it } from 'vitest'
import { buildEvents, createdBody, sha256 } from '#test/builders/recordEvents.ts'
import type { ContrastAssessment } from '#shared/contrast/assessment.ts'
import type { CtSpreadFigures } from '#shared/contrast/ctSpreadFigures.ts'
import { checkChain, eventToLine } from '#shared/procedure/recordChain.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import { assessmentRows, ctRows, framesWords } from './assessmentRows.ts'
import { contrastNote } from './contrastNote.ts'

const AT = '2026-11-22T10:42:41.000Z'
/** As records were written before anything below `comment` was kept. */
const old: ContrastAssessment = { seriesUid: '1.2.3.1', subtraction: null, seenFrames: [4], patterns: ['venous'], vesselFilling: 'yes', decision: 'abort', comment: '' }
const full: ContrastAssessment = {
  ...old, patterns: ['intraArticular', 'capsularLeak'], vesselFilling: 'no', decision: 'inject', seenFrames: [11, 12, 13, 20], subtraction: { seriesUid: '1.2.3.1', maskFrames: [0, 1, 2], shiftPx: [0, 0] },
  quality: { position: 'good', mask: 'fair', volume: null }, injection: { number: 2, agent: 'Iohexol 240 mgI/mL', volumeMl: 0.3 }, looks: [{ what: 'faint', seriesUid: '1.2.3.1', run: 0, atIso: AT }],
  framesPerSecond: 4, missing: ['rate the run: volume'], againstListReason: 'table time',
}
const lines = (assessment: ContrastAssessment): readonly string[] => assessmentRows(assessment, (at) => at).map(({ term, words }) => `${term}: ${words}`)

describe('a decision in words', () => {
  it('says what was seen, what was still to do, and why it went on', () => {
    expect(lines(full)).toEqual([
      'Injection: 2: 0.3 mL, Iohexol 240 mgI/mL', 'Run quality: Position Good, Mask Fair, Volume not rated', 'Rate: 4.0 frames/s', `Faint-flow window: seen ${AT}`,
      'Pattern: Mixed: Intra-articular and Capsular leak', 'Vessel filling: Not seen by operator', 'Seen on: frames 12 to 14, 21', 'Subtracted with: frames 1 to 3',
      'Still to do: rate the run: volume', 'Went on because: table time', 'Decision: Inject',
    ])
  })
  it('has the slowest rate beside the mean of a run whose rate changes', () => {
    expect(lines({ ...full, framesPerSecond: 10.6, slowestFramesPerSecond: 2 })).toContain('Rate: 10.6 frames/s, 2.0 at the slowest')
  })
  it('of an older record says only what it holds', () => {
    expect(lines(old)).toEqual(['Pattern: Venous', 'Vessel filling: Yes', 'Seen on: frame 5', 'Subtracted with: not subtracted', 'Decision: Abort'])
  })
  describe('what CT shows', () => {
    const measured = (value: number) => ({ value, reason: null })
    const whole = { share: 1, lowLpsMm: [-35, -35, -35] as [number, number, number], highLpsMm: [35, 35, 35] as [number, number, number] }
    const older: CtSpreadFigures = {
      reachMm: 35, needleLeftOut: true, thresholdHu: 120, noiseHu: 20, saturatedVoxels: 0, longestMm: 6, volumeMl: measured(0.075), injectedMl: 0.3, missingMl: measured(0.225), discordance: null, distances: [], decrease: null,
      beforeSeriesUid: '1.1', afterSeriesUid: '1.2', laterSeriesUid: null, basis: 'registered', repeatsWithinMm: 0.4, focusLpsMm: [0, 0, 0], by: '', atIso: AT,
    }
    const figures: CtSpreadFigures = { ...older, coverage: whole }
    const toCord = (value: number, known: { readonly uncertaintyMm?: number; readonly repeatsWithinMm?: number | null }, over: Partial<CtSpreadFigures> = {}): string | undefined =>
      ctRows({ ...figures, ...over, distances: [{ kind: 'cord', name: 'Spinal cord', distanceMm: measured(value), ...known }] }).find(({ term }) => term === 'To Spinal cord')?.words
    const wordsOf = (of: CtSpreadFigures, asked: string): string | undefined => ctRows(of).find(({ term }) => term === asked)?.words

    it.each([[3.2, 'at least 1.8 mm, drawing ±1.0 mm, registration ±0.4 mm'], [1.2, 'may touch: 1.2 mm, drawing ±1.0 mm, registration ±0.4 mm'], [-0.4, 'touches or inside, -0.4 mm, drawing ±1.0 mm, registration ±0.4 mm']])('takes what drawing and registration may be off from a distance of %f mm', (value, words) => {
      expect(toCord(value, { uncertaintyMm: 1, repeatsWithinMm: 0.4 })).toBe(words)
    })
    it('names no registration where it was drawn on this scan', () => { expect(toCord(3.2, { uncertaintyMm: 1, repeatsWithinMm: 0 })).toBe('at least 2.2 mm, drawing ±1.0 mm') })
    it.each([['drawing’s', { uncertaintyMm: 1, repeatsWithinMm: null }, {}], ['contrast’s', { uncertaintyMm: 1, repeatsWithinMm: 0 }, { basis: 'stated' as const, repeatsWithinMm: null }]])('does not say "at least" where the %s place was only said', (_name, known, over) => {
      expect(toCord(3.2, known, over)).toBe('3.2 mm if the head has not moved, drawing ±1.0 mm, how the scans lie was not measured')
      expect(toCord(0.6, known, over)).toBe('may touch: 0.6 mm, drawing ±1.0 mm, how the scans lie was not measured')
    })
    it('does not say it of an older record, which measured to voxel centres', () => {
      expect(toCord(3.2, { uncertaintyMm: 1 })).toBe('3.2 mm to voxel centres, drawing ±1.0 mm, what else is uncertain was not kept')
      expect(toCord(-0.4, {})).toBe('touches or inside, -0.4 mm, how exact the drawing is was not kept')
    })
    it('says how much both scans show, and what that makes of the figures', () => {
      const slab: CtSpreadFigures = { ...figures, coverage: { share: 0.199, lowLpsMm: [-35, -35, -5], highLpsMm: [35, 35, 4] } }
      expect(wordsOf(slab, 'Shown by both scans')).toBe('19 % of what lies within 35 mm, to 5 mm towards the feet, 4 mm towards the head. What lies elsewhere is not assessed')
      expect([wordsOf(slab, 'Opaque on CT'), wordsOf(slab, 'Longest extent'), wordsOf(slab, 'Injected minus visible')]).toEqual(['at least 0.07 mL, within what both scans show', 'at least 6.0 mm', 'at most 0.23 mL of 0.3 mL'])
      expect(toCord(3.2, { uncertaintyMm: 1, repeatsWithinMm: 0 }, slab)).toBe('at least 2.2 mm, within what both scans show, drawing ±1.0 mm')
      expect([wordsOf(figures, 'Shown by both scans'), wordsOf(figures, 'Opaque on CT')]).toEqual(['all within 35 mm', '0.07 mL'])
    })
    it('does not take an older record for a whole one', () => {
      expect([wordsOf(older, 'Shown by both scans'), wordsOf(older, 'Opaque on CT')]).toEqual(['how much was not kept', 'at least 0.07 mL, within what both scans show'])
    })
  })
  it('says how each frame was subtracted on which it was seen', () => {
    const tid = { seriesUid: '1.2.3.1', header: 'TID' as const, maskFrames: [8], shiftPx: [0, 0] as [number, number] }
    const other = { frame: 20, subtraction: { seriesUid: '1.2.3.1', maskFrames: [0, 1], shiftPx: [-1.2, 1.6] as [number, number], automatic: true as const } }
    expect(lines({ ...full, subtraction: tid, otherSubtractions: [other, { frame: 13, subtraction: null }] })).toEqual(expect.arrayContaining([
      'Subtracted with: frame 9, TID of the header', 'Frame 21 with: frames 1 to 2, mask moved 1.6 px across and −1.2 px down, found by itself', 'Frame 14 with: not subtracted',
    ]))
  })
  it('claims no volume where the scanner was at its ceiling, and no distance where nothing was drawn', () => {
    const reason = '40 voxels are at the scanner’s ceiling. No volume is given.'
    const spread: NonNullable<ContrastAssessment['ctSpread']> = {
      beforeSeriesUid: '1.1', afterSeriesUid: '1.2.3.1', laterSeriesUid: null, basis: 'stated', repeatsWithinMm: null, focusLpsMm: [0, 0, 0], reachMm: 35, needleLeftOut: false, thresholdHu: 120, noiseHu: 20, saturatedVoxels: 40,
      longestMm: 21.04, volumeMl: { value: null, reason }, injectedMl: 0.3, missingMl: { value: null, reason }, discordance: null, decrease: null, by: '', atIso: AT,
      distances: [{ kind: 'thecalSac', name: 'Thecal sac', distanceMm: { value: null, reason: 'Not assessed: this structure is not drawn.' } }],
    }
    expect(lines({ ...old, ctSpread: spread })).toEqual(expect.arrayContaining([`Opaque on CT: ${reason}`, 'Longest extent: at least 21.0 mm', `Injected minus visible: ${reason}`, 'To Thecal sac: Not assessed: this structure is not drawn.', 'Decrease to the later scan: no later scan']))
  })
  it.each([[[4], '5'], [[0, 1, 2], '1 to 3'], [[7, 2, 3, 2], '3 to 4, 8']] as const)('writes frames %j as %s', (frames, words) => { expect(framesWords(frames)).toBe(words) })
})

describe('the note of a record', () => {
  it('holds every decision with who and when, and whose it is', () => {
    const state = reduceRecord(buildEvents([createdBody, { kind: 'contrastAssessed', assessment: old }, { kind: 'contrastAssessed', assessment: full }]))
    const note = state === null ? null : contrastNote(state)
    expect(note).toMatch(/^Contrast decisions, LEFT C1-2\nSAMPLE\^ANNA, ID AX-0001, born 1968-03-14/)
    expect(note).toMatch(/Decision 1, 2026-11-22T10:00:01.000Z, Dr B. Weber[^]*Decision: Abort[^]*Decision 2[^]*Still to do: rate the run: volume/)
  })
  it('leaves the hashes of older decisions as they were: nothing is added on reading', () => {
    const events = buildEvents([createdBody, { kind: 'contrastAssessed', assessment: old }])
    expect(checkChain(events[0]?.recordId ?? '', events.map((event) => ({ seq: event.seq, line: eventToLine(event) })), sha256)).toMatchObject({ holds: true, events })
  })
})
