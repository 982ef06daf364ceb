import type { Page } from '@playwright/test'
import { goToCases, goToStage, openRunAtFirstFrame, pointIn, waitForPicture, well } from '#test/e2e/steps.ts'

type Take = (name: string) => Promise<void>

/** A teaching copy of an arthrogram as it is read and covered, and a case of practice as it is answered and scored. */
export async function takeTeaching(page: Page, take: Take): Promise<void> {
  await goToCases(page)
  await openRunAtFirstFrame(page, 'SAMPLE, ARTHROGRAM', 'RIGHT')
  await goToStage(page, 'Teach')
  await page.getByRole('button', { name: 'Begin a teaching copy' }).click()
  await page.getByRole('region', { name: 'Text' }).getByRole('listitem').first().waitFor()
  await page.getByRole('complementary', { name: 'Release' }).getByRole('progressbar').waitFor({ state: 'detached', timeout: 120_000 })
  await take('teach-text')
  await goToPage(page, 'Pictures')
  await waitForPicture(page, /^Frame/)
  await take('teach')
  await goToPage(page, 'Questions')
  const about = page.getByLabel('New question about')
  await about.selectOption(await about.getByRole('option', { name: /CONTRAST RUN PA/ }).getAttribute('value'))
  await page.getByRole('button', { name: 'Name the contrast pattern' }).click()
  await page.getByRole('listitem', { name: 'Question 1' }).waitFor()
  await take('teach-questions')
  await takeQuiz(page, take)
}

const goToPage = (page: Page, name: string): Promise<void> => page.getByRole('radiogroup', { name: 'Page' }).getByRole('radio', { name, exact: true }).click()

async function takeQuiz(page: Page, take: Take): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
  await page.getByRole('radiogroup', { name: 'List', exact: true }).getByRole('radio', { name: 'Teaching' }).click()
  await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Quiz' }).click()
  await page.getByLabel('Seed').fill('11')
  await page.getByRole('button', { name: 'Make a case' }).click()
  await page.getByRole('row', { name: /Plan a path/ }).waitFor({ timeout: 240_000 })
  await take('quiz-cases')
  await page.getByRole('button', { name: 'Begin', exact: true }).click()
  const gate = page.getByRole('region', { name: 'Name the side' })
  await gate.getByRole('button', { name: /on the LEFT/.test(await gate.innerText()) ? 'LEFT' : 'RIGHT' }).click()
  await waitForPicture(page, /Axial/)
  for (const [x, y] of [[0.62, 0.45], [0.6, 0.8]] as const) {
    const at = await pointIn(well(page, /Axial/), x, y)
    await page.mouse.click(at.x, at.y)
  }
  await page.getByRole('complementary').getByRole('radio', { name: '4 of 5' }).click()
  await take('quiz')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Result' }).waitFor()
  await waitForPicture(page, /Along the needle, axial/)
  await take('quiz-result')
}
