import { describe, expect, it } from 'vitest'
import { contrastAssessment } from '#shared/contrast/assessment.ts'
import { runPace } from '#shared/contrast/runPace.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { describePixels } from '#test/builders/corpus.ts'
import { describeSeries } from '#test/builders/series.ts'
import { noAnswers } from './runEdits.ts'
import { assessmentOf, type Deciding } from './takeDecision.ts'

const AT = '2026-11-22T10:42:41.000Z'
const run = (number: number, view: ListedRun['view']): ListedRun => ({ seriesUid: `1.${String(number)}`, run: 0, key: `1.${String(number)}/0`, number, name: '', detail: '', frames: 9, view, viewIsAsked: false })
const [ap, lateral] = [run(1, 'ap'), run(2, 'lateral')]
const marked: CaseDocument['contrast']['runs'] = { [ap.key]: { ...noAnswers, maskFrames: [0, 1], shiftPx: [0.5, 0], seenFrames: [12, 30] } }
const series = describeSeries([describePixels({ frames: 40, pixelIntensityRelationship: 'LIN' })], null)
const document = (over: Partial<CaseDocument['contrast']> = {}): CaseDocument => ({
  ...emptyCaseDocument,
  contrast: {
    ...emptyCaseDocument.contrast, runs: marked, patterns: ['intraArticular'], vesselFilling: 'no',
    seenToEnd: { [ap.key]: { native: AT, subtracted: null } }, injection: { number: 2, agent: 'Iohexol', volumeMl: 0.3 }, quality: { position: 'good', mask: null, volume: 'fair' }, ...over,
  },
})
const deciding = (over: Partial<Deciding> = {}): Deciding => ({ on: { kind: 'runs', runs: [ap, lateral] }, evidenceKeys: [], toDo: [{ words: 'rate the run: mask', lead: { kind: 'none' } }], pace: runPace([0, 125, 250]), shown: null, ...over })

describe('what a decision takes into the record', () => {
  it('is everything that was seen and answered, with what was still to do and why it went on', () => {
    const assessment = assessmentOf('inject', document({ againstListReason: 'mask cannot be better', noLateralReason: 'arm is stuck' }), deciding(), series)
    expect(assessment).toMatchObject({
      seriesUid: '1.1', seenFrames: [12, 30], subtraction: { maskFrames: [0, 1] }, injection: { number: 2, volumeMl: 0.3 }, framesPerSecond: 8,
      quality: { position: 'good', mask: null, volume: 'fair' }, looks: [{ what: 'native', seriesUid: '1.1', run: 0, atIso: AT }],
      missing: ['rate the run: mask'], againstListReason: 'mask cannot be better', noLateralReason: 'arm is stuck',
    })
    expect(contrastAssessment.parse(assessment)).toEqual(assessment)
  })

  it('has the slowest rate of a run beside its mean where the two differ', () => {
    const uneven = assessmentOf('inject', document(), deciding({ pace: runPace([0, 100, 200, 700]) }), series)
    expect(uneven).toMatchObject({ framesPerSecond: expect.closeTo(4.29, 2), slowestFramesPerSecond: 2 })
    expect(contrastAssessment.parse(uneven)).toEqual(uneven)
    expect(assessmentOf('inject', document(), deciding(), series)).not.toHaveProperty('slowestFramesPerSecond')
  })

  it('says how each marked frame was subtracted: with the shift that was found for it, and with the mask that the header gave it', () => {
    const frameShiftsPx = Array.from({ length: 40 }, (_, frame): [number, number] => (frame < 20 ? [0, 0] : [-1.2, 1.6]))
    const automatic = document({ runs: { [ap.key]: { ...noAnswers, maskFrames: [0, 1], maskSource: 'proposal', frameShiftsPx, seenFrames: [12, 30] } } })
    expect(assessmentOf('abort', automatic, deciding(), series)).toMatchObject({
      subtraction: { maskFrames: [0, 1], shiftPx: [0, 0], proposed: true, automatic: true }, otherSubtractions: [{ frame: 30, subtraction: { shiftPx: [-1.2, 1.6] } }],
    })
    const item = { operation: 'TID' as const, applicableFrameRanges: [[2, 20] as [number, number]], maskFrameNumbers: [], contrastFrameAveraging: null, subPixelShift: null, tidOffset: 3 }
    const tid = describeSeries([describePixels({ frames: 40, pixelIntensityRelationship: 'LIN', masks: [item] })], null)
    const byHeader = assessmentOf('abort', document({ runs: { [ap.key]: { ...noAnswers, maskSource: 'header', seenFrames: [12, 30] } } }), deciding(), tid)
    expect(byHeader).toMatchObject({ subtraction: { header: 'TID', maskFrames: [9], shiftPx: [0, 0] }, otherSubtractions: [{ frame: 30, subtraction: null }] })
    expect(contrastAssessment.parse(byHeader)).toEqual(byHeader)
  })

  it('names no list where there is none, nor for a decision that needs none', () => {
    expect(assessmentOf('inject', document({ againstListReason: 'left over' }), deciding({ toDo: [] }), series)).not.toHaveProperty('againstListReason')
    expect(assessmentOf('abort', document({ againstListReason: 'left over' }), deciding(), series)).not.toHaveProperty('missing')
  })

  it('names the frame on the screen where none was marked, of the run that it belongs to', () => {
    const unmarked = document({ runs: {} })
    expect(assessmentOf('abort', unmarked, deciding({ shown: { seriesUid: '1.2', run: 0, frame: 4 } }), series)).toMatchObject({ seriesUid: '1.2', seenFrames: [4], subtraction: null })
    expect(assessmentOf('abort', unmarked, deciding(), series)).toBeNull()
  })

  it('on CT alone names the slices that show contrast, before that the one on the screen', () => {
    const onCt = deciding({ on: { kind: 'ct' }, shown: { seriesUid: '1.9', run: 0, frame: 30 } })
    expect(assessmentOf('abort', document({ runs: {} }), onCt, series)).toMatchObject({ seriesUid: '1.9', seenFrames: [30] })
    expect(assessmentOf('abort', document({ runs: {} }), onCt, series)).not.toHaveProperty('looks')
  })
})
