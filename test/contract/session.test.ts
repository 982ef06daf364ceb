import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { closeCase, editCase, editWhenFound, openCase, undo, useSession } from '#renderer/features/case/session.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { buildPorts } from '#test/builders/ports.ts'

/** What the page has of its window: the door to real services, each call of `held` kept back until it is let go. */
const door = { running: null as RunningServices | null, held: '', letGo: (): void => undefined, until: Promise.resolve() }
function hold(method: string): void {
  door.held = method
  door.until = new Promise((resolve) => { door.letGo = resolve })
}
vi.stubGlobal('localStorage', { setItem: () => undefined, removeItem: () => undefined })
vi.stubGlobal('window', {
  axisGuide: {
    request: async (method: string, input: unknown): Promise<unknown> => {
      if (method === door.held) await door.until
      return door.running === null ? null : dispatch(door.running.services, { method, input }, (bug) => { throw bug })
    },
    subscribe: () => () => undefined,
  },
})

const at = { folder: '', first: '', second: '' }
const level = (document: CaseDocument): CaseDocument => ({ ...document, study: { ...document.study, level: 'C1-2' } })
const side = (document: CaseDocument): CaseDocument => ({ ...document, study: { ...document.study, side: 'LEFT' } })

beforeEach(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-session-'))
  door.running = await createServices({ ports: buildPorts(path.join(at.folder, 'data')), version: '0.1.0', sampleCases: () => 'none' })
  for (const [number, name] of ['A', 'B'].entries()) await writeFile(path.join(at.folder, name), fileBytes(ctSlice({ seriesUid: `1.2.3.${String(number)}`, sopInstanceUid: `1.2.3.${String(number)}.1`, change: { '00100010': ['PN', `Test^${name}`], '00100020': ['LO', name], '0020000d': ['UI', `1.2.4.${String(number)}`] } })))
  await door.running.services['library.import']({ paths: ['A', 'B'].map((name) => path.join(at.folder, name)), storage: 'inPlace' })
  const listed = await door.running.services['case.list']({})
  const [first, second] = listed.ok ? listed.value.cases : []
  if (first === undefined || second === undefined) throw new Error('There are two cases.')
  Object.assign(at, { first: first.caseId, second: second.caseId })
  await openCase(at.first)
})
afterEach(async () => {
  closeCase()
  door.held = ''
  await door.running?.close()
  await rm(at.folder, { recursive: true, force: true })
})

const savedStudy = async (caseId: string): Promise<CaseDocument['study'] | undefined> => {
  const answer = await door.running?.services['case.get']({ caseId })
  return answer?.ok === true ? answer.value.document.study : undefined
}

describe('a case that is left while its edits are on their way', () => {
  it('keeps every one of them', async () => {
    hold('case.edit')
    const edits = [editCase('level', level), editCase('side', side)]
    closeCase()
    const opened = openCase(at.second)
    door.letGo()
    await Promise.all([...edits, opened])
    expect(await savedStudy(at.first)).toMatchObject({ level: 'C1-2', side: 'LEFT' })
    expect(await savedStudy(at.second)).toMatchObject({ level: null, side: null })
    expect(useSession.getState()).toMatchObject({ caseId: at.second, document: { study: { side: null } } })
  })

  it.each(['case.edit', 'case.undo'])('is not shown again by the answer to %s', async (method) => {
    await editCase('side', side)
    hold(method)
    const work = method === 'case.edit' ? editCase('level', level) : undo()
    await Promise.resolve()
    closeCase()
    door.letGo()
    await work
    expect(useSession.getState()).toMatchObject({ caseId: null, document: null, saved: null })
  })
})

describe('an edit that waits for what it needs', () => {
  it('is not called saved before it is made', async () => {
    let found = (): void => undefined
    const edit = editWhenFound(new Promise<void>((resolve) => { found = resolve }), () => { void editCase('side', side) })
    expect(useSession.getState().owed).toBe(1)
    found()
    await edit
    expect(useSession.getState().owed).toBe(0)
    await expect.poll(() => savedStudy(at.first)).toMatchObject({ side: 'LEFT' })
  })

  it('never falls into another patient’s case', async () => {
    let found = (): void => undefined
    const edit = editWhenFound(new Promise<void>((resolve) => { found = resolve }), () => { void editCase('side', side) })
    await openCase(at.second)
    found()
    await edit
    expect(useSession.getState().document?.study.side).toBeNull()
  })
})
