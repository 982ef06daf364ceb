import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { reopening } from './newInjection.ts'

type Contrast = CaseDocument['contrast']
const [first, second, third] = [{ key: '1.2/0', name: 'Run 1' }, { key: '1.2/1', name: 'Run 2' }, { key: '1.3/0', name: 'Run 3' }]
const decided: Contrast = {
  ...emptyCaseDocument.contrast, decision: 'inject', decidedRuns: [first.key, second.key], patterns: ['intraArticular'], vesselFilling: 'no', comment: 'good', noLateralReason: 'x', againstListReason: 'y',
  quality: { position: 'good', mask: 'good', volume: 'good' }, injection: { number: 1, agent: 'Iohexol 240 mgI/mL', volumeMl: 0.3 }, seenToEnd: { [first.key]: { native: '2026-11-22T10:00:00.000Z', subtracted: null } },
}

describe('a run that comes after the decision', () => {
  it('begins the next injection: nothing that was answered stands for it, and what was seen stays noted', () => {
    const found = reopening(decided, [first, second, third])
    expect(found?.step).toBe('injection 2 begun: Run 3 arrived')
    expect(found?.contrast).toEqual({
      ...emptyCaseDocument.contrast, seenToEnd: decided.seenToEnd, injection: { number: 2, agent: 'Iohexol 240 mgI/mL', volumeMl: null }, earlierRuns: [first.key, second.key],
    })
  })

  it('only takes the decision back where it was taken earlier than the runs that were decided on', () => {
    const late = { key: '1.1/0', name: 'Run 1' }
    expect(reopening(decided, [late, first, second])).toEqual({ step: 'Run 1 was not seen for the decision', contrast: { ...decided, decision: null } })
  })

  it('changes nothing without a decision, without a new run, and in a case decided before this was kept', () => {
    expect(reopening({ ...decided, decision: null }, [first, second, third])).toBeNull()
    expect(reopening(decided, [first, second])).toBeNull()
    expect(reopening({ ...decided, decidedRuns: [] }, [first, second, third])).toBeNull()
  })

  it('is told apart again after the second decision', () => {
    const again = reopening(decided, [first, second, third])?.contrast ?? decided
    const fourth = { key: '1.4/0', name: 'Run 4' }
    const secondDecision: Contrast = { ...again, decision: 'reposition', decidedRuns: [first.key, second.key, third.key] }
    expect(reopening(secondDecision, [first, second, third])).toBeNull()
    expect(reopening(secondDecision, [first, second, third, fourth])?.contrast).toMatchObject({ injection: { number: 3 }, earlierRuns: [first.key, second.key, third.key] })
  })
})
