import { createHash } from 'node:crypto'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'
import { calledOff, cannotRead } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { PixelFault, PixelObject, PixelSeries, Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { TextFinding } from '#electron/services/teaching/pixels/pixelWork.ts'
import { mergeFound } from './mergeFound.ts'
import { OverTime } from './overTime.ts'
import { findTextIn, quick, thorough, type FoundText } from './pictureText.ts'
import { shadesOf, type Shade } from './shades.ts'
import type { TextReader } from './textReader.ts'

type Steps = { readonly decoder: FrameDecoder; readonly reader: TextReader; readonly isCalledOff: () => boolean; readonly onProgress: (done: number, all: number) => void }
type Counted = Steps & { readonly onFrame: () => void }

/** Single frames of a run that are looked at besides what its frames have in common. */
const SINGLE_FRAMES = 4
/** From here on single images of one size are a stack: text that is in many lies at the same place in them. */
const STACK = 8
/** A place where text was found in this many images of a stack is covered in all of them. */
const EVERYWHERE = 3

/** Burned-in text of a series: in what the frames of a run have in common, in single frames, in every image of a stack. */
export async function findText(series: PixelSeries, steps: Steps): Promise<Result<TextFinding, PixelFault>> {
  const all = series.objects.reduce((sum, { image }) => sum + image.frames, 0)
  let done = 0
  const counted: Counted = { ...steps, onFrame: () => { done += 1; steps.onProgress(done, all) } }
  const boxes: PixelBox[] = []
  const add = (sopInstanceUid: string | null, found: readonly FoundText[]): void => {
    for (const text of found) boxes.push(boxOf(series.seriesUid, sopInstanceUid, text.box, text))
  }
  for (const object of series.objects) for (const area of object.textAreas) boxes.push(boxOf(series.seriesUid, object.sopInstanceUid, area, { foundBy: 'header', words: '', confidence: null }))
  const stack = stackOf(series.objects)
  if (stack.length > 0) {
    const found = await findInStack(stack, counted)
    if (!found.ok) return found
    for (const { object, texts } of found.value) add(object?.sopInstanceUid ?? null, texts)
  }
  for (const object of series.objects) {
    if (stack.includes(object)) continue
    const found = await findInObject(object, counted)
    if (!found.ok) return found
    add(object.sopInstanceUid, found.value)
  }
  return ok({ boxes, framesLookedAt: done, words: words(boxes.length, done) })
}

const words = (boxes: number, frames: number): string =>
  `Letters were looked for in ${frames} ${frames === 1 ? 'frame' : 'frames'}, ${boxes === 0 ? 'none were found' : `${boxes} ${boxes === 1 ? 'place was' : 'places were'} found`}. What no machine can read must be looked for on the picture sheet.`

function boxOf(seriesUid: string, sopInstanceUid: string | null, box: Rectangle, text: Pick<PixelBox, 'foundBy' | 'words' | 'confidence'>): PixelBox {
  const boxId = createHash('sha256').update([seriesUid, sopInstanceUid ?? '', text.foundBy, box.column, box.row, box.columns, box.rows].join(' ')).digest('hex').slice(0, 20)
  return { boxId, seriesUid, sopInstanceUid, frames: null, ...box, foundBy: text.foundBy, words: text.words, confidence: text.confidence, state: 'proposed' }
}

function stackOf(objects: readonly PixelObject[]): readonly PixelObject[] {
  const [first] = objects
  const isGrey = ({ image: { pixel } }: PixelObject): boolean => pixel.samplesPerPixel === 1 && pixel.palette === null
  const alike = objects.filter((one) => one.image.frames === 1 && first !== undefined && one.image.rows === first.image.rows && one.image.columns === first.image.columns && isGrey(one) === isGrey(first))
  return alike.length >= STACK ? alike : []
}

async function pictureOf(object: PixelObject, frame: number, steps: Steps): Promise<Result<readonly Shade[], PixelFault>> {
  if (steps.isCalledOff()) return calledOff
  const bytes = await object.frameBytes(frame)
  if (bytes === null) return cannotRead
  const decoded = await steps.decoder.decode(bytes, object.image)
  return decoded.ok ? ok(shadesOf(decoded.value, object.image)) : err('CANNOT_DECODE', decoded.error.message)
}

/** One object: a still, or a run whose text stands still while what it shows moves. */
async function findInObject(object: PixelObject, steps: Counted): Promise<Result<readonly FoundText[], PixelFault>> {
  const { frames } = object.image
  const singles = new Set(Array.from({ length: Math.min(frames, SINGLE_FRAMES) }, (_, n) => Math.round((n * (frames - 1)) / Math.max(1, Math.min(frames, SINGLE_FRAMES) - 1))))
  const found: FoundText[] = []
  const time = new OverTime()
  for (let frame = 0; frame < frames; frame += 1) {
    const picture = await pictureOf(object, frame, steps)
    if (!picture.ok) return picture
    if (frames > 1) time.add(picture.value)
    if (singles.has(frame)) found.push(...await findTextIn(picture.value, steps.reader, thorough))
    steps.onFrame()
  }
  for (const picture of frames > 1 ? [time.mean(), time.extremes()] : []) {
    if (steps.isCalledOff()) return calledOff
    if (picture !== null) found.push(...await findTextIn(picture, steps.reader, thorough))
  }
  return ok(mergeFound(found))
}

type InStack = { readonly object: PixelObject | null; readonly texts: readonly FoundText[] }

async function findInStack(stack: readonly PixelObject[], steps: Counted): Promise<Result<readonly InStack[], PixelFault>> {
  const time = new OverTime()
  const each: { readonly object: PixelObject; readonly texts: readonly FoundText[] }[] = []
  for (const object of stack) {
    const picture = await pictureOf(object, 0, steps)
    if (!picture.ok) return picture
    time.add(picture.value)
    each.push({ object, texts: await findTextIn(picture.value, steps.reader, quick) })
    steps.onFrame()
  }
  const mean = time.mean()
  const common = mean === null ? [] : await findTextIn(mean, steps.reader, thorough)
  const isNear = (a: Rectangle, b: Rectangle): boolean => mergeFound([{ ...blank, box: a }, { ...blank, box: b }]).length === 1
  const often = each.flatMap(({ texts }) => texts).filter((text) => each.filter(({ texts }) => texts.some((other) => isNear(other.box, text.box))).length >= EVERYWHERE)
  const everywhere = mergeFound([...common, ...often])
  const rest = each.map(({ object, texts }): InStack => ({ object, texts: texts.filter((text) => !everywhere.some((other) => isNear(other.box, text.box))) }))
  return ok([{ object: null, texts: everywhere }, ...rest.filter(({ texts }) => texts.length > 0)])
}

const blank = { words: '', confidence: null, foundBy: 'edges', score: 0 } as const
