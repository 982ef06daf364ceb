/** One subtracted picture after the other with a new shift each, in Chromium: on the page's own thread and in a worker. */
import { describePixels } from '#test/builders/corpus.ts'
import type { PaintTimes } from './frameLoadPage/page.ts'
import { openFramePage } from './framePage.ts'

const SIZE = 1024
const ROUNDS = 120
/** Compiled and warm before it counts. */
const COLD = 20

const image = describePixels({ rows: SIZE, columns: SIZE, pixelIntensityRelationship: 'LIN', pixel: { bitsStored: 12, highBit: 11 } })
const browser = await openFramePage({ isolated: true })
const times: PaintTimes = await browser.page.evaluate(`paintPictures(${JSON.stringify(image)}, ${String(ROUNDS)})`)
await browser.close()

const at = (share: number, all: readonly number[]): number => all.slice(COLD).toSorted((a, b) => a - b)[Math.floor(share * (ROUNDS - COLD))] ?? Number.NaN
const work = '1024² frame subtracted, shifted anew and windowed'
const row = (where: string, all: readonly number[], target: number | null) => ({ work: `${work}, ${where}`, ours: at(0.5, all), unit: 'ms', target, other: null, note: `fastest tenth ${at(0.1, all).toFixed(1)}, slowest tenth ${at(0.9, all).toFixed(1)}` })
console.log(JSON.stringify({
  bench: 'paintPlace',
  rows: [row('in a worker', times.inWorker, 5), row('ordered by the page until the page knows', times.thereAndBack, null), row("on the page's thread", times.onPage, 5)],
}))
