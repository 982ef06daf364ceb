import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openApp, sampleCase } from '#test/e2e/openApp.ts'
import { importFolder, waitForPicture, well, confirmSide, goToStage, saveKeyImage, pointIn } from '#test/e2e/steps.ts'

for (const size of [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }]) {
  const app = await openApp('chromium', await mkdtemp(path.join(tmpdir(), 'axis-try-')), { size })
  const { page } = app
  const take = (name: string) => page.screenshot({ path: `/tmp/ms/${name}-${String(size.width)}.png` })
  try {
    await importFolder(app, sampleCase('a-arthrogram'))
    await page.getByRole('button', { name: /^Open / }).first().click()
    await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /frames/ }).first().click()
    await waitForPicture(page, /Run/)
    await confirmSide(page, 'RIGHT', 'Dr B. Weber')
    await goToStage(page, 'Contrast')
    const name = /^(AP|Lateral|View 1)/
    await waitForPicture(page, name)
    await take('contrast-before')
    const view = well(page, name)
    const click = async (a: number, d: number) => { const { x, y } = await pointIn(view, a, d); await page.mouse.click(x, y) }
    await view.focus(); await page.keyboard.press('d'); await click(0.4, 0.45); await click(0.6, 0.47)
    await page.keyboard.press('q'); await click(0.3, 0.55); await click(0.45, 0.65)
    await page.keyboard.press('a'); await click(0.55, 0.6); await click(0.65, 0.7); await click(0.7, 0.58)
    await page.getByRole('tab', { name: 'Measure' }).click()
    await page.getByRole('button', { name: /^Go to Region/ }).click()
    await page.waitForTimeout(500)
    await take('contrast')
    await page.keyboard.press('Escape')
    await saveKeyImage(page, view, 1)
    await goToStage(page, 'Record')
    await page.waitForTimeout(1000)
    await take('record')
    await goToStage(page, 'Plan')
    await waitForPicture(page, /Run/)
    await page.waitForTimeout(500)
    await take('plan')
  } catch (failure) { console.log(failure); await take('failed') }
  await app.close()
}
