import { readFile } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'

/**
 * What the page's process holds, in bytes, after its garbage was collected: its share of physical memory as the system counts
 * it (PSS, Linux), shared buffers, workers' heaps and pictures included. The page's own figures leave some of these out.
 */
export async function rendererMemory(browser: Browser, page: Page): Promise<{ readonly processBytes: number | null; readonly heapBytes: number }> {
  const inPage = await page.context().newCDPSession(page)
  for (let round = 0; round < 3; round += 1) {
    await inPage.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(150)
  }
  const { usedSize } = await inPage.send('Runtime.getHeapUsage')
  await inPage.detach()
  return { processBytes: await processBytes(browser), heapBytes: usedSize }
}

/** What a page can hold on to, counted one by one. */
export type Holdings = { readonly objects: number; readonly nodes: number; readonly listeners: number; readonly buffers: number; readonly workers: number }

/** What can be reached from the page after its garbage was collected: exact, where memory also counts compiled code and what allocators keep for later. */
export async function countHoldings(page: Page): Promise<Holdings> {
  const inPage = await page.context().newCDPSession(page)
  await inPage.send('Performance.enable')
  const { result } = await inPage.send('Runtime.evaluate', { expression: 'Object.prototype' })
  const { objects } = await inPage.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' })
  const counted = await inPage.send('Runtime.callFunctionOn', { objectId: objects.objectId ?? '', functionDeclaration: 'function () { return this.length }', returnByValue: true })
  const { metrics } = await inPage.send('Performance.getMetrics')
  await inPage.detach()
  const metric = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
  return { objects: Number(counted.result.value), nodes: metric('Nodes'), listeners: metric('JSEventListeners'), buffers: metric('ArrayBufferContents'), workers: metric('WorkerGlobalScopes') }
}

/** The memory of the renderer with the most of it: that of the page. Null where the system does not say. */
export async function processBytes(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => shareOf(id)))
  const known = sizes.filter((size) => size !== null)
  return known.length === 0 ? null : Math.max(...known)
}

async function shareOf(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8').catch(() => null)
  const kilobytes = text === null ? null : /^Pss:\s+(\d+) kB/m.exec(text)?.[1]
  return kilobytes === null || kilobytes === undefined ? null : Number(kilobytes) * 1024
}
