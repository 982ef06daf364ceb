import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeCase, editCase, openCase, useReceipts, useSession } from '#renderer/features/case/index.ts'
import { takeDecision } from '#renderer/features/contrast/takeDecision.ts'
import { acceptPlan } from '#renderer/features/planning/acceptPlan.ts'
import { confirmSide } from '#renderer/features/study/confirmSide.ts'
import type { ContrastDecision } from '#shared/contrast/assessment.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { must } from '#test/builders/signedRecord.ts'

let page: PageWindow
const at = { folder: '', caseId: '', other: '' }
const SERIES = '1.2.3.0'

const words = (): string => useReceipts.getState().receipts.map((one) => one.words).join(' / ')
const shown = (): CaseDocument => useSession.getState().document ?? (() => { throw new Error('A case is open.') })()
const savedDocument = async (caseId: string): Promise<CaseDocument> => must(await page.services['case.get']({ caseId })).document
const recordId = (): string => useSession.getState().saved?.recordId ?? ''
const inRecord = async () => must(await page.services['record.get']({ recordId: recordId() })).state
const appended = (): number => page.called.filter((method) => method === 'record.append').length
const chooseSide = (side: 'LEFT' | 'RIGHT'): Promise<void> => editCase(`side ${side}`, (document) => ({ ...document, study: { ...document.study, level: 'C1-2', side, confirmedAtIso: null } }))
const tick = (pattern: CaseDocument['contrast']['patterns'][number]): Promise<void> => editCase(`pattern ${pattern}`, (document) => ({ ...document, contrast: { ...document.contrast, decision: null, patterns: [...document.contrast.patterns, pattern] } }))
const decide = (decision: ContrastDecision): Promise<void> => takeDecision(decision, { on: { kind: 'ct' }, evidenceKeys: [SERIES], toDo: [], pace: null, shown: { seriesUid: SERIES, run: 0, frame: 0 } })

const planId = randomUUID()
const plan: VolumePlan = { planId, kind: 'volume', name: 'Path 1', colour: '#2463D1', seriesUid: SERIES, frameOfReferenceUid: null, entryLpsMm: [30, 75, -25], targetLpsMm: [20, 15, 0], needle: null }
const draw = (drawn: VolumePlan): Promise<void> => editCase('path', (document) => ({ ...document, plans: [drawn], activePlanId: planId, planAccepted: null }))
const accept = (): Promise<void> => acceptPlan(plan, { recordId: recordId(), operator: '', clearances: [], series: null, arteryVariantsLookedFor: null })

/** Until the call that is held has been made. */
const isAsked = (method: string, before: number): Promise<void> => expect.poll(() => page.called.filter((one) => one === method).length).toBe(before + 1)

beforeEach(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-record-first-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  for (const [number, name] of ['A', 'B'].entries()) await writeFile(path.join(at.folder, name), fileBytes(ctSlice({ seriesUid: `1.2.3.${String(number)}`, sopInstanceUid: `1.2.3.${String(number)}.1`, change: { '00100010': ['PN', `Test^${name}`], '00100020': ['LO', name], '0020000d': ['UI', `1.2.4.${String(number)}`] } })))
  await page.services['library.import']({ paths: ['A', 'B'].map((name) => path.join(at.folder, name)), storage: 'inPlace' })
  const { series } = must(await page.services['library.series']({}))
  Object.assign(at, { caseId: series.find(({ seriesUid }) => seriesUid === SERIES)?.caseId, other: series.find(({ seriesUid }) => seriesUid !== SERIES)?.caseId })
  await openCase(at.caseId)
  await chooseSide('LEFT')
  useReceipts.setState({ receipts: [] })
})
afterEach(async () => {
  page.letGo()
  closeCase()
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

describe('a decision that waits for the record', () => {
  beforeEach(async () => {
    await confirmSide(SERIES, '')
    page.hold('record.append')
  })

  it('is shown once the record has it, and counts as not saved until then', async () => {
    const decided = decide('inject')
    expect(useSession.getState().owed).toBe(1)
    page.letGo()
    await decided
    expect(shown().contrast.decision).toBe('inject')
    expect(useSession.getState().owed).toBe(0)
    expect(words()).toContain('Decision saved: Inject')
  })

  it('is not put back over an answer that has taken it back meanwhile', async () => {
    const decided = decide('inject')
    await isAsked('record.append', 0)
    await tick('arterial')
    page.letGo()
    await decided
    expect(shown().contrast).toMatchObject({ decision: null, patterns: ['arterial'] })
    expect((await inRecord()).assessments).toHaveLength(1)
    expect(words()).toContain('The record has the decision Inject. The case has changed meanwhile and does not show it. Look, then decide again.')
    await decide('abort')
    expect((await inRecord()).assessments.map(({ assessment }) => assessment.decision)).toEqual(['inject', 'abort'])
    expect(shown().contrast.decision).toBe('abort')
  })

  it('stays where more of a run was looked at meanwhile', async () => {
    const decided = decide('inject')
    await isAsked('record.append', 0)
    await editCase('run seen to its end', (document) => ({ ...document, contrast: { ...document.contrast, seenToEnd: { '1.2/0': { native: new Date().toISOString(), subtracted: null } } } }))
    page.letGo()
    await decided
    expect(shown().contrast.decision).toBe('inject')
  })

  it('goes into the record once, however often it is pressed', async () => {
    const decided = [decide('inject'), decide('inject'), decide('abort')]
    page.letGo()
    await Promise.all(decided)
    expect((await inRecord()).assessments.map(({ assessment }) => assessment.decision)).toEqual(['inject'])
    expect(words()).toContain('The decision Abort is not saved yet: wait until it is.')
  })

  it('never falls into the case of another patient', async () => {
    const decided = decide('inject')
    await isAsked('record.append', 0)
    closeCase()
    await openCase(at.other)
    page.letGo()
    await decided
    expect(shown().contrast.decision).toBeNull()
    expect((await savedDocument(at.other)).contrast.decision).toBeNull()
    expect(words()).toContain('The record of the case that you have left has the decision Inject; the case itself does not show it. Open it and decide again.')
  })
})

describe('an acceptance that waits for the record', () => {
  it('does not hold for a path that was moved meanwhile, nor is it there twice', async () => {
    await confirmSide(SERIES, '')
    await draw(plan)
    page.hold('record.append')
    const accepted = [accept(), accept()]
    await isAsked('record.append', 0)
    await draw({ ...plan, targetLpsMm: [21, 15, 0] })
    page.letGo()
    await Promise.all(accepted)
    expect(appended()).toBe(1)
    expect(shown().planAccepted).toBeNull()
    expect(words()).toContain('The record has the acceptance of Path 1. The case has changed meanwhile')
  })
})

describe('a side that waits for the record', () => {
  it('is not confirmed where another one was chosen meanwhile, and the other one can be', async () => {
    page.hold('record.get')
    const confirmed = confirmSide(SERIES, '')
    await isAsked('record.get', 0)
    await chooseSide('RIGHT')
    page.letGo()
    await confirmed
    expect(shown().study).toMatchObject({ side: 'RIGHT', confirmedAtIso: null })
    expect(words()).toContain('The record has the side LEFT. The case has changed meanwhile')
    await confirmSide(SERIES, '')
    expect(shown().study.confirmedAtIso).not.toBeNull()
    expect(await inRecord()).toMatchObject({ side: 'RIGHT' })
  })

  it('does not go into the record where it was changed before the record was told', async () => {
    await confirmSide(SERIES, '')
    await chooseSide('RIGHT')
    page.hold('record.get')
    const confirmed = confirmSide(SERIES, '')
    await isAsked('record.get', 1)
    await chooseSide('LEFT')
    page.letGo()
    await confirmed
    expect(await inRecord()).toMatchObject({ side: 'LEFT', events: 1 })
    expect(shown().study).toMatchObject({ side: 'LEFT', confirmedAtIso: null })
  })
})
