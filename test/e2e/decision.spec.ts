import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { countColour, readPng } from './pixels.ts'
import { comeBack, confirmSide, goToCases, goToStage, importFolder, keyImageTiles, openCaseOf, pointIn, saveKeyImage, stage, stopAtFirstFrame, view, waitForPicture, waitUntilSaved, well } from './steps.ts'


const OPERATOR = 'Dr B. Weber'
const AP = /^AP/
const SPREAD_COLOUR = '#E191A0'
const panelOf = (page: Page): Locator => page.getByRole('complementary').first()
const seen = (page: Page, words: string | RegExp): Locator => page.getByRole('region', { name: 'Seen so far' }).getByRole('listitem').filter({ hasText: words })
const inject = (page: Page): Locator => page.getByRole('button', { name: /^Inject/ })
const say = (page: Page, question: string, word: string): Promise<void> => page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: word, exact: true }).click()
const fill = async (page: Page, label: string, words: string): Promise<void> => {
  await page.getByLabel(label).fill(words)
  await page.getByLabel(label).press('Enter')
}

/** Everything that is looked at before a decision, as a person does it; each is noted by the app alone. */
async function lookAtRun(page: Page): Promise<void> {
  const run = well(page, AP)
  await waitForPicture(page, AP)
  await expect(seen(page, /AP run.* to the end/)).toContainText(/\d\d:\d\d:\d\d/, { timeout: 60_000 })
  await stopAtFirstFrame(page, run)
  await run.press('b')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(seen(page, 'Subtracted run')).toContainText(/\d\d:\d\d:\d\d/, { timeout: 60_000 })
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('slider', { name: 'Frame' }).first().fill('30')
  await page.getByRole('button', { name: 'Contrast here' }).first().click()
  for (const words of ['Peak picture', 'Faint-flow window', 'Lateral run to the end']) {
    await page.getByRole('button', { name: `${words}: not yet, look now` }).click()
    await expect(seen(page, words)).toContainText(/\d\d:\d\d:\d\d/, { timeout: 60_000 })
  }
}

async function answerQuestions(page: Page): Promise<void> {
  for (const part of ['Position', 'Mask', 'Volume']) await say(page, `${part} of the run`, 'Good')
  await fill(page, 'Contrast agent', 'Iohexol 240 mgI/mL')
  await fill(page, 'Contrast volume, mL', '0.3')
}

test('an arthrogram: everything is looked at and answered, Inject goes into the record, and a later run asks again', async ({ open }) => {
  const app = await open({ size: { width: 1366, height: 768 } })
  const { page } = app
  for (const series of ['needle', 'run-pa']) await importFolder(app, path.join(sampleCase('a-arthrogram'), series))
  await openCaseOf(page, 'SAMPLE, ARTHROGRAM')
  await confirmSide(page, 'RIGHT', OPERATOR)
  await goToStage(page, 'Contrast')
  await lookAtRun(page)
  await answerQuestions(page)
  await expect(page.getByText('2 to do: choose a pattern')).toBeVisible()
  await expect(inject(page)).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Go there: choose a pattern' }).click()
  await expect(page.getByRole('checkbox', { name: 'Intra-articular' })).toBeFocused()
  await page.getByRole('checkbox', { name: 'Intra-articular' }).click()
  await say(page, 'Vessel filling seen?', 'No')
  await test.step('answers and decisions are in view without scrolling, on a small screen', async () => {
    for (const control of [page.getByRole('checkbox', { name: 'Arterial' }), page.getByRole('radio', { name: 'Unsure' }), page.getByRole('button', { name: 'Abort' })]) await expect(control).toBeInViewport({ ratio: 1 })
  })
  await inject(page).click()
  await expect(page.getByText('Decision in the record: Inject')).toBeVisible()
  await test.step('a run that comes later is injection 2, with nothing answered', async () => {
    await waitUntilSaved(page)
    await goToCases(page)
    await importFolder(app, path.join(sampleCase('a-arthrogram'), 'arthrogram'))
    await openCaseOf(page, 'SAMPLE, ARTHROGRAM')
    await expect(stage(page, 'Contrast')).toContainText('to do')
    await goToStage(page, 'Contrast')
    await expect(panelOf(page).getByRole('heading', { name: 'Injection 2' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Decisions in the record' })).toContainText(/Injection 1: Inject.*Intra-articular; Dr B\. Weber/)
    await expect(page.getByRole('radiogroup', { name: 'Vessel filling seen?' }).getByRole('radio', { checked: true })).toHaveCount(0)
    await expect(inject(page)).toHaveAttribute('aria-disabled', 'true')
  })
  await goToStage(page, 'Record')
  const note = page.getByRole('region', { name: 'Contrast' })
  await expect(note).toContainText('1: 0.3 mL, Iohexol 240 mgI/mL')
  await expect(note).toContainText('Position Good, Mask Good, Volume Good')
  await expect(note).toContainText(/Faint-flow windowseen \d\d:\d\d:\d\d/)
  await expect(note).toContainText('Not seen by operator')
  expect(app.pageErrors).toEqual([])
})

test('an arterial flash: a vessel, alone or in a mix, takes Inject away; against a list nothing but the list can be passed', async ({ open }) => {
  const app = await open()
  const { page } = app
  await importFolder(app, sampleCase('b-artery-flash'))
  await openCaseOf(page, 'SAMPLE, ARTERY FLASH')
  await confirmSide(page, 'RIGHT', OPERATOR)
  await goToStage(page, 'Contrast')
  await waitForPicture(page, AP)
  await page.getByRole('button', { name: 'Go on against the list' }).click()
  await fill(page, 'Reason to go on against the list', 'The table is needed')
  await expect(inject(page)).toHaveAttribute('aria-disabled', 'false')
  await page.getByRole('checkbox', { name: 'Intra-articular' }).click()
  await page.getByRole('checkbox', { name: 'Arterial' }).click()
  await expect(inject(page)).toHaveCount(0)
  await expect(page.getByText('Inject is off: Arterial is chosen, a vessel, alone or in a mix.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Arterial' }).click()
  await say(page, 'Vessel filling seen?', 'Yes')
  await expect(page.getByText('Inject is off: vessel filling was seen.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Arterial' }).click()
  await page.getByRole('button', { name: 'Abort' }).click()
  await expect(page.getByText('Decision in the record: Abort')).toBeVisible()
  await goToStage(page, 'Record')
  await expect(page.getByRole('region', { name: 'Contrast' })).toContainText('Mixed: Intra-articular and Arterial')
  expect(app.pageErrors).toEqual([])
})

/** Both scans and the delayed one, said not to have moved, subtracted and measured around the joint. */
async function measureBeforeAndAfter(page: Page): Promise<void> {
  await openCaseOf(page, 'SAMPLE, CT GUIDED')
  await waitForPicture(page, /axial/i)
  await confirmSide(page, 'RIGHT', OPERATOR)
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /axial/i)
  const ct = page.getByRole('region', { name: 'CT before and after' })
  await expect(ct.getByLabel('CT before contrast')).toHaveValue(/NEEDLE IN PLACE/)
  await expect(ct).toContainText('Press on the joint in a view')
  const joint = await pointIn(well(page, /axial/i), 0.41, 0.594)
  await page.mouse.click(joint.x, joint.y)
  await ct.getByRole('button', { name: 'The head has not moved' }).first().click()
  await expect(ct.getByRole('button', { name: 'The head has not moved' })).toHaveCount(1)
  await ct.getByRole('button', { name: 'The head has not moved' }).click()
  await ct.getByRole('button', { name: 'Subtract and measure' }).click()
  await expect(ct.getByLabel('Contrast on CT')).toContainText('To Thecal sacNot assessed: not drawn.', { timeout: 60_000 })
  await expect(ct).toContainText(/voxels are at the scanner's ceiling of 3071 HU.*No volume is given/)
  await expect(ct.getByLabel('Contrast on CT')).toContainText(/Shown by both scans\d+ % of what lies within 35 mm, to \d+ mm towards the feet/)
  await expect.poll(async () => countColour(readPng(await view(page, /axial/i).screenshot({ scale: 'css' })), SPREAD_COLOUR)).toBeGreaterThan(100)
  await waitUntilSaved(page)
}

test('CT before and after: subtracted, coloured, no volume at the scanner’s ceiling, figures in the record', async ({ open }) => {
  const first = await open()
  for (const series of ['needle', 'contrast', 'delayed']) await importFolder(first, path.join(sampleCase('f-ct-guided'), series))
  await measureBeforeAndAfter(first.page)
  expect(first.pageErrors).toEqual([])
  await first.close()
  const app = await open()
  const { page } = app
  await comeBack(page, 'SAMPLE, CT GUIDED')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /axial/i)
  await test.step('after a restart the difference comes back by itself, over the outline that the case keeps', async () => {
    const share = page.getByRole('slider', { name: 'Share of the difference' })
    await expect(share).toHaveValue('100', { timeout: 60_000 })
    const axial = well(page, /axial/i)
    await expect.poll(async () => countColour(readPng(await axial.screenshot({ scale: 'css' })), SPREAD_COLOUR)).toBeGreaterThan(100)
    const withDifference = await axial.screenshot()
    await share.fill('0')
    await expect.poll(async () => (await axial.screenshot()).equals(withDifference)).toBe(false)
    await share.fill('100')
  })
  await saveKeyImage(page, well(page, /axial/i), 1)
  await page.getByRole('button', { name: 'Reposition' }).click()
  await goToStage(page, 'Record')
  await expect(page.getByRole('region', { name: 'Contrast' })).toContainText(/Opaque on CT.*No volume is given/)
  await expect(keyImageTiles(page)).toHaveCount(1)
  expect(app.pageErrors).toEqual([])
})
