import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { createServices } from '#electron/services/createServices.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'

test.skip(realImages === '', WITHOUT_REAL_IMAGES)

type Frame = { readonly seriesUid: string; readonly frame: number; readonly outcome: string }
const MOST_FRAMES = 20
type Call = (method: string, input: unknown) => Promise<unknown>
type SeriesAnswer = { readonly value: { readonly series: readonly { readonly seriesUid: string; readonly kind: string; readonly frames: number }[] } }

/** The first frames of every series, decoded by this host, as a hash; or the code of the fault. */
async function decodeAll(call: Call, directory: string): Promise<readonly Frame[]> {
  await mkdir(directory)
  const { value } = await call('library.series', {}) as SeriesAnswer
  const frames: Frame[] = []
  const wanted = value.series.filter(({ kind }) => kind !== 'document').flatMap(({ seriesUid, frames: count }) => Array.from({ length: Math.min(count, MOST_FRAMES) }, (_, frame) => ({ seriesUid, frame })))
  for (const { seriesUid, frame } of wanted) {
    const file = path.join(directory, `${seriesUid}-${String(frame)}.raw`)
    const answer = await call('library.exportFrame', { seriesUid, frame, path: file }) as { ok: boolean; error?: { code: string } }
    frames.push({ seriesUid, frame, outcome: answer.ok ? createHash('sha256').update(await readFile(file)).digest('hex') : answer.error?.code ?? '' })
  }
  return frames.sort((one, other) => (one.seriesUid === other.seriesUid ? one.frame - other.frame : one.seriesUid < other.seriesUid ? -1 : 1))
}

test('the bundled app decodes every transfer syntax as plain Node does, and streams frames to the page', async ({ open, dataFolder }) => {
  const paths = ['transfer_syntaxes_ct', 'transfer_syntaxes_htj2k', 'transfer_syntaxes_multiframe', 'xa_rf/nema_xa1'].map((name) => path.join(realImages, name))
  const app = await open()
  const call: Call = (method, input) => app.page.evaluate(({ method, input }) => window.axisGuide?.request(method, input), { method, input })
  await app.electron?.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: chosen }) }, [...paths, dataFolder])
  await call('app.chooseFiles', { kind: 'folder' })
  await app.electron?.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: chosen }) }, [dataFolder])
  await call('app.chooseExportFolder', {})
  expect(await call('library.import', { paths })).toMatchObject({ ok: true })
  const inApp = await decodeAll(call, path.join(dataFolder, 'app'))

  const running = await createServices({ ports: buildPorts(path.join(dataFolder, 'node')), version: '0.1.0', sampleCases: () => 'none' })
  await running.services['library.import']({ paths, storage: 'inPlace' })
  const services: Readonly<Record<string, (input: never) => Promise<unknown>>> = running.services
  const inNode = await decodeAll(async (method, input) => services[method]?.(input as never), path.join(dataFolder, 'node-frames'))
  await running.close()
  expect(inApp).toEqual(inNode)
  expect(inApp.filter(({ outcome }) => outcome.length === 64).length).toBeGreaterThan(20)

  const streamed = await app.page.evaluate(async (seriesUid) => {
    const answer = await fetch(`/stream/library.frames?seriesUid=${seriesUid}`)
    return [answer.status, (await answer.arrayBuffer()).byteLength > 1000]
  }, inApp[0]?.seriesUid ?? '')
  expect(streamed).toEqual([200, true])
})
