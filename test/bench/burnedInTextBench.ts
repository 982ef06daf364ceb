/** Text burned into 240 pictures: how much of it is found whole, by size; boxes on frames without text; and a run of 100 frames from the search to the blacked-out bytes. */
import { globSync } from 'node:fs'
import { readInstalledCodec, readInstalledTextModel, sourcePixelWorkerUrl } from '#electron/hosts/sourceTree.ts'
import type { PixelObject } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import { findTextIn, thorough } from '#electron/services/teaching/pixels/text/pictureText.ts'
import { sheetOfCopy } from '#electron/services/teaching/pixels/sheet/pictureSheet.ts'
import { placesLikeText } from '#electron/services/teaching/pixels/text/placesLikeText.ts'
import { greyShades, shadesOf } from '#electron/services/teaching/pixels/text/shades.ts'
import { createTextReader } from '#electron/services/teaching/pixels/text/textReader.ts'
import { createPixelWork } from '#electron/services/teaching/pixels/thread/createPixelWork.ts'
import { blackedOut, burnedHeights, burnText, coveredShare, readBackgrounds, seededRandom } from '#test/builders/burnedPictures.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'

const PICTURES = Number(process.env['PICTURES'] ?? 240)
/** Less than this of the letters uncovered is an edge of a stroke. */
const WHOLE = 0.98
/** Of less than this part of a letter nobody can tell which one it was. */
const LEGIBLE = 0.5
/** Whoever sees this much of a line on the picture sheet sees that it is one. */
const SHOWN = 0.8
const reader = createTextReader(readInstalledTextModel)
const backgrounds = await readBackgrounds()
const random = seededRandom(Number(process.env['SEED'] ?? 1))
const bySize = new Map<number, { found: number; made: number }>()
const missed: string[] = []
let unseen = 0

for (let n = 0; n < PICTURES;) {
  const background = backgrounds[Math.floor(random() * backgrounds.length)]
  const height = burnedHeights[n % burnedHeights.length] ?? NaN
  const burned = background === undefined ? null : burnText(background, random, height)
  if (background === undefined || burned === null) continue
  n += 1
  if (n % 40 === 0) console.error(`${n} pictures, ${missed.length} missed`)
  const picture = { ...background, values: burned.values }
  const boxes = (await findTextIn(greyShades(picture), reader, thorough)).map(({ box }) => box)
  const tally = bySize.get(height) ?? { found: 0, made: 0 }
  bySize.set(height, tally)
  tally.made += 1
  const covered = coveredShare(burned.text, boxes)
  if (covered >= WHOLE) tally.found += 1
  else {
    const left = blackedOut(background, burned, boxes)
    const lettersLeft = (1 - covered) * burned.text.words.replaceAll(' ', '').length
    const isShown = lettersLeft < LEGIBLE || placesLikeText(greyShades(left.picture), sheetOfCopy.places).some(({ box }) => coveredShare(left.text, [box]) >= SHOWN)
    unseen += isShown ? 0 : 1
    missed.push(`${isShown ? '' : 'NOT SHOWN '}${background.name} ${height} px ${burned.text.typeface} ${burned.text.polarity} ${burned.text.opacity} at ${burned.text.column} ${burned.text.row}: ${covered.toFixed(2)}`)
  }
}

const decoder = createNodeDecoder()
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

for (const line of missed) console.error(`missed: ${line}`)
const sizes = [...bySize].sort(([a], [b]) => a - b)
const share = 1 - missed.length / PICTURES
console.log(JSON.stringify({
  bench: 'burnedInText',
  rows: [
    { work: `text not found whole, of ${PICTURES} burned-in lines`, ours: 100 * (1 - share), unit: '%', target: 2, other: null, note: sizes.map(([height, { found: whole, made }]) => `${height} px ${whole}/${made}`).join(', ') },
    { work: 'of them not shown enlarged on the picture sheet of the copy either', ours: unseen, unit: 'lines', target: 0, other: null },
    { work: `frames without text that got a box, of ${clean}`, ours: (100 * boxed) / clean, unit: '%', target: 5, other: null },
    { work: 'a run of 100 frames of 512 x 512 searched and blacked out', ours: seconds, unit: 's', target: 10, other: null },
  ],
}))
