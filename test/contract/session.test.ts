import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useReceipts } from '#renderer/features/case/receipts.ts'
import { closeCase, editCase, editWhenFound, leaveCase, openCase, refreshCase, retrySave, stayInCase, turnAway, undo, useSession } from '#renderer/features/case/session.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { must } from '#test/builders/signedRecord.ts'

let page: PageWindow
const at = { folder: '', first: '', second: '' }
const level = (document: CaseDocument): CaseDocument => ({ ...document, study: { ...document.study, level: 'C1-2' } })
const side = (document: CaseDocument): CaseDocument => ({ ...document, study: { ...document.study, side: 'LEFT' } })
const comment = (words: string) => (document: CaseDocument): CaseDocument => ({ ...document, contrast: { ...document.contrast, comment: words } })

beforeEach(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-session-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  for (const [number, name] of ['A', 'B'].entries()) await writeFile(path.join(at.folder, name), fileBytes(ctSlice({ seriesUid: `1.2.3.${String(number)}`, sopInstanceUid: `1.2.3.${String(number)}.1`, change: { '00100010': ['PN', `Test^${name}`], '00100020': ['LO', name], '0020000d': ['UI', `1.2.4.${String(number)}`] } })))
  await page.services['library.import']({ paths: ['A', 'B'].map((name) => path.join(at.folder, name)), storage: 'inPlace' })
  const [first, second] = must(await page.services['case.list']({})).cases
  if (first === undefined || second === undefined) throw new Error('There are two cases.')
  Object.assign(at, { first: first.caseId, second: second.caseId })
  await openCase(at.first)
})
afterEach(async () => {
  closeCase()
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

const savedDocument = async (caseId: string): Promise<CaseDocument> => must(await page.services['case.get']({ caseId })).document
/** As another window does it. */
async function editElsewhere(change: (document: CaseDocument) => CaseDocument): Promise<void> {
  const { version, document } = must(await page.services['case.get']({ caseId: at.first }))
  must(await page.services['case.edit']({ caseId: at.first, baseVersion: version, step: 'elsewhere', document: change(document) }))
}
const savedStudy = async (caseId: string): Promise<CaseDocument['study']> => (await savedDocument(caseId)).study

describe('a case that is left while its edits are on their way', () => {
  it('keeps every one of them', async () => {
    page.hold('case.edit')
    const edits = [editCase('level', level), editCase('side', side)]
    closeCase()
    const opened = openCase(at.second)
    page.letGo()
    await Promise.all([...edits, opened])
    expect(await savedStudy(at.first)).toMatchObject({ level: 'C1-2', side: 'LEFT' })
    expect(await savedStudy(at.second)).toMatchObject({ level: null, side: null })
    expect(useSession.getState()).toMatchObject({ caseId: at.second, document: { study: { side: null } } })
  })

  it.each(['case.edit', 'case.undo'])('is not shown again by the answer to %s', async (method) => {
    await editCase('side', side)
    page.hold(method)
    const work = method === 'case.edit' ? editCase('level', level) : undo()
    await Promise.resolve()
    closeCase()
    page.letGo()
    await work
    expect(useSession.getState()).toMatchObject({ caseId: null, document: null, saved: null })
  })
})

describe('edits of a case that another window has changed', () => {
  it('are dropped and named, all that were made from the older document', async () => {
    await editElsewhere(side)
    await Promise.all([editCase('comment', comment('x')), editCase('level', level), editCase('another comment', comment('y'))])
    expect(await savedDocument(at.first)).toMatchObject({ study: { side: 'LEFT', level: null }, contrast: { comment: '' } })
    expect(useSession.getState()).toMatchObject({ saving: { kind: 'saved' }, document: { study: { side: 'LEFT', level: null }, contrast: { comment: '' } } })
    expect(useReceipts.getState().receipts.at(-1)?.words).toContain('Not saved: comment, level, another comment.')
    await editCase('level', level)
    expect(await savedStudy(at.first)).toMatchObject({ side: 'LEFT', level: 'C1-2' })
  })

  it('are dropped as well where the change is read before they are sent', async () => {
    await editElsewhere(side)
    page.hold('case.get')
    const read = refreshCase(at.first)
    const edit = editCase('comment', comment('x'))
    page.letGo()
    await Promise.all([read, edit])
    expect(await savedDocument(at.first)).toMatchObject({ study: { side: 'LEFT' }, contrast: { comment: '' } })
    expect(useReceipts.getState().receipts.at(-1)?.words).toContain('Not saved: comment.')
  })

  it('do not bring back what an undo is just taking back', async () => {
    await editCase('side', side)
    await Promise.all([undo(), editCase('level', level)])
    expect(await savedStudy(at.first)).toMatchObject({ side: null, level: null })
    expect(useReceipts.getState().receipts.at(-1)?.words).toContain('Not saved: level.')
    expect(useSession.getState()).toMatchObject({ saving: { kind: 'saved' }, document: { study: { side: null } } })
  })
})

describe('a step back that is pressed while an edit is on its way', () => {
  it('names the step that it took back', async () => {
    await editCase('level', level)
    page.hold('case.edit')
    const edit = editCase('side', side)
    const undone = undo()
    page.letGo()
    await Promise.all([edit, undone])
    expect(await savedStudy(at.first)).toMatchObject({ level: 'C1-2', side: null })
    expect(useReceipts.getState().receipts.at(-1)?.words).toBe('Taken back: side')
  })
})

describe('an edit that the disk does not take', () => {
  beforeEach(async () => {
    await editCase('level', level)
    page.refuse('case.edit')
    await editCase('comment', comment('important'))
    expect(useSession.getState().saving.kind).toBe('failed')
  })

  it('is held, and the case is not left for the list or for another case without a word', async () => {
    expect(await leaveCase()).toBe(false)
    expect(useSession.getState()).toMatchObject({ caseId: at.first, isLeaving: true, saving: { kind: 'failed' } })
    expect(await openCase(at.second)).toBe(false)
    page.refuse(null)
    await retrySave()
    expect(useSession.getState()).toMatchObject({ isLeaving: false, saving: { kind: 'saved' }, saved: { canUndo: 'comment' } })
    expect(await leaveCase()).toBe(true)
    expect(await savedDocument(at.first)).toMatchObject({ contrast: { comment: 'important' } })
  })

  it('is waited for while it is on its way', async () => {
    page.hold('case.edit')
    void editCase('side', side)
    const left = leaveCase()
    page.letGo()
    expect(await left).toBe(false)
    expect(useSession.getState()).toMatchObject({ caseId: at.first, document: { study: { side: 'LEFT' }, contrast: { comment: 'important' } } })
  })

  it('goes with the next one, under both names', async () => {
    page.refuse(null)
    await editCase('side', side)
    expect(useSession.getState()).toMatchObject({ saving: { kind: 'saved' }, saved: { canUndo: 'comment, side' } })
    expect(await savedDocument(at.first)).toMatchObject({ study: { side: 'LEFT' }, contrast: { comment: 'important' } })
  })

  it('stays on the screen when another window changes the case, and is named when it cannot be saved any more', async () => {
    page.refuse(null)
    await editElsewhere(side)
    await refreshCase(at.first)
    expect(useSession.getState()).toMatchObject({ saving: { kind: 'failed' }, document: { contrast: { comment: 'important' } } })
    await retrySave()
    expect(useReceipts.getState().receipts.at(-1)?.words).toContain('Not saved: comment.')
    expect(await savedDocument(at.first)).toMatchObject({ study: { side: 'LEFT' }, contrast: { comment: '' } })
  })

  it('is not thrown away by an undo', async () => {
    await undo()
    expect(useSession.getState()).toMatchObject({ saving: { kind: 'failed' }, document: { contrast: { comment: 'important' } } })
  })
})

describe('an edit whose answer is lost', () => {
  it('is held, and found saved when it is sent again', async () => {
    page.loseAnswer('case.edit')
    await editCase('comment', comment('important'))
    expect(useSession.getState().saving.kind).toBe('failed')
    useReceipts.setState({ receipts: [] })
    await retrySave()
    expect(useSession.getState()).toMatchObject({ saving: { kind: 'saved' }, saved: { version: 1 }, document: { contrast: { comment: 'important' } } })
    expect(useReceipts.getState().receipts).toEqual([])
  })
})

describe('a case that is slow to open', () => {
  const slow = async (goOn: () => unknown): Promise<void> => {
    page.hold('case.get')
    const opened = openCase(at.second)
    await new Promise((resolve) => { setTimeout(resolve, 20) })
    await Promise.all([goOn(), Promise.resolve().then(page.letGo)])
    expect(await opened).toBe(false)
  }

  it('does not come over the list that was chosen meanwhile', async () => {
    await slow(leaveCase)
    expect(useSession.getState().caseId).toBeNull()
    await slow(turnAway)
    expect(useSession.getState().caseId).toBeNull()
  })

  it('does not come over the case that was opened meanwhile', async () => {
    await slow(() => openCase(at.first, 'plan'))
    expect(useSession.getState()).toMatchObject({ caseId: at.first, stage: 'plan' })
  })

  it('is not told of where it could not be opened and nobody waits for it', async () => {
    closeCase()
    page.refuse('case.get')
    await slow(turnAway)
    expect(useSession.getState().openFault).toBeNull()
  })

  it('is the one that stays, however long the one before takes to be left', async () => {
    page.hold('case.edit')
    void editCase('side', side)
    const left = leaveCase()
    const opened = openCase(at.second)
    page.letGo()
    expect([await left, await opened]).toEqual([false, true])
    expect(useSession.getState().caseId).toBe(at.second)
  })
})

describe('an edit that is made while another case is being opened', () => {
  it('is saved on the case that it was made in', async () => {
    page.hold('case.get')
    const opened = openCase(at.second)
    await Promise.resolve()
    const edit = editCase('side', side)
    page.letGo()
    await Promise.all([opened, edit])
    expect(await savedStudy(at.first)).toMatchObject({ side: 'LEFT' })
    expect(useSession.getState()).toMatchObject({ caseId: at.second, document: { study: { side: null } }, saving: { kind: 'saved' } })
  })
})

describe('an edit that waits for what it needs', () => {
  let found = (): void => undefined
  const begin = (): Promise<void> => editWhenFound(new Promise<void>((resolve) => { found = resolve }), () => { void editCase('side', side) })

  it('is not called saved before it is made', async () => {
    const edit = begin()
    expect(useSession.getState().owed).toBe(1)
    found()
    await edit
    expect(useSession.getState().owed).toBe(0)
    await expect.poll(() => savedStudy(at.first)).toMatchObject({ side: 'LEFT' })
  })

  it('never falls into another patient’s case', async () => {
    const edit = begin()
    closeCase()
    await openCase(at.second)
    found()
    await edit
    expect(useSession.getState().document?.study.side).toBeNull()
  })

  it.each([['the list', () => leaveCase()], ['another case', () => openCase(at.second)]] as const)('is made and saved before its case is left for %s', async (_name, leave) => {
    const edit = begin()
    const left = leave()
    await new Promise((resolve) => { setTimeout(resolve, 50) })
    expect(useSession.getState().caseId).toBe(at.first)
    found()
    await edit
    expect(await left).toBe(true)
    expect(await savedStudy(at.first)).toMatchObject({ side: 'LEFT' })
    expect(useSession.getState().caseId).not.toBe(at.first)
  })

  it('keeps its case open where the disk does not take it', async () => {
    const edit = begin()
    const left = leaveCase()
    page.refuse('case.edit')
    found()
    await edit
    expect(await left).toBe(false)
    expect(useSession.getState()).toMatchObject({ caseId: at.first, isLeaving: true, document: { study: { side: 'LEFT' } } })
  })

  it('is the step that an undo pressed meanwhile takes back, and no other', async () => {
    await editCase('level', level)
    const edit = begin()
    const undone = undo()
    await new Promise((resolve) => { setTimeout(resolve, 50) })
    found()
    await Promise.all([edit, undone])
    expect(await savedStudy(at.first)).toMatchObject({ level: 'C1-2', side: null })
    expect(useSession.getState()).toMatchObject({ document: { study: { level: 'C1-2', side: null } }, saved: { canUndo: 'level', canRedo: 'side' } })
    expect(useReceipts.getState().receipts.at(-1)?.words).toBe('Taken back: side')
  })

  it('that takes long is said, and whoever stays then is not led out of the case later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const edit = begin()
      const left = leaveCase()
      expect(useSession.getState().isLeaving).toBe(false)
      vi.advanceTimersByTime(2000)
      expect(useSession.getState().isLeaving).toBe(true)
      stayInCase()
      found()
      await edit
      expect(await left).toBe(false)
      expect(useSession.getState()).toMatchObject({ caseId: at.first, isLeaving: false })
    } finally {
      vi.useRealTimers()
    }
  })
})
