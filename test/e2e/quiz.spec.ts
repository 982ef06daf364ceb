import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { pointIn, waitForPicture, well } from './steps.ts'

const panel = (page: Page) => page.getByRole('complementary')
const saved = (page: Page) => expect(page.getByRole('banner')).toContainText(/Attempt saved\s*\d\d:\d\d/)

test('a trainee takes a generated case: side, path, confidence, score beside the expert’s path, over a restart, into the table of the class', async ({ open, dataFolder }) => {
  test.setTimeout(300_000)
  let app = await open()
  let { page } = app
  await test.step('a case without a patient is made', async () => {
    await page.getByRole('radiogroup', { name: 'List', exact: true }).getByRole('radio', { name: 'Teaching' }).click()
    await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Quiz' }).click()
    await page.getByLabel('Under your results').fill('Kim Lee')
    await page.getByRole('button', { name: 'Keep the name' }).click()
    await page.getByRole('radio', { name: 'Coarse, sooner' }).click()
    await page.getByLabel('Seed').fill('11')
    await page.getByRole('button', { name: 'Make a case' }).click()
    await expect(page.getByRole('row', { name: /001 Plan a path/ })).toBeVisible({ timeout: 120_000 })
  })
  await test.step('the images are closed until the side is named, and the other side is refused', async () => {
    await page.getByRole('button', { name: 'Begin', exact: true }).click()
    const gate = page.getByRole('region', { name: 'Name the side' })
    await expect(page.getByRole('banner')).toContainText('TEACHING CASE 001')
    await expect(page.getByRole('banner')).toContainText('NOT LIVE')
    await expect(page.getByRole('figure')).toHaveCount(0)
    const side = /on the (LEFT|RIGHT)/.exec(await gate.innerText())?.[1] === 'LEFT' ? 'LEFT' : 'RIGHT'
    await gate.getByRole('button', { name: side === 'LEFT' ? 'RIGHT' : 'LEFT' }).click()
    await expect(gate).toContainText('Read its history again')
    await gate.getByRole('button', { name: side }).click()
    // What was named first is told, and is nowhere shown as the side.
    await expect(page.getByRole('banner').getByRole('status')).toContainText(side)
    await expect(page.getByRole('navigation', { name: 'Stages' })).toContainText(`${side} C1-2`)
    await waitForPicture(page, /Axial/)
  })
  const axial = (): ReturnType<typeof well> => well(page, /Axial/)
  await test.step('a path is drawn and the confidence said; nothing can be handed in before', async () => {
    await expect(panel(page)).toContainText('target; entry; how sure you are')
    for (const [x, y] of [[0.62, 0.45], [0.6, 0.8]] as const) {
      const at = await pointIn(axial(), x, y)
      await page.mouse.click(at.x, at.y)
    }
    await expect(axial()).toHaveAttribute('data-experts', '')
    await panel(page).getByRole('radio', { name: '4 of 5' }).click()
    await expect(panel(page)).not.toContainText('to do')
    await saved(page)
  })
  const drawn = await axial().getAttribute('data-target')
  await test.step('it outlives a crash, and is handed in', async () => {
    await app.kill()
    app = await open()
    page = app.page
    // A browser that was started anew does not know where it was; the app's own window does.
    const inQuiz = page.getByRole('banner').getByText('TEACHING CASE 001'), lists = page.getByRole('radiogroup', { name: 'List', exact: true })
    await expect(inQuiz.or(lists).first()).toBeVisible()
    if (await lists.isVisible()) {
      await lists.getByRole('radio', { name: 'Teaching' }).click()
      await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Quiz' }).click()
      await page.getByRole('button', { name: 'Go on' }).click()
    }
    await waitForPicture(page, /Axial/)
    await expect(axial()).toHaveAttribute('data-target', drawn ?? '')
    await expect(panel(page).getByRole('radio', { name: '4 of 5' })).toHaveAttribute('aria-checked', 'true')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible()
  })
  await test.step('the result says what was off and what to change, and shows the expert’s path', async () => {
    const parts = panel(page).getByRole('region', { name: 'Parts' })
    for (const name of ['Vertebral artery', 'Sideways', 'Direction', 'Skin to target']) await expect(parts.getByRole('row', { name: new RegExp(name) })).toBeVisible()
    await expect(parts).toContainText('from how the images were made')
    await expect(panel(page).getByRole('region', { name: 'What to change' })).toContainText(/^What to changeMove/)
    await expect(panel(page)).toContainText('4 of 5')
    const along = well(page, /Along the needle, axial/)
    await expect(along).toHaveAttribute('data-experts', /\d+\.\d -?\d+\.\d/)
    await panel(page).getByRole('button', { name: 'Hide answer' }).click()
    await expect(along).toHaveAttribute('data-experts', '')
    await expect(parts).toContainText('hidden')
  })
  await test.step('the class has it as a table', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
    await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Class' }).click()
    await expect(page.getByRole('row', { name: /Kim Lee 1 0 of 1/ })).toBeVisible()
    const button = page.getByRole('button', { name: 'Write as table (CSV)' })
    let file = path.join(dataFolder, 'class.csv')
    if (app.electron !== null) {
      await app.electron.evaluate(({ dialog }, folder) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] }) }, dataFolder)
      await button.click()
      await expect(page.getByRole('status').filter({ hasText: 'Written to' })).toBeVisible()
    } else {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
      file = await download.path()
    }
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n')
    expect([lines.length, lines[0]?.startsWith('learner,case,'), lines[1]?.startsWith('"Kim Lee",1,1,1,')]).toEqual([2, true, true])
  })
  expect(app.pageErrors).toEqual([])
})
