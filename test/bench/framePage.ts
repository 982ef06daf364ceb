import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { codecFiles } from '#shared/codecs/codecFiles.ts'
import { encodeFrameHeader } from '#shared/contract/frameStream.ts'

export type StoredFrame = { readonly frame: number; readonly bytes: Uint8Array }
export type FramePage = {
  readonly page: Page
  readonly url: string
  /** What the next request for frames answers. */
  readonly serveFrames: (frames: readonly StoredFrame[]) => void
  readonly rendererBytes: () => number
  readonly close: () => Promise<void>
}

const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'"
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' }
const PIECE_BYTES = 4 * 1024 * 1024

export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((candidate) => existsSync(candidate)) ?? null

/** The frame loader, built as the app builds it, in a real browser under the app's own headers. */
export async function openFramePage({ isolated }: { readonly isolated: boolean }): Promise<FramePage> {
  const outDir = path.resolve('.cache/frameLoadPage')
  await build({
    configFile: false, logLevel: 'error', root: path.resolve('test/bench/frameLoadPage'),
    build: { outDir, emptyOutDir: true, target: 'chrome130' }, worker: { format: 'es' },
  })
  let served: readonly StoredFrame[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    response.setHeader('Content-Security-Policy', CSP)
    if (isolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')
    }
    if (pathname === '/stream/library.frames') return void sendFrames(served, (chunk) => new Promise<void>((resolve) => { response.write(chunk, () => resolve()) })).then(() => response.end())
    const codec = codecFiles.find(({ fileName }) => pathname === `/codecs/${fileName}`)
    const file = codec === undefined ? path.join(outDir, pathname === '/' ? 'index.html' : pathname) : path.resolve('node_modules', codec.packagePath)
    readFile(file).then(
      (bytes) => response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const browserServer = await chromium.launchServer({
    ...(chromiumPath === null ? {} : { executablePath: chromiumPath }), headless: true,
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  })
  const browser = await chromium.connect(browserServer.wsEndpoint())
  const page = await browser.newPage()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await page.goto(url)
  return {
    page, url,
    serveFrames: (frames) => { served = frames },
    rendererBytes: () => rendererBytes(browserServer.process().pid ?? 0),
    async close() {
      await browser.close()
      await browserServer.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function sendFrames(frames: readonly StoredFrame[], write: (chunk: Uint8Array) => Promise<void>): Promise<void> {
  let pieces: Uint8Array[] = []
  let length = 0
  for (const { frame, bytes } of frames) {
    pieces.push(encodeFrameHeader(frame, bytes.length), bytes)
    length += bytes.length
    if (length >= PIECE_BYTES) {
      await write(Buffer.concat(pieces))
      pieces = []
      length = 0
    }
  }
  await write(Buffer.concat(pieces))
}

/** Proportional memory of the browser's renderer processes, from Linux's own books; 0 where there are none. */
function rendererBytes(browserPid: number): number {
  let total = 0
  for (const entry of existsSync('/proc') ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const commandLine = readFileSync(`/proc/${entry}/cmdline`, 'utf8')
      if (!commandLine.includes('--type=renderer') || !descendsFrom(Number(entry), browserPid)) continue
      const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/smaps_rollup`, 'utf8'))
      total += Number(pss?.[1] ?? 0) * 1024
    } catch {
      continue // The process has ended between the listing and the reading.
    }
  }
  return total
}

function descendsFrom(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1; ) {
    if (at === ancestor) return true
    at = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${at}/status`, 'utf8'))?.[1] ?? 0)
  }
  return false
}
