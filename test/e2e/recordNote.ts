import { expect, type Locator, type Page } from '@playwright/test'

/** Counts what a hand does: a press, a key that answers, a field that is filled. */
export class Hand {
  #done = 0
  readonly #page: Page
  constructor(page: Page) { this.#page = page }
  get interactions(): number { return this.#done }

  async press(target: Locator): Promise<void> {
    this.#done += 1
    await target.click()
  }
  async write(label: string, words: string): Promise<void> {
    this.#done += 1
    await this.#page.getByRole('textbox', { name: label, exact: true }).fill(words)
  }
  async key(key: string): Promise<void> {
    this.#done += 1
    await this.#page.keyboard.press(key)
  }
}

export const box = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
export const openBox = (page: Page, name: string): Locator => page.getByRole('button', { name: `Write ${name}`, exact: true })

/** Completes the note of a record whose images and contrast are there, from what is offered. */
export async function completeTheNote(page: Page, hand: Hand): Promise<void> {
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name })
  const say = (group: string, answer: string): Promise<void> => hand.press(page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: answer, exact: true }))
  for (const [name, offer] of [['Order', /^Use the values of/], ['Technique', /^Use the values of/], ['Drugs', /^Use the contrast decision/], ['Drugs', /^Use the values of/]] as const) await hand.press(box(page, name).getByRole('button', { name: offer }))
  await hand.press(openBox(page, 'Time-out'))
  for (const quick of [/^Time-out now/, 'Name and birth date checked', /all agreed$/]) await hand.press(button(quick))
  await say('Side, as said aloud', 'RIGHT')
  await say('Skin mark', 'RIGHT')
  await hand.press(openBox(page, 'Checks before'))
  for (const quick of ['No blood thinners', /^No allergy to/, /^Consent given today/, 'No infection, bleeding disorder or diabetes']) await hand.press(button(quick))
  await hand.press(openBox(page, 'Technique'))
  await hand.write('Passes', '1')
  await say('Aspiration', 'Negative')
  await say('Paraesthesia', 'No')
  // A digit answers and goes on to the next question.
  await page.getByRole('radiogroup', { name: 'Depth seen on a lateral' }).getByRole('radio').first().focus()
  await hand.key('1')
  await expect(page.getByRole('radiogroup', { name: 'Digital subtraction' }).getByRole('radio').first()).toBeFocused()
  await hand.press(openBox(page, 'Dose'))
  await hand.write('Fluoroscopy time, s', '24.3')
  await hand.write('Air kerma, mGy', '3.1')
  await hand.press(openBox(page, 'After'))
  await hand.press(page.getByRole('checkbox', { name: 'None', exact: true }))
  await say('Neurology', 'Unchanged')
  await say('Goes to', 'Home, escorted')
  await hand.press(openBox(page, 'Pain score'))
  await hand.write('Pain, Before, at rest', '7')
  await hand.write('Pain, 15 min, at rest', '2')
  await say('Block is positive from', '50%')
  await hand.press(button('Close Pain score'))
}
