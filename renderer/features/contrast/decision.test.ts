import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { stopPatterns } from '#shared/contrast/assessment.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { ctInputsOf } from './ct/ctInputs.ts'
import { injectState as stateOf, type DecidedOn, type InjectState } from './decision.ts'
import { noAnswers } from './runEdits.ts'
import { patternOrder, patternsInWords } from './words.ts'

type Contrast = CaseDocument['contrast']
const AT = '2026-11-22T10:42:41.000Z'
const run = (number: number, view: ListedRun['view']): ListedRun => ({ seriesUid: '1.2', run: number - 1, key: `1.2/${String(number - 1)}`, number, name: '', detail: '', frames: 9, view, viewIsAsked: false })
const ap = run(1, 'ap')
const lateral = run(2, 'lateral')
const on: DecidedOn = { kind: 'runs', runs: [ap, lateral] }
const looked: Contrast['runs'] = { [ap.key]: { ...noAnswers, maskFrames: [0], seenFrames: [12] } }
const answered = (over: Partial<Contrast> = {}): Contrast => ({
  ...emptyCaseDocument.contrast, runs: looked, patterns: ['intraArticular'], vesselFilling: 'no',
  seenToEnd: { [ap.key]: { native: AT, subtracted: AT }, [lateral.key]: { native: AT, subtracted: null } }, peakSeen: { [ap.key]: AT }, faintSeen: { [ap.key]: AT },
  quality: { position: 'good', mask: 'fair', volume: 'poor' }, injection: { number: 1, agent: 'Iohexol 240 mgI/mL', volumeMl: 0.3 }, ...over,
})
const injectState = (contrast: Contrast, on: DecidedOn): InjectState => stateOf({ ...emptyCaseDocument, contrast }, on)
const words = (state: InjectState): readonly string[] => (state.kind === 'waiting' || state.kind === 'against' ? state.toDo.map((one) => one.words) : [])

describe('the way to inject', () => {
  it('is ready once everything was looked at and answered', () => {
    expect(injectState(answered(), on)).toEqual({ kind: 'ready' })
  })

  it('names everything that is to do on an empty case, in the order in which it is looked at', () => {
    expect(words(injectState(emptyCaseDocument.contrast, on))).toEqual([
      'say what was injected, and how much', 'rate the run: position, mask, volume', 'see the run to its end', 'see the subtracted run to its end', 'look at the peak picture', 'look with the faint-flow window',
      'see the lateral run to its end, or give a reason', 'mark a frame with contrast', 'choose a pattern', 'answer vessel filling',
    ])
  })

  it.each<[string, Partial<Contrast>, string]>([
    ['the volume', { injection: { number: 1, agent: 'Iohexol', volumeMl: null } }, 'say what was injected, and how much'],
    ['a rating', { quality: { position: 'good', mask: null, volume: 'good' } }, 'rate the run: mask'],
    ['the native loop', { seenToEnd: { [ap.key]: { native: null, subtracted: AT }, [lateral.key]: { native: AT, subtracted: null } } }, 'see the run to its end'],
    ['the subtracted loop', { seenToEnd: { [ap.key]: { native: AT, subtracted: null }, [lateral.key]: { native: AT, subtracted: null } } }, 'see the subtracted run to its end'],
    ['the peak picture', { peakSeen: {} }, 'look at the peak picture'],
    ['the faint-flow window, seen on another run only', { faintSeen: { [lateral.key]: AT } }, 'look with the faint-flow window'],
    ['the lateral', { seenToEnd: { [ap.key]: { native: AT, subtracted: AT } } }, 'see the lateral run to its end, or give a reason'],
    ['a pattern', { patterns: [] }, 'choose a pattern'],
    ['a clear answer', { vesselFilling: 'unsure' }, 'vessel filling is Unsure'],
  ])('waits for %s alone, and goes on against the list only with a reason', (_name, over, missing) => {
    expect([injectState(answered(over), on).kind, words(injectState(answered(over), on))]).toEqual(['waiting', [missing]])
    expect(injectState(answered({ ...over, againstListReason: '   ' }), on).kind).toBe('waiting')
    expect(injectState(answered({ ...over, againstListReason: 'the table is needed' }), on)).toMatchObject({ kind: 'against', reason: 'the table is needed', toDo: [{ words: missing }] })
  })

  it('leads to the run, in the way in which it is to be looked at', () => {
    expect(injectState(answered({ faintSeen: {} }), on)).toMatchObject({ toDo: [{ lead: { kind: 'run', run: ap, look: 'faint' } }] })
    expect(injectState(answered({ quality: { position: null, mask: null, volume: null } }), on)).toMatchObject({ toDo: [{ lead: { kind: 'field', field: 'quality' } }] })
  })

  it.each([...stopPatterns])('is off with %s, even beside a good arthrogram and with a reason', (pattern) => {
    expect(injectState(answered({ patterns: ['intraArticular', pattern], againstListReason: 'because' }), on).kind).toBe('off')
  })

  it('takes a vessel in a mix for a vessel, whatever was answered about vessel filling', () => {
    expect(injectState(answered({ patterns: ['intraArticular', 'venous'] }), on)).toEqual({ kind: 'off', reason: 'Inject is off: Venous is chosen, a vessel, alone or in a mix.' })
  })

  it('is off when vessel filling was seen, whatever else is open', () => {
    expect(injectState(answered({ vesselFilling: 'yes', patterns: [], againstListReason: 'because' }), on)).toEqual({ kind: 'off', reason: 'Inject is off: vessel filling was seen.' })
  })

  it('asks for a lateral that is not there, until a reason is given', () => {
    const alone: DecidedOn = { kind: 'runs', runs: [ap] }
    expect(words(injectState(answered(), alone))).toEqual(['lateral run or a reason'])
    expect(injectState(answered({ noLateralReason: '   ' }), alone).kind).toBe('waiting')
    expect(injectState(answered({ noLateralReason: 'arm cannot be turned' }), alone)).toEqual({ kind: 'ready' })
  })

  it('asks on CT alone for the scans to be compared, and for no run', () => {
    expect(words(injectState(answered({ seenToEnd: {}, runs: {} }), { kind: 'ct' }))).toEqual(['compare CT before and after'])
  })

  describe('with figures of CT', () => {
    const pick = { before: '1.5', after: '1.6', later: null }
    const measured = { value: 0.1, reason: null }
    const ct: NonNullable<Contrast['ct']> = {
      opaque: { form: 'painted', grid: { originLpsMm: [0, 0, 0], columnStepMm: [1, 0, 0], rowStepMm: [0, 1, 0], sliceStepMm: [0, 0, 1], size: [0, 0, 0] }, runs: [0], voxels: 0 }, slices: [3], inputs: ctInputsOf(emptyCaseDocument, pick),
      figures: {
        beforeSeriesUid: pick.before, afterSeriesUid: pick.after, laterSeriesUid: null, basis: 'registered', repeatsWithinMm: 0.2, focusLpsMm: [0, 0, 0], reachMm: 35, needleLeftOut: false, thresholdHu: 120, noiseHu: 20, saturatedVoxels: 0, longestMm: 5,
        volumeMl: measured, injectedMl: 0.3, missingMl: measured, discordance: null, distances: [], decrease: null, by: '', atIso: AT,
      },
    }
    const again = 'subtract CT again: drawings, registrations or needles were changed'
    const registration = { fromSeriesUid: '1.5', toSeriesUid: '1.6', matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], acceptedBy: 'A', acceptedAtIso: AT }
    const changed = { ...emptyCaseDocument.planning, registrations: [registration] }
    it.each<[string, DecidedOn]>([['runs', on], ['CT alone', { kind: 'ct' }]])('is ready on %s while nothing was changed, and then waits for them to be measured again', (_name, decidedOn) => {
      const contrast = answered({ ct })
      expect(stateOf({ ...emptyCaseDocument, contrast }, decidedOn)).toEqual({ kind: 'ready' })
      const old = stateOf({ ...emptyCaseDocument, contrast, planning: changed }, decidedOn)
      expect([old.kind, words(old)]).toEqual(['waiting', [again]])
      expect(old).toMatchObject({ toDo: [{ lead: { kind: 'ct' } }] })
    })
  })

  it('does not take what was seen of an earlier injection for this one', () => {
    const second = run(3, 'ap')
    expect(words(injectState(answered({ earlierRuns: [ap.key, lateral.key] }), { kind: 'runs', runs: [ap, lateral, second] }))).toContain('see the run to its end')
  })

  it('calls two patterns mixed, in the order of the panel', () => {
    expect(patternsInWords(['venous', 'intraArticular'])).toBe('Mixed: Intra-articular and Venous')
    expect(patternOrder).toHaveLength(8)
  })
})
