import { randomUUID } from 'node:crypto'
import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Ports } from '#electron/ports/ports.ts'
import { systemClock } from '#electron/hosts/systemClock.ts'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { openDatabase } from '#electron/services/storage/database.ts'
import { createUserServices } from '#electron/services/user/userServices.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import type { AppEvent, CallInput, MethodName, Output } from '#shared/contract/types.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import { ctSlice, fileBytes, type SliceFields } from './dicomBytes.ts'
import { plainPixels } from './plainPixels.ts'
import { buildPorts } from './ports.ts'
import { must, QUICK_COST } from './signedRecord.ts'

export type TeachingBench = RunningServices & {
  readonly directory: string
  readonly dataDirectory: string
  readonly told: AppEvent[]
  /** The value of a call that must succeed. */
  readonly must: <M extends MethodName>(method: M, input: CallInput<M>) => Promise<Output<M>>
  /** Any call, as a host makes it. */
  readonly call: (method: MethodName, input: unknown) => Promise<unknown>
  /** Closes and opens everything again on the same folder. */
  readonly restart: () => Promise<TeachingBench>
  readonly remove: () => Promise<void>
}

/** All services of the app over a folder of the test's own. */
export async function openTeachingBench(differences: Partial<Ports> = {}, kept?: string, pixels: PixelWork = plainPixels): Promise<TeachingBench> {
  const directory = kept ?? await mkdtemp(path.join(tmpdir(), 'axis-teaching-'))
  const dataDirectory = path.join(directory, 'data')
  const running = await createServices({ ports: buildPorts(dataDirectory, differences), version: '0.1.0', sampleCases: () => 'none', pixels })
  const told: AppEvent[] = []
  running.subscribe((event) => { told.push(event) })
  const call = (method: MethodName, input: unknown): Promise<unknown> => dispatch(running.services, { method, input }, (bug) => { throw bug })
  return {
    ...running, directory, dataDirectory, told, call,
    must: async <M extends MethodName>(method: M, input: CallInput<M>) => {
      const reply = await dispatch(running.services, { method, input }, (bug) => { throw bug })
      if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`)
      return reply.value as Output<M>
    },
    restart: async () => {
      await running.close()
      return openTeachingBench(differences, directory, pixels)
    },
    remove: async () => {
      await running.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export const IDENTITY = { patientName: 'Quillfeather^Ottoline', patientId: 'MRN-770421' } as const

/** Files of a small CT of a person with a name that is nowhere else. */
export async function writeCt(folder: string, { slices = 4, ...fields }: SliceFields & { readonly slices?: number } = {}): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (let index = 0; index < slices; index += 1) {
    const slice = ctSlice({ ...IDENTITY, zMm: index, instanceNumber: index + 1, sopInstanceUid: `1.2.3.4.${fields.seriesUid ?? '2'}.${String(index + 1)}`, ...fields })
    await writeFile(path.join(folder, `slice${String(index)}.dcm`), fileBytes(slice))
  }
  return folder
}

type Signer = { readonly userId: string; readonly passphrase: string }
export type PreparedCase = { readonly draftId: string; readonly contentSha256: string; readonly version: number; readonly accounts: { readonly first: Signer; readonly second: Signer } }

/** A draft of a small CT, all its lines removed, with text and an answer, checked; and two accounts that may sign. */
export async function prepareCase(bench: TeachingBench, folder?: string): Promise<PreparedCase> {
  const accounts = await twoAccounts(bench)
  await bench.must('library.import', { paths: [folder ?? await writeCt(path.join(bench.directory, 'ct'))] })
  const { draftId } = await bench.must('teaching.begin', { seriesUids: ['1.2.3.2'] })
  await readingEnds(bench, draftId)
  const draft = await bench.must('teaching.draft', { draftId })
  const decided = await bench.must('teaching.edit', { draftId, baseVersion: draft.version, step: 'Read', change: { kind: 'texts', decisions: draft.document.texts.map(({ textId }) => ({ textId, decision: 'remove', replacement: '' })) } })
  const { version } = await bench.must('teaching.edit', {
    draftId, baseVersion: decided.version, step: 'Text', change: { kind: 'caseText', text: { ...draft.document.text, title: 'A case', history: 'Neck pain for a year.', findings: 'Facet joint reached.', teachingPoints: ['Look before you inject.'] } },
  })
  const check = await bench.must('teaching.check', { draftId })
  if (!check.passed || check.contentSha256 === null) throw new Error(JSON.stringify(check.checks.filter(({ state }) => state === 'failed')))
  return { draftId, contentSha256: check.contentSha256, version, accounts }
}

/** The same, released. */
export async function releaseCase(bench: TeachingBench, folder?: string): Promise<PreparedCase & { readonly teachingCaseId: string }> {
  const prepared = await prepareCase(bench, folder)
  const { check } = await bench.must('teaching.draft', { draftId: prepared.draftId })
  const { teachingCaseId } = await releaseDraft(bench, prepared, check?.sheetPages ?? 0)
  return { ...prepared, teachingCaseId }
}

/** A draft that was checked: looked at and approved by the first, released by the second. */
export async function releaseDraft(bench: TeachingBench, { draftId, contentSha256, accounts }: Pick<PreparedCase, 'draftId' | 'contentSha256' | 'accounts'>, sheetPages: number): Promise<Output<'teaching.release'>> {
  for (let page = 1; page <= sheetPages; page += 1) await bench.must('teaching.sheetSeen', { draftId, page, contentSha256, by: 'Dr First' })
  await bench.must('teaching.approve', { draftId, contentSha256, ...accounts.first })
  return bench.must('teaching.release', { draftId, contentSha256, ...accounts.second })
}

export async function readingEnds(bench: TeachingBench, draftId: string): Promise<void> {
  for (;;) {
    const { reading } = await bench.must('teaching.draft', { draftId })
    if (reading.state === 'failed') throw new Error(reading.words)
    if (reading.state !== 'running') return
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
}

/** What is kept of a passphrase names its own cost: approving and releasing are as quick as making these. */
export async function twoAccounts({ dataDirectory }: TeachingBench): Promise<PreparedCase['accounts']> {
  const database = openDatabase(path.join(dataDirectory, 'axis.db'))
  try {
    const users = createUserServices({ ports: { clock: systemClock, newId: randomUUID }, database, cost: QUICK_COST })
    const first = { userId: must(await users['user.add']({ name: 'Dr First', role: 'operator', passphrase: 'correct horse' })).userId, passphrase: 'correct horse' }
    const second = { userId: must(await users['user.add']({ name: 'Dr Second', role: 'educator', passphrase: 'battery staple', by: first })).userId, passphrase: 'battery staple' }
    return { first, second }
  } finally {
    database.close()
  }
}

export const filesBelow = async (folder: string): Promise<readonly string[]> => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort()
