/** A draft of a CT study of some hundred slices: looked through, built with every check, and stopped. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sampleCasesDirectory } from '#electron/hosts/sourceTree.ts'
import { createServices } from '#electron/services/createServices.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import type { CallInput, MethodName, Output } from '#shared/contract/types.ts'
import { buildPorts } from '#test/builders/ports.ts'

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

try {
  const { series } = await call('library.import', { paths: [path.join(sampleCasesDirectory, 'f-ct-guided')], storage: 'inPlace' })
  const seriesUids = series.map(({ seriesUid }) => seriesUid)
  const [first] = seriesUids
  if (first === undefined) throw new Error('The sample cases are not there. Run npm run sample.')
  await call('record.create', { seriesUid: first, side: 'RIGHT', level: 'C1-2' })
  const { records } = await call('record.list', {})
  let draftId = ''
  const looking = await seconds(async () => {
    draftId = (await call('teaching.begin', { recordId: records[0]?.recordId, seriesUids })).draftId
    await read(draftId)
  })
  const draft = await call('teaching.draft', { draftId })
  const slices = draft.document.series.filter(({ taken }) => taken).reduce((sum, { instances }) => sum + instances, 0)
  const decided = await call('teaching.edit', { draftId, baseVersion: draft.version, step: 'Read', change: { kind: 'texts', decisions: draft.document.texts.map(({ textId }) => ({ textId, decision: 'remove', replacement: '' })) } })
  const building = await seconds(async () => {
    const check = await call('teaching.check', { draftId })
    if (!check.passed) throw new Error(check.checks.filter(({ state }) => state === 'failed').map(({ words }) => words).join(' '))
  })
  const checking = call('teaching.check', { draftId }).catch(() => null)
  await new Promise((resolve) => { setTimeout(resolve, 2000) })
  const stopping = await seconds(async () => { await call('teaching.cancel', { draftId }) })
  await checking
  process.stdout.write(`${JSON.stringify({ bench: 'teaching build', rows: [
    { work: `look through ${String(slices)} slices`, ours: looking, unit: 's', target: null, other: null, note: `${String(decided.document.boxes.length)} boxes, ${String(decided.document.texts.length)} lines` },
    { work: `build and check ${String(slices)} slices with their record`, ours: building, unit: 's', target: 60, other: null },
    { work: 'stop it', ours: stopping, unit: 's', target: 1, other: null },
  ] })}\n`)
} finally {
  await running.close()
  await rm(directory, { recursive: true, force: true })
}
