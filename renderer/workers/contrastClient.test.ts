import { afterEach, expect, it, vi } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { openContrastAnalysis } from './contrastClient.ts'

afterEach(() => { vi.unstubAllGlobals() })

it('a question that is called off, or whose analysis is closed, is answered by null and nothing else', async () => {
  // Node has no workers of the page: this one never answers.
  vi.stubGlobal('Worker', class extends EventTarget {
    postMessage(): void { /* keeps its thoughts to itself */ }
    terminate(): void { /* and goes in silence */ }
  })
  const analysis = openContrastAnalysis({ values: new Uint16Array(4), offsets: [0], image: describePixels({ rows: 2, columns: 2 }), timesMs: [] })
  const call = new AbortController()
  const calledOff = analysis.ask('proposal', null, undefined, call.signal)
  call.abort()
  const closed = analysis.ask('proposal', null)
  analysis.close()
  expect([await calledOff, await closed]).toEqual([null, null])
})
