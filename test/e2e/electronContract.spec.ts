import { faultCases, goldenCases, strictnessCases } from '#test/contract/contractCases.ts'
import { expect, shareApp, test } from './fixtures.ts'

const app = shareApp()

test('the window gets the same answers as every other host', async () => {
  const { page } = app()
  for (const { name, method, input, answer } of [...goldenCases, ...faultCases, ...strictnessCases]) {
    const given = await page.evaluate(({ method, input }) => window.axisGuide?.request(method, input), { method, input })
    expect(given, name).toMatchObject(answer)
  }
})

test('what is no request at all is refused by the same door', async () => {
  const { page } = app()
  const answers = await page.evaluate(async () => [
    await window.axisGuide?.request('app.hello', undefined), await window.axisGuide?.request('app.hello', 7n),
    await window.axisGuide?.request('x'.repeat(100_000), {}), await window.axisGuide?.request('app.settings', Number.NaN),
  ])
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
})

test('the page hears events until it no longer listens', async () => {
  const { electron, page } = app()
  const announce = (keyImages: string) => electron?.evaluate(({ BrowserWindow }, caseId) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('axis-guide:event', { name: 'case.changed', payload: { caseId } })
  }, keyImages)
  await page.evaluate(() => {
    const heard: unknown[] = []
    const stop = window.axisGuide?.subscribe((event) => heard.push(event))
    Object.assign(window, { heard, stop })
  })
  await announce('a')
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'heard') as unknown)).toEqual([{ name: 'case.changed', payload: { caseId: 'a' } }])
  await page.evaluate(() => { (Reflect.get(window, 'stop') as () => void)() })
  await announce('b')
  await page.waitForTimeout(200)
  expect(await page.evaluate(() => (Reflect.get(window, 'heard') as unknown[]).length)).toBe(1)
})
