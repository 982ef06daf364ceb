import type { Page } from '@playwright/test'
import { createServices } from '#electron/services/createServices.ts'
import { practiceCase } from '#sample-dicom/practice/practiceCase.ts'
import { practiceTruth } from '#sample-dicom/practice/practiceTruth.ts'
import type { PracticeRequest } from '#shared/teaching/practice.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { expect, test } from './fixtures.ts'
import { pointIn, waitForPicture, well } from './steps.ts'

const panel = (page: Page) => page.getByRole('complementary')

const run: PracticeRequest = { seed: 11, pattern: 'arteryFlash', side: 'LEFT', difficulty: 2, detail: 'coarse' }
const lateral: PracticeRequest = { seed: 12, task: 'lateral', side: 'LEFT', difficulty: 2, detail: 'coarse', seconds: 240 }
/** Over before anybody can answer. */
const timed: PracticeRequest = { seed: 5, task: 'still', side: 'LEFT', difficulty: 2, detail: 'coarse', seconds: 1 }

/** Cases for practice, and the name of who takes them. */
async function seedPractice(dataDirectory: string, requests: readonly PracticeRequest[]): Promise<void> {
  const running = await createServices({ ports: buildPorts(dataDirectory), version: '0.1.0', sampleCases: () => 'none' })
  for (const request of requests) expect((await running.services['quiz.practice'](request)).ok).toBe(true)
  expect((await running.services['app.changeSettings']({ operator: 'Kim Lee' })).ok).toBe(true)
  await running.close()
}

/** Said, and saved: before it is, nothing can be handed in. */
async function sure(page: Page, level: number): Promise<void> {
  const choice = panel(page).getByRole('radio', { name: `${String(level)} of 5` })
  await choice.click()
  await expect(choice).toHaveAttribute('aria-checked', 'true')
}
const result = (page: Page) => page.getByRole('heading', { name: 'Result' })

test('questions about a run, about a picture from the side, and under a clock, each with its result; then the case is looked through', async ({ open, dataFolder }) => {
  test.setTimeout(240_000)
  await seedPractice(dataFolder, [run, lateral, timed])
  const app = await open()
  const { page } = app
  const begin = async (title: RegExp): Promise<void> => {
    await page.getByRole('row', { name: title }).getByRole('button', { name: 'Begin' }).click()
    await expect(page.getByRole('region', { name: 'Name the side' })).toBeVisible()
    await expect(page.getByRole('figure')).toHaveCount(0)
  }
  const nameLeft = () => page.getByRole('region', { name: 'Name the side' }).getByRole('button', { name: 'LEFT' }).click()
  await page.getByRole('radiogroup', { name: 'List', exact: true }).getByRole('radio', { name: 'Teaching' }).click()
  await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Quiz' }).click()
  const flash = practiceTruth(practiceCase(run)).keys[0]?.experts[0]?.answer
  const flashFrame = flash?.kind === 'findFlash' ? (flash.flash?.frame ?? Number.NaN) + 1 : Number.NaN

  await test.step('a flash is marked on a frame, the pattern named, the decision taken', async () => {
    await begin(/A run with contrast/)
    await nameLeft()
    await waitForPicture(page, /^Run/)
    await panel(page).getByRole('button', { name: 'Mark the flash' }).click()
    await expect(page.getByRole('region', { name: /^Time line/ }).getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    const at = await pointIn(well(page, /^Run/), 0.6, 0.5)
    await page.mouse.click(at.x, at.y)
    await expect(panel(page)).toContainText(/Marked on frame \d+/)
    const mark = async (): Promise<number> => Number((await well(page, /^Run/).evaluate((element) => (element instanceof HTMLElement ? element.dataset.gripFlashmine ?? '' : ''))).split(' ')[0])
    await page.getByRole('button', { name: 'Mark the middle' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(mark).toBeGreaterThan(0)
    const middle = await mark()
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(mark).toBeLessThan(middle)
    await page.getByRole('radiogroup', { name: 'Picture' }).getByRole('radio', { name: 'Subtracted' }).click()
    await sure(page, 2)
    await page.keyboard.press('Control+Enter')
    await expect(panel(page)).toContainText('Question 2 of 3')
    await panel(page).getByRole('checkbox', { name: 'Arterial' }).click()
    await sure(page, 4)
    await page.keyboard.press('Control+Enter')
    await expect(panel(page)).toContainText('Question 3 of 3')
    await panel(page).getByRole('radio', { name: 'Inject' }).click()
    await sure(page, 5)
    await page.keyboard.press('Control+Enter')
    await expect(result(page)).toBeVisible()
  })
  await test.step('each question has its result; the expert’s frame is gone to', async () => {
    const parts = panel(page).getByRole('region', { name: 'Parts' })
    await expect(parts.getByRole('row', { name: /Place .*px/ })).toBeVisible()
    await expect(page.getByRole('region', { name: /^Time line/ })).toContainText(`frame ${String(flashFrame)} of 40`)
    const questions = panel(page).getByRole('navigation', { name: 'Questions' })
    await questions.getByRole('button', { name: '2' }).click()
    await expect(panel(page).getByRole('region', { name: 'Verdict' })).toContainText('Accepted')
    await questions.getByRole('button', { name: '3' }).click()
    await expect(parts.getByRole('row', { name: /Decision Inject Abort/ })).toBeVisible()
    await expect(panel(page).getByRole('region', { name: 'What to change' })).toContainText('Decision: Abort')
  })
  await test.step('a head that lay turned is seen, and what would make it a true lateral is said', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
    await begin(/from the side/)
    await nameLeft()
    await waitForPicture(page, /^Image/)
    await panel(page).getByRole('radio', { name: 'Not true' }).click()
    const left = async (): Promise<number> => { const [, minutes, seconds] = /(?:(\d+) min )?(\d+) s to go/.exec(await panel(page).getByRole('timer').innerText()) ?? []; return Number(minutes ?? 0) * 60 + Number(seconds) }
    const before = await left()
    await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
    await page.getByRole('row', { name: /from the side/ }).getByRole('button', { name: 'Go on' }).click()
    await expect(panel(page).getByRole('radio', { name: 'Not true' })).toHaveAttribute('aria-checked', 'true')
    await expect.poll(left).toBeLessThan(before)
    await panel(page).getByRole('radio', { name: 'Tilt the C-arm' }).click()
    await sure(page, 3)
    await page.keyboard.press('Control+Enter')
    await expect(panel(page).getByRole('region', { name: 'Verdict' })).toContainText('Accepted')
    await expect(panel(page)).toContainText('The head was tipped')
  })
  await test.step('a question whose time is over closes; the side that is asked is nowhere told', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
    await begin(/A needle on the C-arm/)
    await page.getByRole('button', { name: 'Open the images' }).click()
    await expect(page.getByRole('banner').getByRole('status')).toContainText('Side is asked')
    for (const [at, label] of ['Next question', 'Submit'].entries()) {
      const answer = panel(page).getByRole('region', { name: 'Your answer' })
      await expect(panel(page)).toContainText(`Question ${String(at + 1)} of 2`)
      await expect(panel(page)).toContainText('Nothing was answered in time')
      await expect(answer.getByRole('radio', { disabled: true }).first()).toBeVisible()
      await expect(answer.getByRole('radio', { disabled: false })).toHaveCount(0)
      await panel(page).getByRole('button', { name: label }).click()
    }
    await expect(result(page)).toBeVisible()
    await expect(panel(page).getByRole('region', { name: 'What to change' })).toContainText('No answer was given')
  })
  await test.step('a case that was submitted is looked through: what is measured there is the learner’s own, no record is made', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
    await page.getByRole('row', { name: /from the side/ }).getByRole('button', { name: 'Review' }).click()
    await waitForPicture(page, /^Image/)
    await expect(page.getByRole('banner')).toContainText('NOT LIVE')
    await expect(page.getByRole('navigation', { name: 'Stages' })).toContainText('in review')
    await expect(page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Key image' })).toHaveCount(0)
    await expect(panel(page)).toContainText('articular pillars')
    await panel(page).getByRole('button', { name: 'All cases' }).click()
    await expect(page.getByRole('row', { name: /from the side/ })).toBeVisible()
  })
  expect(app.pageErrors).toEqual([])
})
