import { expect, shareApp, test } from './fixtures.ts'

const app = shareApp()

test('the page is cross-origin isolated, has SharedArrayBuffer and WebGL 2, and Node is out of its reach', async () => {
  const { page } = app()
  const seen = await page.evaluate(async () => ({
    isolated: globalThis.crossOriginIsolated,
    shared: new SharedArrayBuffer(8).byteLength,
    webgl2: document.createElement('canvas').getContext('webgl2') !== null,
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    codec: (await fetch('/codecs/openjpegwasm_decode.wasm')).headers.get('content-type'),
    title: document.title,
  }))
  expect(seen).toEqual({ isolated: true, shared: 8, webgl2: true, node: [], codec: 'application/wasm', title: 'Axis Guide' })
})

test('neither an inline script nor eval runs, and neither the web nor a file is reached', async () => {
  const { page } = app()
  const reached = await page.evaluate(async () => {
    const inline = document.createElement('script')
    inline.textContent = 'globalThis.inlineRan = true'
    document.head.append(inline)
    const evaluating = document.createElement('script')
    evaluating.src = `data:text/javascript,${encodeURIComponent('globalThis.inlineRan = true')}`
    document.head.append(evaluating)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return { inline: 'inlineRan' in globalThis, fetched: await fetch('https://example.org/').then(() => true, () => false), file: await fetch('file:///etc/hostname').then(() => true, () => false) }
  })
  expect(reached).toEqual({ inline: false, fetched: false, file: false })
})

test('a stream that does not exist, and a wrong path, are answered with faults', async () => {
  const { page } = app()
  const answers = await page.evaluate(async () => {
    const ask = async (path: string) => { const answer = await fetch(path); return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code] }
    return [await ask('/stream/library.frames?seriesUid=1.2.3'), await ask('/stream/nothing'), await ask('/..%2f..%2fpackage.json')]
  })
  expect(answers).toEqual([[404, 'NOT_FOUND'], [400, 'BAD_REQUEST'], [404, 'NOT_FOUND']])
})
