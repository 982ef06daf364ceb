import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { casePage } from '#shared/teaching/formats/casePage.ts'
import { pageCase } from '#test/builders/pageCase.ts'
import { buildPng } from '#test/builders/png.ts'
import { expectAccessible } from './accessible.ts'
import { findChromium, sandboxSwitches } from './findBrowser.ts'
import { expect, test } from './fixtures.ts'

const executablePath = findChromium()
test.skip(executablePath === null, 'no Chromium or Chrome on this machine')

test('the web page of a case is whole by itself: it asks for nothing, runs nothing, complains of nothing, and folds its answers away', async ({ dataFolder }) => {
  const picture = (words: string, isAnswer: boolean, number: number) => ({ dataUri: `data:image/png;base64,${Buffer.from(buildPng(160, 120, number).png).toString('base64')}`, words, isAnswer })
  const file = path.join(dataFolder, 'CASE014.html')
  await writeFile(file, casePage(pageCase({ author: 'Dr A. Teacher' }), [picture('CT 1, frame "3" of 9', false, 1), picture('Run 2, frame 4 of 9', false, 2), picture('Annotated picture 1', true, 3)]))
  const browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: [...sandboxSwitches()] })
  try {
    const page = await browser.newPage()
    const [said, asked]: [string[], string[]] = [[], []]
    page.on('console', (message) => { said.push(message.text()) })
    page.on('pageerror', (error) => { said.push(error.message) })
    page.on('request', (request) => { asked.push(request.url().slice(0, 40)) })
    const address = pathToFileURL(file).href
    await page.goto(address)
    await test.step('it is a document like any other', async () => {
      await expect(page).toHaveTitle('TEACHING CASE 014')
      expect(await page.evaluate(() => [document.compatMode, document.documentElement.lang, document.characterSet])).toEqual(['CSS1Compat', 'en', 'UTF-8'])
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Needle & joint <C1-2>')
      await expect(page.getByText('TEACHING CASE 014 · C1-2 · Dr A. Teacher · De-identified')).toBeVisible()
    })
    await test.step('every picture is there, and has its words', async () => {
      expect(await page.locator('img').evaluateAll((images) => images.map((image) => image instanceof HTMLImageElement && [image.alt, image.naturalWidth, image.complete]))).toEqual([['CT 1, frame "3" of 9', 160, true], ['Run 2, frame 4 of 9', 160, true], ['Annotated picture 1', 160, true]])
    })
    await test.step('the answers show when they are asked for', async () => {
      await expect(page.getByText('Facet joint reached.')).toBeHidden()
      await expect(page.getByAltText('Annotated picture 1')).toBeHidden()
      await page.getByText('Show the answers').click()
      await expect(page.getByText('Facet joint reached.')).toBeVisible()
      await expect(page.getByAltText('Annotated picture 1')).toBeVisible()
      await expectAccessible(page)
    })
    expect(said).toEqual([])
    expect(asked.filter((one) => !one.startsWith('data:'))).toEqual([address.slice(0, 40)])
    await test.step('whatever got into it would neither run nor reach anything', async () => {
      const reached = await page.evaluate(async () => {
        const script = document.createElement('script')
        script.textContent = 'globalThis.ran = true'
        document.body.append(script)
        const image = new Image()
        const loaded = new Promise<boolean>((resolve) => { image.onload = () => { resolve(true) }; image.onerror = () => { resolve(false) } })
        image.src = 'http://127.0.0.1:9/picture.png'
        return ['ran' in globalThis, await loaded]
      })
      expect(reached).toEqual([false, false])
    })
  } finally {
    await browser.close()
  }
})
