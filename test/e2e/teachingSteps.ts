import { expect, type Page } from '@playwright/test'

/** What an educator does at a teaching copy, and who prepares and who releases it. */

export const pageOf = (page: Page, name: string): Promise<void> => page.getByRole('radiogroup', { name: 'Page' }).getByRole('radio', { name, exact: true }).click()

export async function lookAtSheet(page: Page): Promise<void> {
  await pageOf(page, 'Picture sheet')
  const unseen = page.getByRole('button', { name: /^Page \d+ names nobody/ })
  await expect(unseen.first()).toBeVisible()
  while (await unseen.count() > 0) {
    const before = await unseen.count()
    await unseen.first().click()
    await expect(unseen).toHaveCount(before - 1)
  }
}

/** What was found in the pictures and may be letters is looked at, box by box: here none is. */
export async function nothingIsWritten(page: Page): Promise<void> {
  await pageOf(page, 'Pictures')
  const pictures = page.getByRole('radiogroup', { name: 'Page' }).getByRole('radio', { name: 'Pictures', exact: true })
  const covered = page.getByRole('list', { name: 'Boxes on this frame' }).getByRole('radio', { name: 'Covered', exact: true, checked: true })
  const further = page.getByRole('button', { name: /^Boxes on other frames/ })
  await expect(page.getByRole('list', { name: 'Boxes on this frame' })).toBeVisible()
  while (/open/.test(await pictures.innerText())) {
    const here = await covered.count()
    if (here === 0) await further.click()
    else {
      await page.getByRole('list', { name: 'Boxes on this frame' }).getByRole('radio', { name: 'Not covered', checked: false }).first().click()
      await expect(covered).toHaveCount(here - 1)
    }
  }
}

/** One person prepares, another releases. */
export async function approveAndRelease(page: Page, prepares = 'Dr B. Weber', releases = 'Dr C. Second'): Promise<void> {
  const release = page.getByRole('complementary', { name: 'Release' })
  await release.getByRole('button', { name: /^It is ready/ }).click()
  await signFirst(page, 'It is ready')
  await expect(release.getByText(`Ready, says ${prepares}`)).toBeVisible()
  await release.getByRole('button', { name: 'Release', exact: true }).click()
  await addPerson(page, releases)
  await release.getByLabel('Passphrase', { exact: true }).fill('another phrase')
  await release.getByRole('button', { name: 'Release', exact: true }).click()
  await expect(page.getByRole('banner')).toContainText('No patient open')
}

async function signFirst(page: Page, label: string): Promise<void> {
  for (const field of ['New passphrase', 'New passphrase again']) await page.getByLabel(field, { exact: true }).fill('a long winter')
  await page.getByRole('button', { name: `Make the account, ${label.charAt(0).toLowerCase()}${label.slice(1)}` }).click()
}

async function addPerson(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  for (const field of ['New passphrase', 'New passphrase again']) await page.getByLabel(field, { exact: true }).fill('another phrase')
  await page.getByLabel('Passphrase of the operator').fill('a long winter')
  await page.getByRole('button', { name: 'Add this person' }).click()
}
