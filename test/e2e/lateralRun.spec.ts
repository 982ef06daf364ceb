import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ctSlice, fileBytes, type Element } from '#test/builders/dicomBytes.ts'
import { expect, test } from './fixtures.ts'
import { comeBack, goToStage, importFolder, openCaseOf, shot, waitForPicture, waitUntilSaved, well, boxOf } from './steps.ts'
import { contrastIn } from './pixels.ts'

const SIDE = 256
/** A disc on black: something to see, the same on both halves. */
const disc = Uint8Array.from({ length: SIDE * SIDE * 2 }, (_, at) => {
  const [column, row] = [Math.floor(at / 2) % SIDE, Math.floor(at / 2 / SIDE)]
  return at % 2 === 0 && Math.hypot(column - SIDE / 2, row - SIDE / 2) < SIDE / 3 ? 60 + (column * 7) % 190 : 0
})

/** One X-ray image of a C-arm that was turned by so many degrees. */
const projection = (primaryDeg: number, number: number): Element[] => ctSlice({
  rows: SIDE, columns: SIDE, pixels: disc, sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', seriesUid: `1.2.3.7.${String(number)}`, sopInstanceUid: `1.2.3.7.${String(number)}.1`,
  change: {
    '00080060': ['CS', 'XA'], '0008103e': ['LO', `Turned ${String(primaryDeg)}`], '00181510': ['DS', String(primaryDeg)], '00181511': ['DS', '0'], '00281040': ['CS', 'DISP'],
    '00200032': null, '00200037': null, '00200052': null, '00281050': ['DS', '128'], '00281051': ['DS', '256'], '00281052': null, '00281053': null, '00280103': ['US', 0],
  },
})

test('a lateral run is asked where ANTERIOR is, and is called Lateral', async ({ open, dataFolder }) => {
  const images = path.join(dataFolder, 'images')
  await mkdir(images)
  for (const [at, degrees] of [0, 90].entries()) await writeFile(path.join(images, `IM${String(at)}`), fileBytes(projection(degrees, at + 1)))
  let app = await open()
  let { page } = app
  expect(await importFolder(app, images)).toBe(2)
  await openCaseOf(page, 'Test, Phantom')

  await expect(page.getByRole('radiogroup', { name: /Where is the patient's LEFT on XA Turned 0/ })).toBeVisible()
  await expect(page.getByRole('radiogroup', { name: /Where is the patient's LEFT/ })).toHaveCount(1)
  const anterior = page.getByRole('radiogroup', { name: 'Where is ANTERIOR on XA Turned 90?' })
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /Turned 90/ }).click()
  await waitForPicture(page, /Image/)
  const edge = async (): Promise<number> => {
    const { x, y, width, height } = await boxOf(well(page, /Image/))
    return contrastIn(await shot(page), { x: x + width - 70, y: y + height / 2 - 18, width: 60, height: 36 })
  }
  await test.step('its edges say that nothing was set, then P and A', async () => {
    const unset = await edge()
    await anterior.getByRole('radio', { name: /nearer to the panel/ }).click()
    await waitUntilSaved(page)
    await expect.poll(edge).not.toBe(unset)
    await expect(anterior.getByRole('radio', { name: /nearer to the panel/ })).toHaveAttribute('aria-checked', 'true')
  })
  await test.step('the answer is there after a restart', async () => {
    await app.close()
    app = await open()
    page = app.page
    await comeBack(page, 'Test, Phantom')
    const asked = page.getByRole('radiogroup', { name: 'Where is ANTERIOR on XA Turned 90?' })
    await expect(asked.getByRole('radio', { name: /nearer to the panel/ })).toHaveAttribute('aria-checked', 'true')
  })
  await test.step('in Contrast the two stand side by side under their names, and nobody is asked which is which', async () => {
    for (const [group, choice] of [[/Is this/, 'Yes'], ['Level', 'C1-2, count is correct'], ['Side', 'LEFT']] as const) await page.getByRole('radiogroup', { name: group, exact: typeof group === 'string' }).getByRole('radio', { name: choice }).click()
    await page.getByRole('radiogroup', { name: /Where is the patient's LEFT/ }).getByRole('radio').last().click()
    await page.getByRole('button', { name: 'Confirm LEFT C1-2' }).click()
    await goToStage(page, 'Contrast')
    await waitForPicture(page, /^AP/)
    await waitForPicture(page, /^Lateral/)
    await expect(page.getByRole('region', { name: 'Which view is it?' })).toHaveCount(0)
    await expect(page.getByText('Lateral run is not seen to its end.')).toBeVisible()
    await well(page, /^Lateral/).focus()
    await expect(page.getByRole('region', { name: 'Seen so far' }).getByRole('listitem').filter({ hasText: 'Lateral run to the end' })).toContainText(/\d\d:\d\d:\d\d/)
    await expect(page.getByText('Lateral run is not seen to its end.')).toHaveCount(0)
  })
  expect(app.pageErrors).toEqual([])
})
