import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import dicomParser from 'dicom-parser'
import { afterEach, describe, expect, it } from 'vitest'
import { readInstalledFont } from '#electron/hosts/sourceTree.ts'
import { sha256OfText } from '#electron/services/storage/sha256.ts'
import type { Account } from '#shared/contract/areas/user.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import { sealEvent } from '#shared/procedure/recordChain.ts'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { FROM_A_FILE } from '#shared/procedure/recordOrder.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import { openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { addAccounts, completeRecord, lastHash, must, PASSPHRASE, signRecord } from '#test/builders/signedRecord.ts'
import { openExportedPictures } from './exportedPictures.ts'
import { makePaper } from './paper/makePaper.ts'
import { openPaperFonts } from './paper/paperFonts.ts'
import { openRecordStore } from './recordStore.ts'

const benches: RecordBench[] = []
afterEach(async () => { for (const bench of benches.splice(0)) await bench.remove() })
const open = async (): Promise<RecordBench> => {
  const bench = await openRecordBench()
  benches.push(bench)
  return bench
}
/** A signed record, and who could countersign it. */
async function signedHere(): Promise<{ readonly at: RecordBench; readonly recordId: string; readonly second: Account }> {
  const at = await open()
  const [first, second] = await addAccounts(at, ['operator', 'educator'])
  if (first === undefined || second === undefined) throw new Error('No account.')
  const recordId = await completeRecord(at)
  must(await signRecord(at, recordId, first))
  return { at, recordId, second }
}
/** The PDF that anybody can write who has one of the record: events of their own, sealed as they must be. */
async function forgedPdf(at: RecordBench, recordId: string, bodies: readonly ((lastHash: string) => RecordEventBody)[]): Promise<string> {
  const events = [...must(await at.services['record.get']({ recordId })).events]
  for (const body of bodies) {
    const last = events.at(-1)
    if (last === undefined) throw new Error('A record has events.')
    events.push(sealEvent({ recordId, seq: events.length, atIso: '2026-11-22T11:00:00.000Z', actor: 'Nobody', body: body(last.hash) }, last, sha256OfText))
  }
  const record = reduceRecord(events)
  if (record === null) throw new Error('A record begins with its creation.')
  const { pdf } = await makePaper('report', { record, events, signaturesFromFile: [], pictures: openExportedPictures(at.objects), fonts: () => openPaperFonts(readInstalledFont), sheetTemplate: async () => '' })
  const file = path.join(at.directory, 'forged.pdf')
  await writeFile(file, pdf)
  return file
}
const countersigned = ({ userId, name }: Pick<Account, 'userId' | 'name'>) => (signedHash: string): RecordEventBody => ({ kind: 'countersigned', signature: { userId, name, role: 'educator', signedHash } })
const otherDrug: RecordEventBody = { kind: 'noteWritten', note: { section: 'injectate', content: { ...emptySections.injectate, limitReason: 'Forged' } } }

/** What the table of records says of the only one there. */
async function signatureFromFile(at: RecordBench): Promise<string | undefined> {
  const { csv } = must(await at.services['record.table']({}))
  const [names = '', cells = ''] = (csv ?? '').split('\r\n')
  return cells.split(',')[names.split(',').indexOf('signature_from_file')]?.replaceAll('"', '')
}

/** Of the objects that an export of the record writes: which say that a person has attested them, and under which UIDs. */
async function flags(at: RecordBench, recordId: string): Promise<{ readonly pdf: readonly (string | undefined)[]; readonly sr: readonly (string | undefined)[]; readonly uids: readonly (string | undefined)[] }> {
  const { files } = must(await at.services['record.export']({ recordId, directory: path.join(at.directory, randomUUID()) }))
  const read = async (kind: string) => Promise.all(files.filter((file) => file.kind === kind && file.path.endsWith('.dcm')).map(async (file) => dicomParser.parseDicom(new Uint8Array(await readFile(file.path)))))
  const [pdf, sr] = [(await read('PDF')).filter((object) => object.elements['x0040a493'] !== undefined), await read('SR')]
  const flag = (object: dicomParser.DataSet): string | undefined => object.string('x0040a493')
  return { pdf: pdf.map(flag), sr: sr.map(flag), uids: [...pdf, ...sr].map((object) => object.string('x00080018')) }
}

describe('a file', () => {
  it('changes nothing of a record that is signed here, whoever it says has countersigned', async () => {
    const { at, recordId, second } = await signedHere()
    const before = await at.services['record.get']({ recordId })
    const file = await forgedPdf(at, recordId, [() => otherDrug, countersigned(second)])
    expect(await at.services['record.rebuild']({ paths: [file] })).toMatchObject({ value: { records: [], refused: [{ message: expect.stringContaining('changes the record after it was signed') }] } })
    expect(await at.services['record.get']({ recordId })).toEqual(before)
  })

  it.each([
    { who: 'nobody who is known here', as: () => ({ userId: randomUUID(), name: 'Dr Boss' }) },
    { who: 'a name that is not the one of the account', as: ({ userId }: Account) => ({ userId, name: 'Dr Boss' }) },
  ])('adds no countersignature of $who', async ({ as }) => {
    const { at, recordId, second } = await signedHere()
    const before = await at.services['record.get']({ recordId })
    const file = await forgedPdf(at, recordId, [countersigned(as(second))])
    expect(await at.services['record.rebuild']({ paths: [file] })).toMatchObject({ value: { records: [], refused: [{ message: expect.stringContaining('a signature of Dr Boss') }] } })
    expect(await at.services['record.get']({ recordId })).toEqual(before)
  })

  it('adds one of an account of this computer, which is shown as not checked and verifies nothing', async () => {
    const { at, recordId, second } = await signedHere()
    const { events } = must(await at.services['record.get']({ recordId }))
    const file = await forgedPdf(at, recordId, [countersigned(second)])
    expect(await at.services['record.rebuild']({ paths: [file] })).toMatchObject({ value: { records: [{ outcome: 'continued' }], refused: [] } })
    expect(await at.services['record.get']({ recordId })).toMatchObject({ value: { signaturesFromFile: [events.length], state: { countersignature: { name: second.name } } } })
    expect(must(await at.services['record.verify']({ recordId }))).toMatchObject({ intact: true, remarks: expect.arrayContaining([`The signature of ${second.name} in event ${String(events.length)} came ${FROM_A_FILE}.`]) })
    expect(await flags(at, recordId)).toMatchObject({ pdf: ['UNVERIFIED'], sr: ['VERIFIED', 'UNVERIFIED'] })
  })

  it('that brings a whole record back does not verify it anew, and its objects are others than those of the signer', async () => {
    const [{ at, recordId }, there] = [await signedHere(), await open()]
    const here = await flags(at, recordId)
    expect(here).toMatchObject({ pdf: ['VERIFIED'], sr: ['VERIFIED'] })
    expect(await there.services['record.rebuild']({ paths: [await forgedPdf(at, recordId, [])] })).toMatchObject({ value: { records: [{ outcome: 'rebuilt' }] } })
    const again = benches[1] = await there.restart()
    const { state, signaturesFromFile } = must(await again.services['record.get']({ recordId }))
    expect(signaturesFromFile).toEqual([state.signature?.seq])
    expect(must(await again.services['record.search']({ limit: 50, offset: 0 })).records).toMatchObject([{ recordId, signedFromFile: true }])
    expect(must(await again.services['record.list']({})).records).toMatchObject([{ recordId, signedFromFile: true }])
    expect(await signatureFromFile(again)).toBe('yes')
    expect(must(await at.services['record.search']({ limit: 50, offset: 0 })).records).toMatchObject([{ recordId, signedFromFile: false }])
    expect(must(await at.services['record.list']({})).records).toMatchObject([{ recordId, signedFromFile: false }])
    expect(await signatureFromFile(at)).toBe('no')
    const brought = await flags(again, recordId)
    expect(brought).toMatchObject({ pdf: ['UNVERIFIED'], sr: ['UNVERIFIED'] })
    expect(brought.uids.filter((uid) => here.uids.includes(uid))).toEqual([])
  })
})

it('a record that says what may not follow is broken for everything that reads it', async () => {
  const { at, recordId } = await signedHere()
  const store = openRecordStore(at.database)
  store.append({ recordId, atIso: '2026-11-22T12:00:00.000Z', actor: 'Nobody', body: otherDrug }, store.read(recordId))
  const broken = { error: { code: 'BROKEN_RECORD', message: expect.stringContaining('changes the record after it was signed') } }
  expect(await at.services['record.get']({ recordId })).toMatchObject(broken)
  expect(await at.services['record.export']({ recordId, directory: path.join(at.directory, 'out') })).toMatchObject(broken)
  expect(await at.streams['record.paper']({ recordId, kind: 'report' })).toMatchObject({ error: { code: 'UNREADABLE', message: expect.stringContaining('changes the record after it was signed') } })
})

describe('an addendum', () => {
  const addendum = { kind: 'addendumWritten', addendumId: '7d444840-9dc0-41d1-b245-5ffdce74fad2', words: 'No contrast in a vessel was seen.' } as const

  it('needs no passphrase, so that nothing is verified until a countersignature covers it', async () => {
    const { at, recordId, second } = await signedHere()
    must(await at.services['record.append']({ recordId, actor: 'Dr 1', event: addendum }))
    expect(await flags(at, recordId)).toMatchObject({ pdf: ['UNVERIFIED'], sr: ['VERIFIED', 'UNVERIFIED'] })
    expect(must(await at.services['record.get']({ recordId })).state.addenda).toMatchObject([{ isSigned: false }])
    must(await at.services['record.countersign']({ recordId, userId: second.userId, passphrase: PASSPHRASE, signedHash: await lastHash(at, recordId) }))
    expect(await flags(at, recordId)).toMatchObject({ pdf: ['VERIFIED'], sr: ['VERIFIED', 'UNVERIFIED', 'VERIFIED'] })
    expect(must(await at.services['record.get']({ recordId })).state.addenda).toMatchObject([{ isSigned: true }])
  })

  it('that is sent again is the same one; another under its id is refused', async () => {
    const { at, recordId } = await signedHere()
    const answer = await at.services['record.append']({ recordId, event: addendum })
    expect(await at.services['record.append']({ recordId, event: addendum })).toEqual(answer)
    expect(await at.services['record.append']({ recordId, event: { ...addendum, words: 'Something else' } })).toMatchObject({ error: { code: 'SIGNED', message: expect.stringContaining('saved already') } })
    expect(must(await at.services['record.get']({ recordId })).state.addenda).toHaveLength(1)
  })
})
