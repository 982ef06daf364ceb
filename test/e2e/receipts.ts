import { expect, type Page } from '@playwright/test'

declare global {
  interface Window {
    /** Every receipt that the page showed, in order; of tests alone. */
    receiptsShown?: string[]
  }
}

/** Keeps what receipts say: they go again after some seconds, and a busy machine looks too late. */
export async function recordReceipts(page: Page): Promise<void> {
  await page.addInitScript(listen)
  await page.evaluate(listen)
}

function listen(): void {
  if (window.receiptsShown !== undefined) return
  const shown: string[] = []
  window.receiptsShown = shown
  const texts = (): string[] => Array.from(document.querySelectorAll('#receipts p'), (line) => line.textContent)
  let before: readonly string[] = []
  new MutationObserver(() => {
    const now = texts()
    shown.push(...now.filter((words) => !before.includes(words)))
    before = now
  }).observe(document, { childList: true, subtree: true, characterData: true })
}

const receiptsOf = (page: Page): Promise<readonly string[]> => page.evaluate(() => window.receiptsShown ?? [])

/** Waits for a receipt that comes of what `act` does. */
export async function tellsAfter(page: Page, words: string, act: () => Promise<void>, timeout = 60_000): Promise<void> {
  await page.evaluate(listen)
  const before = (await receiptsOf(page)).length
  await act()
  await tells(page, words, before, timeout)
}

/** Waits for a receipt since the page was loaded, or since so many. */
export async function tells(page: Page, words: string, since = 0, timeout = 60_000): Promise<void> {
  await expect.poll(async () => (await receiptsOf(page)).slice(since).join('\n'), { timeout }).toContain(words)
}
