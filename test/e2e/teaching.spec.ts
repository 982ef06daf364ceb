import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { watchFilm } from './film.ts'
import { openApp, type OpenApp } from './openApp.ts'
import { seedOrdinaryName, seedRecords } from './recordSeed.ts'
import { approveAndRelease, lookAtSheet, pageOf } from './teachingSteps.ts'
import { boxOf, confirmSide, goToStage, openCaseOf, stopAtFirstFrame, waitForPicture, well } from './steps.ts'

test('an educator makes a case of a record: read, covered, asked about, checked, released by a second person, put into a set', async ({ open, dataFolder }) => {
  test.setTimeout(300_000)
  await seedRecords(dataFolder)
  const app = await open()
  const { page } = app
  let written = ''
  await openCaseOf(page, 'SAMPLE, ARTHROGRAM')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /^AP/)
  await stopAtFirstFrame(page, well(page, /^AP/))
  await goToStage(page, 'Teach')
  await page.getByRole('button', { name: 'Begin a teaching copy' }).click()
  const release = page.getByRole('complementary', { name: 'Release' })
  await expect(page.getByRole('heading', { name: 'TEACHING CASE 001' })).toBeVisible()
  await expect(release.getByRole('progressbar')).toHaveCount(0, { timeout: 120_000 })
  const check = release.getByRole('button', { name: /^Check/ })
  await expect(check).toHaveAttribute('aria-disabled', 'true')

  await test.step('every line of text is read', async () => {
    const open = page.getByRole('region', { name: 'Text' }).getByRole('listitem')
    await expect(open.first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Text' })).not.toContainText('No line is open')
    await open.first().getByRole('radio', { name: 'Replace' }).click()
    await page.getByPlaceholder('Written instead').fill('Contrast run')
    await page.getByPlaceholder('Written instead').press('Tab')
    await page.getByRole('button', { name: 'Remove all that are open' }).click()
    await expect(page.getByText(/^All \d+ lines are read/)).toBeVisible()
  })
  await test.step('a box is drawn over a corner, and taken back by its name', async () => {
    await pageOf(page, 'Pictures')
    await waitForPicture(page, /^Frame/)
    await page.getByRole('button', { name: 'Draw a box' }).click()
    const { x, y, width, height } = await boxOf(well(page, /^Frame/))
    await page.mouse.move(x + width * 0.45, y + height * 0.1)
    await page.mouse.down()
    await page.mouse.move(x + width * 0.55, y + height * 0.2, { steps: 4 })
    await page.mouse.up()
    await expect(page.getByRole('list', { name: 'Boxes on this frame' })).toContainText('drawn by hand, all frames of the series')
    await page.getByRole('button', { name: 'Undo box drawn' }).click()
    await expect(page.getByRole('list', { name: 'Boxes on this frame' })).toContainText('No box on this frame')
    await page.getByRole('button', { name: /^Redo/ }).click()
    await expect(page.getByRole('list', { name: 'Boxes on this frame' })).toContainText('drawn by hand')
  })
  await test.step('the case gets its words and its questions; what the operator decided is offered as an answer', async () => {
    await pageOf(page, 'Case')
    await page.getByLabel('Title').fill('Where did the contrast go?')
    await page.getByLabel('Findings').fill('Within the joint')
    await page.getByLabel('Findings').press('Tab')
    await page.getByRole('group', { name: 'Only after the answer' }).getByLabel('Complications').fill('a tag that tells')
    await page.getByLabel('Complications').press('Tab')
    await page.getByRole('group', { name: 'Before the answer' }).getByLabel('Modalities').fill('XA')
    await page.getByLabel('Modalities').press('Tab')
    await pageOf(page, 'Questions')
    await page.getByRole('button', { name: 'Name the contrast pattern' }).click()
    const question = page.getByRole('listitem', { name: 'Question 1' })
    await expect(question).toContainText('No expert has answered')
    await question.getByRole('textbox', { name: 'Expert who answers' }).fill('Expert one')
    await question.getByRole('checkbox', { name: 'Intra-articular' }).click()
    await question.getByRole('button', { name: 'Add answer' }).click()
    await expect(question).toContainText('One expert.')
    await question.getByRole('textbox', { name: 'Expert who answers' }).fill('expert  ONE')
    await question.getByRole('checkbox', { name: 'Epidural' }).click()
    await question.getByRole('button', { name: 'Add answer' }).click()
    await expect(question.getByRole('alert')).toContainText('expert  ONE has answered this question already')
    await expect(question).toContainText('One expert.')
    await expectAccessible(page)
  })
  await test.step('a flash is marked on the run, another expert says that there is none', async () => {
    await page.getByRole('button', { name: 'Find the flash' }).click()
    const question = page.getByRole('listitem', { name: 'Question 2' })
    await question.getByRole('textbox', { name: 'Expert who answers' }).fill('Expert one')
    await question.getByRole('button', { name: 'Mark it on the run' }).click()
    const marking = page.getByRole('region', { name: 'Mark the flash' })
    await waitForPicture(page, /^Run/)
    await expect(marking.getByRole('button', { name: 'Take this place' })).toHaveAttribute('aria-disabled', 'true')
    await marking.getByRole('button', { name: 'Mark the flash' }).click()
    await expect(page.getByRole('region', { name: /^Time line/ }).getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    const at = await boxOf(well(page, /^Run/))
    await page.mouse.click(at.x + at.width * 0.6, at.y + at.height / 2)
    await expect(marking.getByRole('status')).toContainText(/Marked on frame \d+/)
    await expectAccessible(page)
    await marking.getByRole('button', { name: 'Take this place' }).click()
    await expect(question).toContainText(/Frame \d+, \d+ px from the left and \d+ px from the top/)
    await question.getByRole('button', { name: 'Mark it on the run' }).click()
    await marking.getByRole('textbox', { name: 'Expert who answers' }).fill('Expert two')
    await marking.getByRole('button', { name: 'There is none' }).click()
    await expect(question).toContainText('No flash')
    await expect(question).toContainText('2 experts.')
    await page.getByRole('button', { name: 'Take question 2 away' }).click()
    await expect(question).toHaveCount(0)
  })
  await test.step('all is checked, and the pictures are looked at page by page', async () => {
    await expect(check).not.toHaveAttribute('aria-disabled', 'true')
    await check.click()
    const ready = release.getByRole('button', { name: /^It is ready/ })
    await expect(ready).toBeVisible({ timeout: 180_000 })
    await expect(ready).toHaveAttribute('aria-disabled', 'true')
    await lookAtSheet(page)
    await expect(page.getByText(/^Looked at by Dr B\. Weber/).first()).toBeVisible()
    await expect(ready).not.toHaveAttribute('aria-disabled', 'true')
  })
  await test.step('one person prepares, another releases', async () => {
    await approveAndRelease(page)
    await expect(page.getByRole('table')).toContainText('Where did the contrast go?')
    await expect(page.getByRole('banner')).toContainText('No patient open')
  })
  await test.step('a set is made, locked and written for learners', async () => {
    await page.getByRole('checkbox', { name: 'Choose case 001' }).check()
    await page.getByRole('textbox', { name: 'Title of the new set' }).fill('C1-2 basics')
    await page.getByRole('button', { name: 'Make a set of 1' }).click()
    await page.getByRole('button', { name: 'Lock this version' }).click()
    await expect(page.getByText('version 1, locked')).toBeVisible()
    await page.getByRole('radiogroup', { name: 'For' }).getByRole('radio', { name: 'Learners' }).click()
    await app.electron?.evaluate(({ dialog }, folder) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] }) }, path.join(dataFolder, 'written'))
    written = await writtenFile(app, path.join(dataFolder, 'written'))
    await expect(page.getByText(/files? written/)).toBeVisible()
    expect(written).toMatch(/\.axiscase$/)
    await expectAccessible(page)
  })
  await test.step('a trainee takes it, then looks through the procedure as it happened, his own marks apart', async () => {
    await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Quiz' }).click()
    await page.getByRole('button', { name: 'Begin', exact: true }).click()
    await page.getByRole('region', { name: 'Name the side' }).getByRole('button', { name: 'RIGHT' }).click()
    const panel = page.getByRole('complementary')
    await panel.getByRole('checkbox', { name: 'Intra-articular' }).click()
    await expect(page.locator('body')).not.toContainText('a tag that tells')
    await panel.getByRole('radio', { name: '4 of 5' }).click()
    await panel.getByRole('button', { name: 'Submit' }).click()
    // One expert alone accepts and refuses nothing.
    await expect(panel.getByRole('region', { name: 'Verdict' })).toContainText('Not assessed')
    await expect(panel).toContainText('Within the joint')
    await expect(panel.getByRole('region', { name: 'Tags' })).toHaveText(/a tag that tells$/)
    await panel.getByRole('button', { name: 'Go through the procedure' }).click()
    const step = panel.getByRole('button', { name: /The contrast is judged: Intra-articular\. Inject/ })
    await step.click()
    await expect(step).toHaveAttribute('aria-current', 'step')
    await waitForPicture(page, /^Run/)
    await expect(page.getByRole('banner')).toContainText('TEACHING CASE 001')
    await expect(page.getByRole('banner')).not.toContainText('SAMPLE')
    await panel.getByRole('button', { name: 'Step back' }).click()
    await expect(step).not.toHaveAttribute('aria-current', 'step')
    await expectAccessible(page)
    await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
    await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Sets' }).click()
  })
  await test.step('it is taken in elsewhere, and opened there', () => takeInElsewhere(app, written))
  await test.step('a correction begins at the originals, as the next version', async () => {
    await page.getByRole('button', { name: 'Correct case 001' }).click()
    await expect(page.getByRole('banner')).toContainText('SAMPLE, ARTHROGRAM')
    await expect(page.getByText(/^correction, version 2/)).toBeVisible()
    await expect(release.getByRole('progressbar')).toHaveCount(0, { timeout: 120_000 })
    await expect(release).toContainText('say what this version changes')
    await pageOf(page, 'Case')
    await page.getByLabel('What version 2 changes').fill('The findings name the joint.')
    await page.getByLabel('What version 2 changes').press('Tab')
    await expect(check).not.toHaveAttribute('aria-disabled', 'true')
  })
  expect(app.pageErrors).toEqual([])
})

test('a patient whose name is an ordinary word: accepted by a person who is named; slides for learners carry films and no answers', async ({ open, dataFolder }) => {
  test.setTimeout(240_000)
  await seedOrdinaryName(dataFolder)
  const app = await open()
  const { page } = app
  const release = page.getByRole('complementary', { name: 'Release' })
  const ready = release.getByRole('button', { name: /^It is ready/ })
  await openCaseOf(page, 'Hand, Ottoline')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Teach')
  await page.getByRole('button', { name: 'Begin a teaching copy' }).click()
  await expect(page.getByRole('heading', { name: 'TEACHING CASE 001' })).toBeVisible()
  await expect(release.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await page.getByRole('button', { name: 'Remove all that are open' }).click()
  await expect(page.getByText(/^All \d+ lines are read/)).toBeVisible()
  await pageOf(page, 'Case')
  await page.getByLabel('Title').fill('A bar on its way')
  await page.getByLabel('History').fill('Numb on the back of the hand.')
  await page.getByLabel('History').press('Tab')

  await test.step('what stands around the word is shown; the case is not ready before a person has looked', async () => {
    const check = release.getByRole('button', { name: /^Check/ })
    await expect(check).not.toHaveAttribute('aria-disabled', 'true')
    await check.click()
    await expect(ready).toBeVisible({ timeout: 120_000 })
    await expect(release.getByRole('list', { name: 'Identity left over' })).toContainText('back of the hand')
    await lookAtSheet(page)
    await expect(page.getByText(/^Looked at by Dr B\. Weber/).first()).toBeVisible()
    await expect(ready).toHaveAttribute('aria-disabled', 'true')
  })
  await test.step('who accepts it is named', async () => {
    await release.getByRole('button', { name: /^Nobody is named in/ }).click()
    await release.getByText(/of \d+ ask for nothing/).click()
    await expect(release).toContainText('looked at and accepted by Dr B. Weber')
    await expect(ready).not.toHaveAttribute('aria-disabled', 'true')
    await expectAccessible(page)
  })
  await approveAndRelease(page)
  await page.getByRole('checkbox', { name: 'Choose case 001' }).check()

  await test.step('slides for educators carry the annotated picture, those for learners do not; both carry the run as a film', async () => {
    await page.getByLabel('Form', { exact: true }).selectOption('slides')
    const educators = await writtenSlides(app, 'Educators', path.join(dataFolder, 'educators'))
    const learners = await writtenSlides(app, 'Learners', path.join(dataFolder, 'learners'))
    await expect(page.getByText('This copy is for learners')).toBeVisible()
    const endings = (files: readonly string[]): readonly string[] => files.map((file) => path.extname(file)).sort()
    const [film = ''] = learners.filter((file) => /L0001\.(mp4|webm)$/.test(file))
    expect(endings(learners)).toEqual([path.extname(film), ...Array.from({ length: 8 }, () => '.png')].sort())
    expect(endings(educators)).toEqual([...endings(learners), '.png'].sort())
    const named = (name: string): string => learners.find((file) => path.basename(file) === name) ?? ''
    const seen = await watchFilm(film, named('P0001.png'), named('P0008.png'))
    expect([seen.width, seen.height]).toEqual([256, 192])
    expect(seen.seconds).toBeCloseTo(0.96, 1)
    expect(Math.max(seen.firstFromFirst, seen.lastFromLast)).toBeLessThan(4)
    expect(seen.firstFromLast).toBeGreaterThan(2 * Math.max(seen.firstFromFirst, seen.lastFromLast))
  })
  await test.step('a set whose title is a name too is made once somebody has looked at it', async () => {
    await page.getByRole('textbox', { name: 'Title of the new set' }).fill('Hand cases')
    await page.getByRole('button', { name: 'Make a set of 1' }).click()
    const alert = page.getByRole('region', { name: 'Set', exact: true }).getByRole('alert')
    await expect(alert).toContainText('an ordinary word that is a name as well')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Nobody is named in the title' }).click()
    await expect(page.getByRole('combobox', { name: 'Set', exact: true })).toContainText('Hand cases, version 1')
    await expect(alert).toHaveCount(0)
  })
  expect(app.pageErrors).toEqual([])
})

/** The files of the chosen case as slides: in the chosen folder, or unpacked from what the browser was handed. */
async function writtenSlides({ page, electron }: OpenApp, audience: 'Learners' | 'Educators', folder: string): Promise<readonly string[]> {
  await page.getByRole('radiogroup', { name: 'For' }).getByRole('radio', { name: audience }).click()
  await electron?.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] }) }, folder)
  const write = page.getByRole('button', { name: 'Write', exact: true })
  await mkdir(folder, { recursive: true })
  const press = async (): Promise<void> => {
    await write.click()
    if (audience === 'Learners') return
    const form = page.getByRole('form', { name: 'Write with the answers' })
    await form.getByLabel('Name').selectOption({ label: 'Dr C. Second, operator' })
    await form.getByLabel('Passphrase', { exact: true }).fill('another phrase')
    await form.getByRole('button', { name: 'Write with the answers' }).click()
  }
  if (electron === null) {
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), press()])
    for (const [name, bytes] of Object.entries(unzipSync(await readFile(await download.path())))) await writeFile(path.join(folder, path.basename(name)), bytes)
  } else {
    await press()
    await expect(page.getByText(`written to ${folder}`)).toBeVisible({ timeout: 60_000 })
  }
  return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

/** Presses Write, and answers where the file came to lie: in the chosen folder, or within what the browser was handed. */
async function writtenFile({ page, electron }: OpenApp, folder: string): Promise<string> {
  const write = page.getByRole('button', { name: 'Write', exact: true })
  if (electron === null) {
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), write.click()])
    const entries = unzipSync(await readFile(await download.path()))
    const [name = '', bytes = new Uint8Array()] = Object.entries(entries)[0] ?? []
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, path.basename(name)), bytes)
  } else {
    await write.click()
    await expect(page.getByText(/files? written/)).toBeVisible({ timeout: 60_000 })
  }
  return path.join(folder, (await readdir(folder)).find((name) => name.endsWith('.axiscase')) ?? '')
}

/** On a computer without any case: by the button in a browser; in Electron by the file itself, as a double click hands it over. */
async function takeInElsewhere({ host }: OpenApp, file: string): Promise<void> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'axis-e2e-elsewhere-'))
  const other = await openApp(host, dataDirectory, host === 'electron' ? { words: [file] } : {})
  const { page } = other
  try {
    if (host === 'chromium') {
      await page.getByRole('radiogroup', { name: 'List', exact: true }).getByRole('radio', { name: 'Teaching' }).click()
      await expect(page.getByText('No teaching sets.')).toBeVisible()
      await page.getByLabel('Cases or sets to import').setInputFiles(file)
      await expect(page.getByText('1 imported')).toBeVisible({ timeout: 60_000 })
    }
    const row = page.getByRole('row', { name: /Where did the contrast go\?/ })
    await expect(row).toContainText('imported', { timeout: 60_000 })
    await expect(row).toContainText('without')
    await page.getByRole('radiogroup', { name: 'Teaching list' }).getByRole('radio', { name: 'Quiz' }).click()
    await page.getByLabel('Under your results').fill('Kim Lee')
    await page.getByRole('button', { name: 'Keep the name' }).click()
    await page.getByRole('button', { name: 'Begin', exact: true }).click()
    await expect(page.getByRole('banner')).toContainText('TEACHING CASE 001')
    await expect(page.locator('body')).not.toContainText('ARTHROGRAM')
    expect(other.pageErrors).toEqual([])
  } finally {
    await other.close()
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}
