// Saves key images, captions and case edits for as long as it lives, and says each one only after it was answered as
// saved. crash.test.ts kills it in the middle and looks for everything that was said.
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createCaseServices } from '#electron/services/case/caseServices.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { buildImageSource } from '#test/builders/imageSource.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage, openRecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'

export type Said =
  | { readonly kind: 'event'; readonly recordId: string; readonly seq: number; readonly hash: string }
  | { readonly kind: 'edit'; readonly version: number }

const [directory, round] = process.argv.slice(2)
if (directory === undefined || round === undefined) throw new Error('Where to write, and in which round?')
const bench = await openRecordBench({ directory })
const cases = createCaseServices({
  ports: { clock: { now: () => new Date(), monotonicMs: () => performance.now() } },
  database: bench.database, source: buildImageSource([buildSeriesSummary()]), emit: () => undefined,
})
// One write to the pipe, finished before anything else happens: what the parent reads was said before the kill.
const say = (said: Said): void => { writeSync(1, `${JSON.stringify(said)}\n`) }
const must = <T>(reply: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }): T => {
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value
}

const { recordId } = must(await bench.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' }))
for (let step = 0; ; step += 1) {
  const { png } = buildPng(200, 150, Number(round) * 1000 + step)
  const keyImageId = randomUUID()
  const added = must(await bench.services['record.append']({ recordId, event: buildKeyImage({ blobId: bench.putBlob(png) }, { keyImageId }) }))
  say({ kind: 'event', recordId, seq: added.seq, hash: added.hash })
  const captioned = must(await bench.services['record.append']({ recordId, event: { kind: 'captionChanged', keyImageId, caption: `${round}.${String(step)}` } }))
  say({ kind: 'event', recordId, seq: captioned.seq, hash: captioned.hash })
  const { version } = must(await cases['case.get']({ caseId: 'case-1' }))
  const comment = `edit ${String(version + 1)}`
  const edited = must(await cases['case.edit']({ caseId: 'case-1', baseVersion: version, step: comment, document: { ...emptyCaseDocument, contrast: { ...emptyCaseDocument.contrast, comment } } }))
  say({ kind: 'edit', version: edited.version })
}
