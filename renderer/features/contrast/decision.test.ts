import { noAnswers } from './runEdits.ts'
import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { stopPatterns } from '#shared/contrast/assessment.ts'
import { injectState } from './decision.ts'
import { patternOrder, patternsInWords } from './words.ts'

type Contrast = CaseDocument['contrast']
const looked = { '1.2/0': { ...noAnswers, maskFrames: [0], seenFrames: [12] } }
const answered = (over: Partial<Contrast> = {}): Contrast => ({ ...emptyCaseDocument.contrast, runs: looked, patterns: ['intraArticular'], vesselFilling: 'no', ...over })

describe('the way to inject', () => {
  it('is ready once every question is answered', () => {
    expect(injectState(answered(), 'seen')).toEqual({ kind: 'ready' })
  })

  it('names everything that is to do on an empty case', () => {
    expect(injectState(emptyCaseDocument.contrast, 'missing')).toEqual({
      kind: 'waiting', toDo: ['choose a frame before the contrast', 'mark a frame with contrast', 'lateral run or a reason', 'answer vessel filling', 'choose a pattern'],
    })
  })

  it('waits while vessel filling is unsure', () => {
    expect(injectState(answered({ vesselFilling: 'unsure' }), 'seen')).toEqual({ kind: 'waiting', toDo: ['vessel filling is Unsure'] })
  })

  it.each([...stopPatterns])('is off with %s, even beside a good arthrogram', (pattern) => {
    expect(injectState(answered({ patterns: ['intraArticular', pattern] }), 'seen').kind).toBe('off')
  })

  it('is off when vessel filling was seen, whatever else is open', () => {
    expect(injectState(answered({ vesselFilling: 'yes', patterns: [] }), 'missing')).toEqual({ kind: 'off', reason: 'Inject is off: vessel filling was seen.' })
  })

  it.each([['missing', 'lateral run or a reason'], ['notSeen', 'see the lateral run to its end, or give a reason']] as const)('waits while the lateral is %s, until a reason is given', (lateral, words) => {
    expect(injectState(answered(), lateral)).toEqual({ kind: 'waiting', toDo: [words] })
    expect(injectState(answered({ noLateralReason: '   ' }), lateral).kind).toBe('waiting')
    expect(injectState(answered({ noLateralReason: 'arm cannot be turned' }), lateral)).toEqual({ kind: 'ready' })
  })

  it('calls two patterns mixed, in the order of the panel', () => {
    expect(patternsInWords(['venous', 'intraArticular'])).toBe('Mixed: Intra-articular and Venous')
    expect(patternOrder).toHaveLength(8)
  })
})
