import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { createServices } from '#electron/services/createServices.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { expect, test } from './fixtures.ts'
import { openApp, sampleCase, type OpenApp } from './openApp.ts'
import { box, openBox } from './recordNote.ts'
import { tells } from './receipts.ts'
import { confirmSide, exportRecord, goToStage, importFolder, keyImageTiles, openCaseOf, saveKeyImage, stopAtFirstFrame, waitForPicture, well } from './steps.ts'

test('a record comes back on another computer, from its exported folder and from its PDF alone', async ({ open, dataFolder }, testInfo) => {
  test.setTimeout(240_000)
  const exported = path.join(dataFolder, 'exported')
  await test.step('here: a key image, a loop and a note are exported', async () => {
    const here = await open()
    await writeRecord(here)
    await unpacked(await exportRecord(here, path.join(dataFolder, 'zip')), exported)
    expect(here.pageErrors).toEqual([])
    await here.close()
  })
  await test.step('elsewhere, in an empty library: the folder is imported, and the record in it is brought back', () => elsewhere(testInfo.project.name, async (there) => {
    const { page } = there
    await importFolder(there, exported)
    const carried = page.getByRole('region', { name: 'Records in these files' })
    await expect(carried).toContainText(/SAMPLE, VENOUS RUNOFF.*RIGHT C1-2.*not signed, 5 events/)
    await carried.getByRole('button', { name: 'Bring back the record' }).click()
    await expect(carried).toContainText(/brought back.*5 events and their pictures are as they were written/)
    await carried.getByRole('button', { name: 'Open the record' }).click()
    await expectRecord(page)
    await expect(page.getByRole('banner')).toContainText('Side of the record: RIGHT C1-2')
    await goToStage(page, 'Study and side')
    await goToStage(page, 'Record')
  }))
  await test.step('elsewhere, without any image: a file that was cut short is refused, the PDF alone is enough', () => elsewhere(testInfo.project.name, async (there, folder) => {
    const { page } = there
    const pdf = path.join(exported, 'procedure-record-RIGHT-C1-2.pdf')
    const alone = path.join(folder, 'alone')
    await mkdir(alone)
    await copyFile(pdf, path.join(alone, 'record.pdf'))
    await importFolder(there, alone)
    await expect(page.getByRole('region', { name: /Import report/ }).getByRole('button', { name: 'Bring back the record' })).toBeVisible()
    await writeFile(path.join(folder, 'cut.pdf'), (await readFile(pdf)).subarray(0, -100))
    await page.getByRole('radiogroup', { name: 'List' }).getByText('Records').click()
    const section = page.getByRole('region', { name: 'Bring back a record' })
    await choose(there, section, path.join(folder, 'cut.pdf'))
    await expect(section.getByRole('alert')).toContainText('The record in this file is damaged. Nothing of it was taken in.')
    await choose(there, section, pdf)
    await expect(section).toContainText(/SAMPLE, VENOUS RUNOFF, RIGHT C1-2: brought back/)
    await expect(page.getByRole('region', { name: 'Records', exact: true })).toContainText('1 record')
    await section.getByRole('button', { name: 'Open the record' }).click()
    await expectRecord(page)
    await expect(page.getByRole('banner')).toContainText('SAMPLE, VENOUS RUNOFF')
    await page.getByRole('button', { name: 'Show key image 1 again as it was' }).click()
    await tells(page, 'This series is not in the library')
    // The record goes on here.
    await openBox(page, 'After').click()
    await page.getByRole('textbox', { name: 'Vital signs' }).fill('118/76')
    await page.getByRole('button', { name: 'Close After' }).click()
    await expect(box(page, 'After')).toContainText('118/76')
  }))
})

/** Two key images, the second a run that plays, and one section of the note. */
async function writeRecord(here: OpenApp): Promise<void> {
  const { page } = here
  await importFolder(here, sampleCase('e-venous-run-off'))
  await openCaseOf(page, 'SAMPLE, VENOUS RUNOFF')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /^AP/)
  await stopAtFirstFrame(page, well(page, /^AP/))
  await saveKeyImage(page, well(page, /^AP/), 1)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await page.keyboard.press('k')
  await tells(page, 'Key image 2 saved, with its loop')
  await goToStage(page, 'Record')
  await openBox(page, 'After').click()
  await page.getByRole('textbox', { name: 'Vital signs' }).fill('120/80')
  await page.getByRole('button', { name: 'Close After' }).click()
  await expect(page.getByRole('button', { name: 'Undo After, vital signs: 120/80' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Caption of key image 1' }).fill('Before contrast')
  await page.getByRole('textbox', { name: 'Caption of key image 1' }).press('Enter')
  await tells(page, 'Caption saved')
}

async function unpacked(exported: string, folder: string): Promise<void> {
  await mkdir(folder)
  if (exported.endsWith('.zip')) execFileSync('unzip', ['-q', exported, '-d', folder])
  else execFileSync('cp', ['-r', `${exported}/.`, folder])
}

/** The app on a data folder of another computer; what it leaves there holds. */
async function elsewhere(project: string, work: (there: OpenApp, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'axis-e2e-elsewhere-'))
  try {
    const there = await openApp(project, folder)
    try {
      await work(there, folder)
      expect(there.pageErrors).toEqual([])
    } finally {
      await there.close()
    }
    const running = await createServices({ ports: buildPorts(folder), version: '0.1.0', sampleCases: () => 'none' })
    try {
      const listed = await running.services['record.list']({})
      expect(listed).toMatchObject({ value: { records: [{ side: 'RIGHT' }] } })
      const recordId = listed.ok ? listed.value.records[0]?.recordId ?? '' : ''
      expect(await running.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true, broken: [] } })
    } finally {
      await running.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function choose({ page, electron }: OpenApp, section: Locator, file: string): Promise<void> {
  if (electron === null) return page.getByLabel('Files with a record').setInputFiles(file)
  await electron.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] }) }, file)
  await section.getByRole('button', { name: 'Files' }).click()
}

/** Pictures, loop and note, as they were written. */
async function expectRecord(page: Page): Promise<void> {
  await expect(keyImageTiles(page)).toHaveCount(2)
  for (const at of [0, 1]) await expect.poll(() => keyImageTiles(page).nth(at).getByRole('img').first().evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))).toBeGreaterThan(100)
  await expect(page.getByRole('textbox', { name: 'Caption of key image 1' })).toHaveValue('Before contrast')
  await expect(box(page, 'After')).toContainText('120/80')
  await page.getByRole('button', { name: 'Play the loop of key image 2' }).click()
  await expect.poll(() => page.locator('video').evaluate((video) => (video instanceof HTMLVideoElement ? [video.error === null, video.videoWidth > 100, video.readyState >= 2] : []))).toEqual([true, true, true])
}
