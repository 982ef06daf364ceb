// Takes the pictures of docs/screenshots: every stage on the sample cases, in Chromium over the loopback host.
// npm run screenshots [-- folder]
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openApp } from '#test/e2e/openApp.ts'
import { boxOf, confirmSide, drawPath, goToCases, goToStage, openCaseOf, openRunAtFirstFrame, saveKeyImage, waitForPicture, well } from '#test/e2e/steps.ts'
import type { ScreenPoint } from '#test/e2e/pixels.ts'
import { takeTeaching } from './teachingScreenshots.ts'
import type { Locator, Page } from '@playwright/test'
import { z } from 'zod'

const project = path.join(import.meta.dirname, '..')
const directory = path.resolve(process.argv[2] ?? path.join(project, 'docs/screenshots'))
const samples = path.join(project, 'sample-dicom/cases')
/** On the skin behind the RIGHT joint, before it falls onto it. */
const ENTRY_LPS_MM = [-40, 56, 0] as const
const lps = z.tuple([z.number(), z.number(), z.number()])
const jointTruth = z.object({ posteriorLine: z.object({ medialLpsMm: lps, lateralLpsMm: lps }), targetOnLineLpsMm: lps })
type Joint = z.infer<typeof jointTruth>
const truthFile = z.object({ joint: jointTruth, structures: z.array(z.object({ id: z.string(), pathLpsMm: z.array(lps) })) })
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
    await openCaseOf(page, 'SAMPLE, CT GUIDED')
    await waitForPicture(page, /axial/i)
    await confirmSide(page, 'RIGHT', 'Dr B. Weber')
    await goToStage(page, 'Study and side')
    await take('study')
    await goToStage(page, 'Plan')
    await waitForPicture(page, /axial/i)
    const axial = well(page, /axial/i)
    const { joint } = truth
    await markJoint(page, axial, joint.posteriorLine)
    await drawPath(page, await placeOf(page, axial, joint.targetOnLineLpsMm), await placeOf(page, axial, [ENTRY_LPS_MM[0], ENTRY_LPS_MM[1], joint.targetOnLineLpsMm[2]]))
    await chooseNeedle(page)
    await outlineArtery(page, axial)
    await placeOf(page, axial, joint.targetOnLineLpsMm)
    // On a small screen the notice is folded to its title.
    const keep = page.getByRole('button', { name: 'Keep plan' })
    if (!(await keep.isVisible())) await page.getByRole('button', { name: 'Answer', exact: true }).click()
    await keep.click()
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
    await page.getByRole('figure', { name: /Bone, in three dimensions/ }).locator('[data-ready=true]').waitFor()
    await take('plan-bone')
    await page.keyboard.press('5')
    await waitForPicture(page, /axial/i)
    await saveKeyImage(page, axial, 1)
    await saveKeyImage(page, well(page, /sagittal/i), 2)
    await goToStage(page, 'Record')
    await take('record')
    await goToCases(page)
    await openRunAtFirstFrame(page, 'SAMPLE, VENOUS RUNOFF', 'RIGHT')
    await page.getByRole('button', { name: /Use as mask/ }).first().click()
    await page.keyboard.press('s')
    await page.getByRole('slider', { name: 'Frame', exact: true }).fill('30')
    await page.waitForTimeout(2000)
    await take('contrast')
    await page.keyboard.press('o')
    await page.getByRole('tab', { name: 'Flow' }).click()
    await page.getByText('An aid to look, not a finding').first().waitFor()
    await page.waitForTimeout(1500)
    await take('contrast-flow')
    await takeTeaching(page, take)
  } finally {
    await app.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function chooseNeedle(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Needle' }).or(page.getByRole('textbox', { name: 'Needle' })).first().click()
  await page.getByRole('option', { name: '22 G, 90 mm' }).click()
}

type Lps = readonly [number, number, number]

/** Scrolls the axial plane to a point of the patient, and answers where on the page it lies. */
async function placeOf(page: Page, axial: Locator, [x, y, z]: Lps): Promise<ScreenPoint> {
  const focal = async (): Promise<Lps> => {
    const [fx, fy, fz] = ((await axial.getAttribute('data-focal')) ?? '').split(' ').map(Number)
    return [fx ?? Number.NaN, fy ?? Number.NaN, fz ?? Number.NaN]
  }
  await axial.focus()
  for (let away = Math.abs((await focal())[2] - z), isNearer = true; isNearer;) {
    const before = (await focal())[2]
    const isAbove = before < z
    await page.keyboard.press(isAbove ? 'ArrowUp' : 'ArrowDown')
    await page.waitForFunction(([view, was]) => Number(view?.dataset['focal']?.split(' ')[2]) !== was, [await axial.elementHandle(), before] as const)
    const next = Math.abs((await focal())[2] - z)
    isNearer = next < away
    if (!isNearer) {
      await page.keyboard.press(isAbove ? 'ArrowDown' : 'ArrowUp')
      await page.waitForTimeout(500)
    }
    away = next
  }
  const [[fx, fy], box] = [await focal(), await boxOf(axial)]
  const pxPerMm = box.height / 2 / Number(await axial.getAttribute('data-half-height'))
  return { x: box.x + box.width / 2 + (x - fx) * pxPerMm, y: box.y + box.height / 2 + (y - fy) * pxPerMm }
}

async function markJoint(page: Page, axial: Locator, line: { readonly medialLpsMm: Lps; readonly lateralLpsMm: Lps }): Promise<void> {
  await page.getByRole('tab', { name: 'Joint, skin' }).click()
  await page.getByRole('button', { name: 'Mark the RIGHT joint line' }).click()
  for (const point of [line.medialLpsMm, line.lateralLpsMm]) {
    const at = await placeOf(page, axial, point)
    await page.mouse.click(at.x, at.y)
  }
  await page.getByRole('tab', { name: 'Path' }).click()
}

/** The vertebral artery beside the joint, where the phantom has it. */
async function outlineArtery(page: Page, axial: Locator): Promise<void> {
  await page.getByRole('button', { name: 'Draw Vertebral artery' }).click()
  for (const point of truth.artery) {
    const at = await placeOf(page, axial, point)
    await page.mouse.click(at.x, at.y)
  }
  await page.getByRole('radiogroup', { name: /How exact is the drawing/ }).getByRole('radio', { name: '±1' }).click()
  await page.getByRole('region', { name: 'Path numbers' }).scrollIntoViewIfNeeded()
}

/** Where the joint and the artery are, as the sample case states them. */
async function readTruth(): Promise<{ readonly joint: Joint; readonly artery: readonly Lps[] }> {
  const { joint, structures } = truthFile.parse(JSON.parse(await readFile(path.join(samples, 'f-ct-guided/truth.json'), 'utf8')))
  const artery = structures.find(({ id }) => id === 'vertebral-artery-right')?.pathLpsMm ?? []
  // As a hand draws it: a point every few millimetres, from below the joint to above it.
  return { joint, artery: [-9, -5, -1, 3, 7].flatMap((z) => artery.toSorted((a, b) => Math.abs(a[2] - z) - Math.abs(b[2] - z)).slice(0, 1)) }
}

const truth = await readTruth()
await mkdir(directory, { recursive: true })
for (const size of sizes) await takeAll(size)
