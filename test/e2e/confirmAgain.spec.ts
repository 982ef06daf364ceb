import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createServices } from '#electron/services/createServices.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { must } from '#test/builders/signedRecord.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { tells } from './receipts.ts'
import { confirmSide, goToStage, openCaseOf, saveKeyImage, stage, stopAtFirstFrame, waitForPicture, well } from './steps.ts'

/** A case as it was left in March of the year before: RIGHT confirmed, its record begun and never signed. */
async function seedMarch(dataFolder: string): Promise<void> {
  const march = '2025-03-03T12:00:00.000Z'
  const folder = path.join(dataFolder, 'march')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'slice.dcm'), fileBytes(ctSlice({
    patientName: 'SAMPLE^VENOUS RUNOFF', patientId: 'SAMPLE-E', birthDate: '19700605',
    change: { '00080020': ['DA', '20250303'], '00080022': ['DA', '20250303'] },
  })))
  const { services, close } = await createServices({ ports: buildPorts(dataFolder, { clock: { now: () => new Date(march), monotonicMs: () => performance.now() } }), version: '0.1.0', sampleCases: () => 'none' })
  try {
    const [imported] = must(await services['library.import']({ paths: [folder], storage: 'inPlace' })).series
    const { caseId } = must(await services['record.create']({ seriesUid: imported?.seriesUid ?? '', side: 'RIGHT', level: 'C1-2' }))
    must(await services['case.edit']({ caseId, baseVersion: 0, step: 'side confirmed', document: { ...emptyCaseDocument, study: { ...emptyCaseDocument.study, patientConfirmed: true, level: 'C1-2', side: 'RIGHT', confirmedAtIso: march } } }))
  } finally {
    await close()
  }
}

async function importSample(dataFolder: string): Promise<void> {
  const { services, close } = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  must(await services['library.import']({ paths: [sampleCase('e-venous-run-off')], storage: 'inPlace' }))
  await close()
}

test('patient and side of an earlier procedure are asked again for the images of a later day, and its open record takes none of them unasked', async ({ open, dataFolder }) => {
  await seedMarch(dataFolder)
  await importSample(dataFolder)
  const { page, pageErrors } = await open()
  await openCaseOf(page, 'SAMPLE, VENOUS RUNOFF')
  const asked = page.getByRole('region', { name: /^Key image .*, not saved$/ })
  const press = async (): Promise<void> => {
    await well(page, /^AP/).focus()
    await page.keyboard.press('k')
  }
  await test.step('what was confirmed then does not count', async () => {
    await expect(page.getByRole('banner')).toContainText('Side to confirm again')
    await expect(stage(page, 'Study and side')).toContainText('confirm again')
    await goToStage(page, 'Contrast')
    await waitForPicture(page, /^AP/)
    await stopAtFirstFrame(page, well(page, /^AP/))
    await press()
    await tells(page, 'confirmed on 3 Mar 2025, and images of 15 Jan 2026 have come since')
    await expect(stage(page, 'Record')).toContainText('no images')
  })
  await test.step('confirmed again, its record still asks', async () => {
    await goToStage(page, 'Study and side')
    await expect(page.getByRole('complementary', { name: 'Study and side' }).getByText('The answers of then are shown.')).toBeVisible()
    await expectAccessible(page)
    await confirmSide(page, 'RIGHT', 'Dr B. Weber')
    await expect(page.getByRole('banner')).not.toContainText('again')
    await goToStage(page, 'Contrast')
    await waitForPicture(page, /^AP/)
    await press()
    await expect(asked).toContainText('The open record was begun on 3 Mar 2025, before the day of these images.')
    await expect(stage(page, 'Record')).toContainText('no images')
    await expectAccessible(page)
  })
  await test.step('told to, it takes the picture, and asks no more about this study', async () => {
    await asked.getByRole('button', { name: 'Put it into this record' }).click()
    await expect(stage(page, 'Record')).toContainText('1 image')
    await expect(asked).toHaveCount(0)
    await saveKeyImage(page, well(page, /^AP/), 2)
  })
  expect(pageErrors).toEqual([])
})
