import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { seedPlannedCase } from './planSeed.ts'
import { shareOnLine } from './pixels.ts'
import { boxOf, goToCases, goToStage, openCaseOf, setPoint, shot, waitForPicture, well, type Lps } from './steps.ts'
import { approveAndRelease, lookAtSheet, nothingIsWritten, pageOf } from './teachingSteps.ts'

const PATIENT = 'QUILLFEATHER, OTTOLINE', FIRST = 'Dr A. First', SECOND = 'Dr B. Second', TRAINEE = 'Kim Lee'
/** From the first expert's end to the second's: further than a hand misses on the screen, and the same way in. */
const TARGET_APART: Lps = [2.5, -1.5, 1.5], ENTRY_APART: Lps = [5, 0, 4]
const moved = (from: Lps, by: Lps, share = 1): Lps => [from[0] + by[0] * share, from[1] + by[1] * share, from[2] + by[2] * share]
const panel = (page: Page) => page.getByRole('complementary')
const axial = (page: Page) => well(page, /Axial/)

test('a trainee’s path is held against two experts’, drawn by each, released by a second person; in review both are laid over the images', async ({ open, dataFolder }) => {
  const { entry, target } = await seedPlannedCase(dataFolder, 'QUILLFEATHER^OTTOLINE', FIRST)
  const app = await open()
  const { page } = app
  const release = page.getByRole('complementary', { name: 'Release' }), question = page.getByRole('listitem', { name: 'Question 1' })
  await test.step('an educator asks about a case with a plan: its expert, and its needle', async () => {
    await openCaseOf(page, PATIENT)
    await goToStage(page, 'Teach')
    await page.getByRole('button', { name: 'Begin a teaching copy' }).click()
    await expect(page.getByRole('heading', { name: 'TEACHING CASE 001' })).toBeVisible()
    await pageOf(page, 'Questions')
    await page.getByRole('button', { name: 'Draw the path' }).click()
    await expect(question).toContainText(`${FIRST}, Path A`)
    await expect(question).toContainText('One expert.')
    await expect(question.getByLabel('Needle that clearances are measured from')).toHaveValue('22')
  })
  await test.step('another expert draws his own path in Plan', async () => {
    await callOperator(page, SECOND)
    await goToStage(page, 'Plan')
    await waitForPicture(page, /Axial/)
    await page.getByRole('button', { name: 'Add path' }).click()
    await setPoint(page, 't', moved(target, TARGET_APART))
    await setPoint(page, 'e', moved(entry, ENTRY_APART))
    await expect(axial(page)).toHaveAttribute('data-entry', /\d/)
  })
  await test.step('it is offered under his name, and taken', async () => {
    await goToStage(page, 'Teach')
    await pageOf(page, 'Questions')
    await question.getByRole('button', { name: new RegExp(`^${SECOND.replace('.', '\\.')}, Path`) }).click()
    await expect(question).toContainText('2 experts. Their spread is what is accepted')
  })
  await test.step('the copy is checked, and released by a second person', async () => {
    await pageOf(page, 'Case')
    await page.getByLabel('Title').fill('Plan the way to C1-2')
    await page.getByLabel('Title').press('Tab')
    await expect(release.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
    await nothingIsWritten(page)
    await pageOf(page, 'Text')
    await page.getByRole('button', { name: 'Remove all that are open' }).click()
    await expect(page.getByText(/^All \d+ lines are read/)).toBeVisible()
    const check = release.getByRole('button', { name: /^Check/ })
    await expect(check).not.toHaveAttribute('aria-disabled', 'true')
    await check.click()
    await expect(release.getByRole('button', { name: /^It is ready/ })).toBeVisible({ timeout: 60_000 })
    await lookAtSheet(page)
    await approveAndRelease(page, SECOND, 'Dr C. Third')
  })
  await test.step('a trainee draws a path between theirs', async () => {
    await goToCases(page)
    await page.getByRole('radiogroup', { name: 'List', exact: true }).getByRole('radio', { name: 'Cases' }).click()
    await openCaseOf(page, PATIENT)
    await callOperator(page, TRAINEE)
    await goToCases(page)
    await page.getByRole('radiogroup', { name: 'List', exact: true }).getByRole('radio', { name: 'Teaching' }).click()
    await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Quiz' }).click()
    await page.getByRole('button', { name: 'Begin', exact: true }).click()
    await page.getByRole('region', { name: 'Name the side' }).getByRole('button', { name: 'LEFT' }).click()
    await waitForPicture(page, /Axial/)
    await setPoint(page, 't', moved(target, TARGET_APART, 0.4), saved)
    await setPoint(page, 'e', moved(entry, ENTRY_APART, 0.4), saved)
    await panel(page).getByRole('radio', { name: '4 of 5' }).click()
    await expect(panel(page)).not.toContainText('to do')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible()
  })
  await test.step('the verdict is by both experts and their spread, from the surface of the needle', async () => {
    const parts = panel(page).getByRole('region', { name: 'Parts' })
    await expect(parts).toContainText('from 2 expert plans')
    await expect(panel(page).getByRole('region', { name: 'Verdict' })).toContainText('Accepted')
    const row = (name: string) => parts.getByRole('row', { name: new RegExp(name) })
    const upTo = async (name: string): Promise<number> => Number(/up to (\d+\.\d)/.exec(await row(name).innerText())?.[1])
    expect(await upTo('Sideways')).toBeCloseTo(TARGET_APART[0], 0)
    expect(await upTo('Entry')).toBeGreaterThan(4)
    await expect(row('Vertebral artery')).toContainText(/at \d+ mm depth/)
    await expect(row('Vertebral artery')).not.toContainText('from the line')
    const experts = await well(page, /Along the needle, axial/).getAttribute('data-experts')
    expect(experts?.split('; ')).toHaveLength(2)
  })
  await test.step('in review both experts’ paths are laid over the images, and taken away again', async () => {
    await panel(page).getByRole('button', { name: 'All cases' }).click()
    await page.getByRole('row', { name: /Plan the way to C1-2/ }).getByRole('button', { name: 'Review' }).click()
    await waitForPicture(page, /Axial/)
    await expect(axial(page)).toHaveAttribute('data-experts', '')
    await panel(page).getByRole('button', { name: 'Compare with the expert’s plan' }).click()
    await expect(axial(page)).toHaveAttribute('data-experts', /\d+.*; .*\d+/)
    const lines = await expertLines(page)
    expect(lines).toHaveLength(2)
    await expect.poll(() => whiteOn(page, lines)).toBeGreaterThan(0.8)
    await panel(page).getByRole('button', { name: 'Hide the expert’s plan' }).click()
    await expect(axial(page)).toHaveAttribute('data-experts', '')
    await expect.poll(() => whiteOn(page, lines)).toBeLessThan(0.5)
  })
  expect(app.pageErrors).toEqual([])
})

/** Under whose name what is drawn from now on is kept. */
async function callOperator(page: Page, name: string): Promise<void> {
  await goToStage(page, 'Study and side')
  await page.getByLabel('Operator name').fill(name)
  await page.getByLabel('Operator name').press('Enter')
  await expect(page.getByText('Operator saved').first()).toBeVisible()
}

const saved = (page: Page) => expect(page.getByRole('banner')).toContainText(/Attempt saved\s*\d\d:\d\d/)

type Line = readonly [from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }]

/** Where the axial plane says that it draws experts' paths, on the page. */
async function expertLines(page: Page): Promise<readonly Line[]> {
  const { x, y } = await boxOf(axial(page))
  return ((await axial(page).getAttribute('data-experts')) ?? '').split('; ').map((written): Line => {
    const [fromX = NaN, fromY = NaN, toX = NaN, toY = NaN] = written.split(' ').map(Number)
    return [{ x: x + fromX, y: y + fromY }, { x: x + toX, y: y + toY }]
  })
}

/** How much of the line that shows least is white. */
async function whiteOn(page: Page, lines: readonly Line[]): Promise<number> {
  const picture = await shot(page)
  return Math.min(...lines.map(([from, to]) => shareOnLine(picture, from, to, '#FFFFFF', 1)))
}
