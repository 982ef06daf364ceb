/** A draft of a CT study of some hundred slices and its record with key images: looked through, built with every check, and stopped. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sampleCasesDirectory } from '#electron/hosts/sourceTree.ts'
import { createServices } from '#electron/services/createServices.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import type { CallInput, MethodName, Output } from '#shared/contract/types.ts'
import { seededRandom } from '#test/builders/burnedPictures.ts'
import { keyPicture } from '#test/builders/keyPicture.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { buildKeyImage } from '#test/builders/record.ts'

const KEY_IMAGES = 8
const directory = await mkdtemp(path.join(tmpdir(), 'axis-teaching-bench-'))
const running = await createServices({ ports: buildPorts(directory), version: '0', sampleCases: () => 'none' })
const call = async <M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>> => {
  const reply = await dispatch(running.services, { method, input }, (bug) => { throw bug })
  if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`)
  return reply.value as Output<M>
}
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
const read = async (draftId: string): Promise<void> => {
  while ((await call('teaching.draft', { draftId })).reading.state === 'running') await new Promise((resolve) => { setTimeout(resolve, 50) })
}
/** Pictures of a large screen, each of another slice. */
async function addKeyImages(recordId: string, seriesUid: string): Promise<void> {
  const { summary, images } = await call('library.describe', { seriesUid })
  for (let n = 0; n < KEY_IMAGES; n += 1) {
    const image = images[Math.floor(((n + 0.5) * images.length) / KEY_IMAGES)]
    if (image === undefined) throw new Error('The series has no images.')
    const random = seededRandom(n + 1)
    const file = path.join(directory, `key-${String(n)}.png`)
    await writeFile(file, keyPicture(1400, 960, (column, row) => (Math.hypot(column - 700, row - 480) < 400 ? 60 + Math.floor(80 * random()) : 8)))
    await call('record.append', { recordId, actor: 'Dr B. Weber', event: { ...buildKeyImage({ path: file }), keyImageId: randomUUID(), studyUid: summary.studyUid, seriesUid, sopInstanceUid: image.sopInstanceUid, sopClassUid: image.sopClassUid, frame: 0 } })
  }
}

try {
  const { series } = await call('library.import', { paths: [path.join(sampleCasesDirectory, 'f-ct-guided')], storage: 'inPlace' })
  const seriesUids = series.map(({ seriesUid }) => seriesUid)
  const [first] = seriesUids
  if (first === undefined) throw new Error('The sample cases are not there. Run npm run sample.')
  const { recordId } = await call('record.create', { seriesUid: first, side: 'LEFT', level: 'C1-2', actor: 'Dr B. Weber' })
  await addKeyImages(recordId, first)
  let draftId = ''
  const looking = await seconds(async () => {
    draftId = (await call('teaching.begin', { recordId, seriesUids })).draftId
    await read(draftId)
  })
  const draft = await call('teaching.draft', { draftId })
  const slices = draft.document.series.filter(({ taken }) => taken).reduce((sum, { instances }) => sum + instances, 0)
  const decided = await call('teaching.edit', { draftId, baseVersion: draft.version, step: 'Read', change: { kind: 'texts', decisions: draft.document.texts.map(({ textId }) => ({ textId, decision: 'remove', replacement: '' })) } })
  // There is no text in these pictures: a person who looks at the boxes dismisses them. Of a series with a box no picture of the screen leaves.
  const { boxes } = decided.document
  if (boxes.length > 0) await call('teaching.edit', { draftId, baseVersion: decided.version, step: 'No text', change: { kind: 'boxes', put: boxes.map((box) => ({ ...box, state: 'dismissed' })), removed: [] } })
  let kept = 0
  const building = await seconds(async () => {
    const check = await call('teaching.check', { draftId })
    kept = KEY_IMAGES - check.remarks.filter((remark) => /^Key image \d+ was left out/.test(remark)).length
    if (!check.passed) throw new Error(check.checks.filter(({ state }) => state === 'failed').map(({ words }) => words).join(' '))
  })
  const checking = call('teaching.check', { draftId }).catch(() => null)
  await new Promise((resolve) => { setTimeout(resolve, 2000) })
  const stopping = await seconds(async () => { await call('teaching.cancel', { draftId }) })
  await checking
  process.stdout.write(`${JSON.stringify({ bench: 'teaching build', rows: [
    { work: `look through ${String(slices)} slices`, ours: looking, unit: 's', target: null, other: null, note: `${String(boxes.length)} boxes, ${String(decided.document.texts.length)} lines` },
    { work: `build and check ${String(slices)} slices with their record`, ours: building, unit: 's', target: 60, other: null, note: `${String(kept)} of ${String(KEY_IMAGES)} key images in it` },
    { work: 'stop it', ours: stopping, unit: 's', target: 1, other: null },
  ] })}\n`)
} finally {
  await running.close()
  await rm(directory, { recursive: true, force: true })
}
