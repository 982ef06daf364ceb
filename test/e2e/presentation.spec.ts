import { cp, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openApp, sampleCase } from './openApp.ts'
import { differing } from './pixels.ts'
import { boxOf, confirmSide, drawPath, exportRecord, goToStage, importFolder, openCaseOf, pointIn, saveKeyImage, shot, waitForPicture, well } from './steps.ts'

const CASE = 'SAMPLE, VENOUS RUNOFF'
const words = async (page: Page, name: RegExp): Promise<string> => (await well(page, name).locator('.axis-vp-marks').getAttribute('aria-label')) ?? ''

test('a key image that was flipped and zoomed looks the same on another workstation, where its export is applied; key 0 takes it back', async ({ open, dataFolder }, testInfo) => {
  const first = await open()
  await importFolder(first, sampleCase('e-venous-run-off'))
  await openCaseOf(first.page, CASE)
  await confirmSide(first.page, 'RIGHT', 'Dr B. Weber')
  await goToStage(first.page, 'Plan')
  await waitForPicture(first.page, /Run|Image/)
  const view = well(first.page, /Run/)
  await drawPath(first.page, await pointIn(view, 0.5, 0.5), await pointIn(view, 0.7, 0.3))
  await view.click({ button: 'right', position: { x: 200, y: 200 } })
  await first.page.getByRole('menuitem', { name: 'Flip horizontally' }).click()
  await view.focus()
  for (const key of ['+', '+', 'Shift+ArrowLeft', 'ArrowRight', 'ArrowRight']) await first.page.keyboard.press(key)
  await expect.poll(() => words(first.page, /Run/)).toContain('Flipped')
  await saveKeyImage(first.page, view, 1)
  const before = await shot(first.page)
  const box = await boxOf(view)
  await goToStage(first.page, 'Record')
  const exported = path.join(dataFolder, 'export')
  const file = await exportRecord(first, exported)
  await first.close()

  const carried = path.join(dataFolder, 'carried')
  await mkdir(carried)
  await cp(sampleCase('e-venous-run-off'), path.join(carried, 'images'), { recursive: true })
  for (const name of file.endsWith('.zip') ? ['export.zip'] : await readdir(file)) await cp(path.join(exported, name), path.join(carried, name))
  const second = await openApp(testInfo.project.name, path.join(dataFolder, 'second'))
  const { page } = second
  try {
    await importFolder(second, carried)
    await openCaseOf(page, CASE)
    await test.step('the marked image is one press away; where LEFT is asked for, the run stands as acquired and says so', async () => {
      await page.getByRole('region', { name: 'For Report Attachment' }).getByRole('button', { name: /^1\. XA.*, frame 3, as AP, frame 3, Path A, Dr B\. Weber$/ }).click()
      await expect.poll(() => words(page, /Run/)).toMatch(/Entry, Path A, target.*Frame 3 of 40.*Presentation state: AP, frame 3, Path A, Dr B\. Weber, not shown of it: its turn/)
    })
    await confirmSide(page, 'RIGHT', 'Dr Other')
    await goToStage(page, 'Plan')
    await waitForPicture(page, /Run/)
    await well(page, /Run/).click({ button: 'right', position: { x: 200, y: 200 } })
    await page.getByRole('menuitem', { name: 'Presentation states' }).hover()
    await page.getByRole('menuitem', { name: /Dr B. Weber/ }).click()
    await expect.poll(() => words(page, /Run/)).toMatch(/Presentation state: [^]*Flipped/)
    await page.mouse.move(5, 5)
    // The labels of path and state are in the upper half.
    const lower = { x: box.x + box.width * 0.15, y: box.y + box.height * 0.6, width: box.width * 0.7, height: box.height * 0.25 }
    await expect.poll(async () => differing(before, await shot(page), lower)).toBeLessThan(0.02)
    await page.keyboard.press('0')
    await expect.poll(() => words(page, /Run/)).not.toMatch(/Presentation state|Path A|Flipped/)
    await expect.poll(async () => differing(before, await shot(page), lower)).toBeGreaterThan(0.3)
    expect([...first.pageErrors, ...second.pageErrors]).toEqual([])
  } finally {
    await second.close()
  }
})
