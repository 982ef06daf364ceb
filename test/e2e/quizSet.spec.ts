import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { openTeachingBench } from '#test/builders/teaching.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import type { OpenApp } from './openApp.ts'
import { waitForPicture } from './steps.ts'

const panel = (page: Page) => page.getByRole('complementary')
const tile = (page: Page, name: RegExp) => page.getByRole('list', { name: 'Sets' }).getByRole('button', { name })

/** What an educator hands out: a locked set of two cases, the second made one before the first; and the same file with a byte changed. */
async function writeSet(folder: string): Promise<{ readonly sound: string; readonly changed: string }> {
  const bench = await openTeachingBench()
  try {
    const made = []
    for (const seed of [5, 8]) made.unshift(await bench.must('quiz.practice', { seed, task: 'still', side: 'LEFT', difficulty: 2, detail: 'coarse' }))
    const { setId } = await bench.must('teaching.saveSet', { title: 'C1-2 basics', cases: made.map(({ teachingCaseId }) => ({ teachingCaseId })) })
    await bench.must('teaching.lockSet', { setId })
    const { files: [written] } = await bench.must('teaching.write', { setId, format: 'axiscase', audience: 'learner', directory: path.join(bench.directory, 'out') })
    const bytes = await readFile(written?.path ?? '')
    const sound = path.join(folder, 'basics.axiscase'), changed = path.join(folder, 'changed.axiscase')
    await writeFile(sound, bytes)
    await writeFile(changed, Buffer.from(bytes.toString('latin1').replace('C1-2 basics', 'C1-2 easier'), 'latin1'))
    return { sound, changed }
  } finally {
    await bench.remove()
  }
}

async function takeIn({ page, electron }: OpenApp, file: string): Promise<void> {
  if (electron === null) return page.getByLabel('Cases or sets to import').setInputFiles(file)
  await electron.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] }) }, file)
  await page.getByRole('button', { name: 'Import a case or set' }).click()
}

/** Both questions of a case, and it is handed in. */
async function answerCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the images' }).click()
  await waitForPicture(page, /^Image/)
  for (const [answer, on] of [['LEFT', 'Next question'], [/isocentre/i, 'Submit']] as const) {
    await panel(page).getByRole('region', { name: 'Your answer' }).getByRole('radio', { name: answer }).click()
    const sure = panel(page).getByRole('radio', { name: '4 of 5' })
    await sure.click()
    await expect(sure).toHaveAttribute('aria-checked', 'true')
    await panel(page).getByRole('button', { name: on }).click()
  }
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible()
}

test('a trainee takes a set: a changed file is refused, its cases in their order, the next one from the result, and how far he came', async ({ open, dataFolder }) => {
  test.setTimeout(240_000)
  const { sound, changed } = await writeSet(dataFolder)
  const app = await open()
  const { page } = app
  await page.getByRole('radiogroup', { name: 'List', exact: true }).getByRole('radio', { name: 'Teaching' }).click()
  await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Quiz' }).click()
  await page.getByLabel('Under your results').fill('Kim Lee')
  await page.getByRole('button', { name: 'Keep the name' }).click()
  await test.step('a set whose file was changed is refused in words, where the trainee is', async () => {
    await takeIn(app, changed)
    const refusal = page.getByRole('alert').filter({ hasText: 'Nothing was taken in' })
    await expect(refusal).toBeVisible()
    await expect(tile(page, /C1-2/)).toHaveCount(0)
    await refusal.getByRole('button', { name: 'Close' }).click()
    await expect(refusal).toHaveCount(0)
  })
  await test.step('the sound one is there with its version and its lock, its cases in its own order', async () => {
    await takeIn(app, sound)
    await tile(page, /C1-2 basics version 1, locked 0 of 2 done/).click()
    await expect(panel(page).getByRole('region', { name: 'C1-2 basics' })).toContainText(/Locked .*, unchanged since.*Hash [0-9a-f]{4} /)
    await expect(panel(page).getByRole('region', { name: 'Your progress' })).toContainText('Nothing of this set was submitted yet')
    expect((await page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Begin' }) }).locator('td:first-child').allInnerTexts()).map((words) => words.replace(/\s+/g, ' '))).toEqual(['1 case 002', '2 case 001'])
    await expectAccessible(page)
  })
  await test.step('its first case names it, and is handed in', async () => {
    await panel(page).getByRole('button', { name: 'Begin case 1 of 2' }).click()
    await expect(page.getByRole('banner')).toContainText('TEACHING CASE 002')
    await expect(page.getByRole('banner')).toContainText('set C1-2 basics, version 1')
    await expect(panel(page)).toContainText('case 1 of 2 in the set')
    await answerCase(page)
    await expect(panel(page)).toContainText('The answers of this case are not here')
  })
  await test.step('the next case of the set is gone to from the result; after the last, the set', async () => {
    await panel(page).getByRole('button', { name: 'Next case of the set, 2 of 2' }).click()
    await expect(page.getByRole('banner')).toContainText('TEACHING CASE 001')
    await answerCase(page)
    await panel(page).getByRole('button', { name: 'Back to the set' }).click()
    await expect(tile(page, /C1-2 basics/)).toContainText('2 of 2 done')
    await expect(tile(page, /C1-2 basics/)).toHaveAttribute('aria-pressed', 'true')
    await expect(panel(page).getByRole('region', { name: 'Your progress' }).getByRole('row', { name: '1 2 of 2 not scored –' })).toBeVisible()
    await expect(panel(page).getByRole('button', { name: 'Take again case 1 of 2' })).toBeVisible()
  })
  await test.step('the list of all cases and the class know of it', async () => {
    await tile(page, /All cases/).click()
    await expect(page.getByRole('row', { name: /^001 A needle on the C-arm.*Handed in.*1 attempt/ })).toBeVisible()
    await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Class' }).click()
    await expect(page.getByRole('row', { name: /C1-2 basics Kim Lee 2 of 2 not scored/ })).toBeVisible()
  })
  expect(app.pageErrors).toEqual([])
})
