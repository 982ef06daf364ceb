import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openApp } from '#test/e2e/openApp.ts'
import { confirmSide, goToStage, openCaseOf, importFolder } from '#test/e2e/steps.ts'

const [width = 1366, height = 768, name = 'SAMPLE, ARTHROGRAM', short = 'a', folder] = process.argv.slice(2)
const size = { width: Number(width), height: Number(height) }
const dataFolder = await mkdtemp(path.join(tmpdir(), 'cb-'))
const app = await openApp('chromium', dataFolder, { size, ...(folder === undefined && { samples: path.resolve('sample-dicom/cases') }) })
const { page } = app
page.setDefaultTimeout(8000)
page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text()) })
page.on('pageerror', (e) => { console.log('pageerror', e.message) })
const take = async (what: string): Promise<void> => { await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/cb/${short}-${what}-${String(width)}.png` }); console.log(what) }
try {
  if (folder !== undefined) await importFolder(app, folder)
  await page.getByRole('button', { name: /^Open / }).first().waitFor({ timeout: 120_000 })
  await page.waitForTimeout(1000)
  console.log(await page.getByRole('button', { name: /^Open / }).allTextContents())
  await openCaseOf(page, String(name))
  await page.waitForTimeout(1500)
  await confirmSide(page, (process.env.SIDE ?? 'RIGHT') as 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await page.waitForTimeout(4000)
  await page.locator('[data-region=work] figure').first().click({ position: { x: 60, y: 250 } }).catch(() => undefined)
  const pause = page.getByRole('button', { name: 'Pause' }); if (await pause.isVisible()) await pause.click()
  await take('native')
  await page.keyboard.press('s')
  await page.waitForTimeout(2500)
  await page.keyboard.press('End')
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft')
  await take('subtracted')
  await page.keyboard.press('f')
  await take('faint')
  await page.keyboard.press('f')
  const automatic = page.getByRole('button', { name: 'Automatic', exact: true })
  if (await automatic.isVisible()) { await automatic.click(); await page.waitForTimeout(3000); await take('automatic') }
  await page.keyboard.press('p')
  await page.waitForTimeout(4000)
  await take('peak')
  await page.keyboard.press('f'); await take('peakfaint'); await page.keyboard.press('f')
  await page.keyboard.press('o')
  await take('arrival')
  await page.keyboard.press('o')
  await take('topeak')
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'Compare' }).first().click()
  await page.keyboard.press('Home')
  await take('swipe')
} finally {
  await app.close()
  await rm(dataFolder, { recursive: true, force: true })
}
