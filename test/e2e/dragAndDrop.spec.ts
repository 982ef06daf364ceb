import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { expect, test } from './fixtures.ts'
import { dropFiles } from './steps.ts'

const SLICES = 5

test('files and folders that are dropped on the window are imported, to their depths', async ({ open, dataFolder }) => {
  const images = path.join(dataFolder, 'DISC 1')
  await mkdir(path.join(images, 'SERIES', 'DEEP'), { recursive: true })
  for (let slice = 0; slice < SLICES; slice += 1) await writeFile(path.join(images, 'SERIES', 'DEEP', `IM${String(slice)}`), fileBytes(ctSlice({ instanceNumber: slice + 1, zMm: slice * 2 })))
  const single = path.join(dataFolder, 'SINGLE')
  await writeFile(single, fileBytes(ctSlice({ instanceNumber: SLICES + 1, zMm: SLICES * 2 })))
  const notes = path.join(images, 'notes.txt')
  await writeFile(notes, 'no image')
  const before = await modifiedAt(images)

  const { page } = await open()
  await dropFiles(page, [images, single])

  const report = page.getByRole('region', { name: /Import report/ })
  await expect(report).toContainText(`${String(SLICES + 1)}opened`)
  await expect(report).toContainText('1 file is not DICOM')
  await expect(page.getByText('1 case', { exact: false }).first()).toBeVisible()
  expect(await modifiedAt(images)).toEqual(before)
})

async function modifiedAt(folder: string): Promise<readonly number[]> {
  const entries = await readdir(folder, { recursive: true })
  return Promise.all(entries.toSorted().map(async (name) => (await stat(path.join(folder, name))).mtimeMs))
}
