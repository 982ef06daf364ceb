/** Text burned into 240 pictures: how much of it is found whole, by size; boxes on frames without text; and a run of 100 frames from the search to the blacked-out bytes. */
import { globSync } from 'node:fs'
import { readInstalledCodec, readInstalledTextModel, sourcePixelWorkerUrl } from '#electron/hosts/sourceTree.ts'
import type { PixelObject } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import { findTextIn, thorough } from '#electron/services/teaching/pixels/text/pictureText.ts'
import { shadesOf } from '#electron/services/teaching/pixels/text/shades.ts'
import { createTextReader } from '#electron/services/teaching/pixels/text/textReader.ts'
import { createPixelWork } from '#electron/services/teaching/pixels/thread/createPixelWork.ts'
import { readBackgrounds } from '#test/builders/burnedPictures.ts'
import { measureBurned } from '#test/builders/burnedShare.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'

const PICTURES = Number(process.env['PICTURES'] ?? 240)
const reader = createTextReader(readInstalledTextModel)
const decoder = createNodeDecoder()
const { missed, bySize } = await measureBurned(PICTURES, Number(process.env['SEED'] ?? 1), {
  backgrounds: await readBackgrounds(), reader, decoder, onPicture: (made, soFar) => { if (made % 40 === 0) console.error(`${made} pictures, ${soFar} missed`) },
})

const { series, close } = pixelSeriesOfFiles(globSync('sample-dicom/cases/*/*/*.dcm').sort())
let clean = 0, boxed = 0
for (const object of series.flatMap(({ objects }) => objects.filter((_, n) => n % 12 === 0))) for (let frame = 0; frame < object.image.frames; frame += 13) {
  const decoded = await decoder.decode(await object.frameBytes(frame) ?? new Uint8Array(0), object.image)
  if (!decoded.ok) throw new Error(decoded.error.message)
  clean += 1
  boxed += (await findTextIn(shadesOf(decoded.value, object.image), reader, thorough)).length > 0 ? 1 : 0
}

const work = createPixelWork({ pixelWorkerUrl: sourcePixelWorkerUrl, readCodec: readInstalledCodec, readTextModel: readInstalledTextModel })
const sample = series.flatMap(({ objects }) => objects).find(({ image }) => image.frames > 30)
if (sample === undefined) throw new Error('No sample case has a run')
const hundred: PixelObject = { ...sample, image: { ...sample.image, frames: 100 }, frameBytes: (frame) => sample.frameBytes(frame % sample.image.frames) }
const startedMs = performance.now()
const found = await work.findBurnedInText({ seriesUid: '1.2', objects: [hundred] })
const box = { boxId: 'one', seriesUid: '1.2', sopInstanceUid: null, frames: null, column: 0, row: 0, columns: 200, rows: 24, foundBy: 'hand', words: '', confidence: null, state: 'proposed' } as const
const cleaned = await work.cleanPixels(hundred, { boxes: [box], removed: null })
const seconds = (performance.now() - startedMs) / 1000
if (!found.ok || !cleaned.ok) throw new Error('The run was not masked')
await work.close()
await close()

for (const { words, isShown } of missed) console.error(`missed: ${isShown ? '' : 'NOT SHOWN '}${words}`)
const sizes = [...bySize].sort(([a], [b]) => a - b)
console.log(JSON.stringify({
  bench: 'burnedInText',
  rows: [
    { work: `text not found whole, of ${PICTURES} burned-in lines`, ours: (100 * missed.length) / PICTURES, unit: '%', target: 2, other: null, note: sizes.map(([height, { found: whole, made }]) => `${height} px ${whole}/${made}`).join(', ') },
    { work: 'of them not shown whole and enlarged on the picture sheet of the copy either', ours: missed.filter(({ isShown }) => !isShown).length, unit: 'lines', target: 0, other: null },
    { work: `frames without text that got a box, of ${clean}`, ours: (100 * boxed) / clean, unit: '%', target: 5, other: null },
    { work: 'a run of 100 frames of 512 x 512 searched and blacked out', ours: seconds, unit: 's', target: 10, other: null },
  ],
}))
