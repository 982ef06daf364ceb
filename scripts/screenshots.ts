// Takes the pictures of docs/screenshots: every stage on the sample cases, in Chromium over the loopback host.
// node scripts/pinned.mjs scripts/screenshots.ts [folder]
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openApp } from '#test/e2e/openApp.ts'
import { confirmSide, drawPath, goToCases, goToStage, openCaseOf, pointIn, saveKeyImage, waitForPicture, well } from '#test/e2e/steps.ts'
import type { Page } from '@playwright/test'

const project = path.join(import.meta.dirname, '..')
const directory = path.resolve(process.argv[2] ?? path.join(project, 'docs/screenshots'))
const samples = path.join(project, 'sample-dicom/cases')
const sizes = [{ width: 1920, height: 1080 }, { width: 1366, height: 768 }] as const

async function takeAll(size: (typeof sizes)[number]): Promise<void> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'axis-screenshots-'))
  const app = await openApp('chromium', dataFolder, { size, samples })
  const { page } = app
  const take = async (name: string): Promise<void> => {
    await page.mouse.move(1, size.height - 1)
    await page.waitForTimeout(500)
    await page.screenshot({ path: path.join(directory, `${name}-${String(size.width)}.png`) })
    console.log(`${name}-${String(size.width)}.png`)
  }
  try {
    await page.getByRole('button', { name: /^Open / }).nth(1).waitFor({ timeout: 120_000 })
    await page.waitForTimeout(1500)
    await take('cases')
    const ct = await caseWith(page, /CT \d/)
    await openCaseOf(page, ct)
    await waitForPicture(page, /axial/i)
    await confirmSide(page, 'RIGHT', 'Dr B. Weber')
    await goToStage(page, 'Study and side')
    await take('study')
    await goToStage(page, 'Plan')
    await waitForPicture(page, /axial/i)
    const axial = well(page, /axial/i)
    await drawPath(page, await pointIn(axial, 0.44, 0.52), await pointIn(axial, 0.4, 0.86))
    await chooseNeedle(page)
    await outlineArtery(page)
    await take('plan')
    await page.getByRole('tab', { name: 'Joint, skin' }).click()
    await take('plan-joint')
    await page.getByRole('tab', { name: 'Ways in' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Take as new path' }).first().waitFor()
    await page.getByRole('button', { name: 'Show on the skin in the planes' }).click()
    await take('plan-ways')
    await page.getByRole('button', { name: 'Show on the skin in the planes' }).click()
    await page.getByRole('tab', { name: 'Path' }).click()
    await page.keyboard.press('6')
    await waitForPicture(page, /Across the needle/)
    await take('plan-needle')
    await page.keyboard.press('7')
    await page.locator('.bone [data-ready=true]').waitFor()
    await take('plan-bone')
    await page.keyboard.press('5')
    await waitForPicture(page, /axial/i)
    await saveKeyImage(page, axial, 1)
    await saveKeyImage(page, well(page, /sagittal/i), 2)
    await goToStage(page, 'Record')
    await take('record')
    await goToCases(page)
    await openCaseOf(page, await caseWith(page, /XA|RF/))
    await confirmSide(page, 'RIGHT', 'Dr B. Weber')
    await goToStage(page, 'Contrast')
    await waitForPicture(page, /AP|Lateral|View/)
    await page.getByRole('button', { name: 'Mask here' }).first().click()
    const frame = page.getByRole('slider', { name: 'Frame' }).first()
    await frame.fill(String(Math.round(Number(await frame.getAttribute('max')) * 0.7)))
    await page.getByRole('button', { name: 'Contrast here' }).first().click()
    await page.getByRole('radio', { name: 'Subtracted' }).first().click()
    await page.waitForTimeout(1500)
    await take('contrast')
  } finally {
    await app.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function chooseNeedle(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Needle' }).or(page.getByRole('textbox', { name: 'Needle' })).first().click()
  await page.getByRole('option', { name: '22 G, 90 mm' }).click()
}

/** Two points of the vertebral artery beside the joint, one above and one below the slice that is shown. */
async function outlineArtery(page: Page): Promise<void> {
  const axial = well(page, /axial/i)
  await page.getByRole('button', { name: 'Draw Vertebral artery' }).click()
  const place = await pointIn(axial, 0.36, 0.535)
  await axial.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.mouse.click(place.x, place.y)
  for (let slice = 0; slice < 4; slice += 1) await page.keyboard.press('ArrowDown')
  await page.mouse.click(place.x, place.y)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.getByRole('radiogroup', { name: /How exact is the drawing/ }).getByRole('radio', { name: '±1' }).click()
  await page.getByRole('region', { name: 'Path numbers' }).scrollIntoViewIfNeeded()
}

/** The name of the first case whose row says that it has such images. */
async function caseWith(page: Page, images: RegExp): Promise<string> {
  const row = page.getByRole('row').filter({ hasText: images }).filter({ has: page.getByRole('button', { name: /^Open / }) }).first()
  const label = await row.getByRole('button', { name: /^Open / }).getAttribute('aria-label')
  if (label === null) throw new Error('No such case in the list.')
  return label.replace(/^Open /, '')
}

await mkdir(directory, { recursive: true })
for (const size of sizes) await takeAll(size)
