// Saves, signs and exports for as long as it lives, and says each thing only after it was answered as saved. crash.test.ts kills
// it in the middle and looks for everything that was said.
import { createHash, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createCaseServices } from '#electron/services/case/caseServices.ts'
import { createUserServices } from '#electron/services/user/userServices.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { buildImageSource } from '#test/builders/imageSource.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage, openRecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { addAccounts, completeEvents, must, PASSPHRASE } from '#test/builders/signedRecord.ts'

export type Said =
  | { readonly kind: 'event'; readonly recordId: string; readonly seq: number; readonly hash: string }
  | { readonly kind: 'edit'; readonly version: number }
  | { readonly kind: 'exported'; readonly files: readonly { readonly path: string; readonly sha256: string }[] }

const [directory, round] = process.argv.slice(2)
if (directory === undefined || round === undefined) throw new Error('Where to write, and in which round?')
const bench = await openRecordBench({ directory })
const clock = { now: () => new Date(), monotonicMs: () => performance.now() }
const cases = createCaseServices({ ports: { clock }, database: bench.database, source: buildImageSource([buildSeriesSummary()]), emit: () => undefined })
const { users } = must(await createUserServices({ ports: { clock, newId: randomUUID }, database: bench.database })['user.list']({}))
const [user] = users.length > 0 ? users : await addAccounts(bench, ['operator'])
// One write to the pipe, finished before anything else happens: what the parent reads was said before the kill.
const say = (said: Said): void => { writeSync(1, `${JSON.stringify(said)}\n`) }
const append = async (recordId: string, event: Parameters<typeof bench.services['record.append']>[0]['event']): Promise<string> => {
  const { seq, hash } = must(await bench.services['record.append']({ recordId, event }))
  say({ kind: 'event', recordId, seq, hash })
  return hash
}
const openRecord = async (): Promise<string> => must(await bench.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' })).recordId

async function save(step: number): Promise<void> {
  const recordId = await openRecord()
  const keyImageId = randomUUID()
  await append(recordId, buildKeyImage({ blobId: bench.putBlob(buildPng(200, 150, Number(round) * 1000 + step).png) }, { keyImageId }))
  await append(recordId, { kind: 'captionChanged', keyImageId, caption: `${String(round)}.${String(step)}` })
  const { version } = must(await cases['case.get']({ caseId: 'case-1' }))
  const comment = `edit ${String(version + 1)}`
  const edited = must(await cases['case.edit']({ caseId: 'case-1', baseVersion: version, step: comment, document: { ...emptyCaseDocument, contrast: { ...emptyCaseDocument.contrast, comment } } }))
  say({ kind: 'edit', version: edited.version })
}

async function sign(step: number): Promise<void> {
  const recordId = await openRecord()
  let signedHash = ''
  for (const event of completeEvents(bench.putBlob, Number(round) * 1000 + step)) signedHash = await append(recordId, event)
  const { seq, hash } = must(await bench.services['record.sign']({ recordId, userId: user?.userId ?? '', passphrase: PASSPHRASE, signedHash }))
  say({ kind: 'event', recordId, seq, hash })
  await append(recordId, { kind: 'addendumWritten', addendumId: randomUUID(), words: 'Seen again' })
}

async function leave(step: number): Promise<void> {
  const recordId = await openRecord()
  await append(recordId, buildKeyImage({ blobId: bench.putBlob(buildPng(200, 150, Number(round) * 1000 + step).png) }))
  const { files } = must(await bench.services['record.export']({ recordId, directory: path.join(String(directory), 'out', String(round)) }))
  say({ kind: 'exported', files: await Promise.all(files.map(async (file) => ({ path: file.path, sha256: createHash('sha256').update(await readFile(file.path)).digest('hex') }))) })
}

const work = [save, sign, leave][Number(round) % 3] ?? save
for (let step = 0; ; step += 1) await work(step)
