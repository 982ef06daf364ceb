import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { changedStage, isPlanStale, stageStates } from './stages.ts'

const planId = '8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e3f'
const confirmed: CaseDocument = { ...emptyCaseDocument, study: { ...emptyCaseDocument.study, level: 'C1-2', side: 'LEFT', confirmedAtIso: '2026-11-22T10:00:00.000Z' } }

describe('the stages', () => {
  it('are all locked without a case', () => {
    expect(Object.values(stageStates(null, 0)).map(stage => stage.state)).toEqual(['locked', 'locked', 'locked', 'locked', 'locked'])
  })
  it('open only the first before the side is confirmed', () => {
    expect(Object.values(stageStates({ ...confirmed, study: { ...confirmed.study, confirmedAtIso: null } }, 3)).map(stage => stage.state)).toEqual(['todo', 'locked', 'locked', 'locked', 'locked'])
  })
  it('say how much is to do before a decision about contrast', () => {
    expect([null, 5, 0].map(toDo => stageStates(confirmed, 0, null, toDo).contrast.words)).toEqual(['to do', '5 to do', 'to decide'])
  })
  it('name side and level once confirmed', () => { expect(stageStates(confirmed, 0).study).toEqual({ state: 'done', words: 'LEFT C1-2' }) })
  it('call for attention when the side was confirmed again after the plan', () => {
    const accepted = { ...confirmed, planAccepted: { planId, atIso: '2026-11-22T09:00:00.000Z' } }
    expect(isPlanStale(accepted)).toBe(true)
    expect(stageStates(accepted, 0).plan.state).toBe('attention')
    const good = { ...confirmed, planAccepted: { planId, atIso: '2026-11-22T10:00:01.000Z' } }
    expect(stageStates(good, 0, 'check the head').plan).toEqual({ state: 'attention', words: 'check the head' })
    expect(stageStates(good, 0, 'accept again').plan).toEqual({ state: 'attention', words: 'accept again' })
    expect(stageStates(good, 0).plan).toEqual({ state: 'done', words: 'accepted' })
    expect(isPlanStale({ ...confirmed, planAccepted: { planId, atIso: '2026-11-22T10:00:01.000Z' } })).toBe(false)
  })
})

describe('undo', () => {
  it('finds the stage a step belonged to', () => {
    expect(changedStage(emptyCaseDocument, confirmed)).toBe('study')
    expect(changedStage(confirmed, { ...confirmed, activePlanId: planId })).toBe('plan')
    expect(changedStage(confirmed, { ...confirmed, contrast: { ...confirmed.contrast, vesselFilling: 'no' } })).toBe('contrast')
    expect(changedStage(confirmed, { ...confirmed, planning: { ...confirmed.planning, arteryVariantsLookedFor: 'yes' } })).toBe('plan')
    expect(changedStage(confirmed, confirmed)).toBeNull()
  })
})
