import { afterEach, expect, it, vi } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { openContrastAnalysis } from './contrastClient.ts'

/** Hears everything and never answers: Node has no worker of the browser's kind. */
class SilentWorker {
  postMessage(): void { /* heard */ }
  addEventListener(): void { /* never tells */ }
  terminate(): void { /* gone */ }
}
afterEach(() => { vi.unstubAllGlobals() })

it('a question that is called off, before or after it was asked, and one whose analysis closes, has no answer: null, and nothing else', async () => {
  vi.stubGlobal('Worker', SilentWorker)
  const analysis = openContrastAnalysis({ values: new Uint16Array(8), offsets: [0, 4], image: describePixels({ rows: 2, columns: 2, frames: 2 }), timesMs: [] })
  const call = new AbortController()
  const asked = analysis.ask('proposal', null, undefined, call.signal)
  call.abort()
  const left = analysis.ask('maps', { maskFrames: [0], shiftsPx: null })
  const late = analysis.ask('proposal', null, undefined, call.signal)
  analysis.close()
  expect(await Promise.all([asked, left, late])).toEqual([null, null, null])
})
