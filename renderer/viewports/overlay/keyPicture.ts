import type { CaptureRequest } from '../captureView.ts'
import { palette, type DisplayList } from './displayList.ts'
import { paintDisplayList } from './paint.ts'

export type KeyPicture = {
  readonly canvas: HTMLCanvasElement
  readonly list: DisplayList
  readonly sizePx: readonly [number, number]
  /** Device pixels for one CSS pixel. */
  readonly ratio: number
  readonly rem: number
  readonly overlaysHidden: boolean
  readonly request: CaptureRequest
  readonly isProjection: boolean
}

const STRIP_REM = 4.25
const FONT = '"Inter", "Inter Variable", system-ui, sans-serif'

/** The picture of a view with its marks, under a strip that says whose it is, which side, and that it is not live. */
export function composePicture({ canvas, list, sizePx, ratio, rem, overlaysHidden, request, isProjection }: KeyPicture): OffscreenCanvas | null {
  const stripPx = STRIP_REM * rem
  const picture = new OffscreenCanvas(Math.max(1, Math.round(sizePx[0] * ratio)), Math.max(1, Math.round((sizePx[1] + stripPx) * ratio)))
  // Kept on the processor: it is read back at once, and fetching it from a graphics card takes longer than painting it here.
  const context = picture.getContext('2d', { alpha: false, willReadFrequently: true })
  if (context === null) return null
  context.fillStyle = '#000000'
  context.fillRect(0, 0, picture.width, picture.height)
  context.drawImage(canvas, 0, Math.round(stripPx * ratio), picture.width, picture.height - Math.round(stripPx * ratio))
  context.setTransform(ratio, 0, 0, ratio, 0, stripPx)
  context.save()
  context.beginPath()
  context.rect(0, 0, sizePx[0], sizePx[1])
  context.clip()
  paintDisplayList(context, list, { overlaysHidden, sizePx })
  context.restore()
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  paintStrip(context, request, sizePx[0], stripPx, rem, isProjection)
  return picture
}

function paintStrip(context: OffscreenCanvasRenderingContext2D, { identity, side, level, takenAtIso }: CaptureRequest, width: number, height: number, rem: number, isProjection: boolean): void {
  context.fillStyle = palette.bar
  context.fillRect(0, 0, width, height)
  const pad = 0.75 * rem
  const word = side === null ? 'No side set' : `${side}${level === null ? '' : ` ${level}`}`
  const block = { size: 1.25 * rem, weight: side === null ? 600 : 800 }
  context.textBaseline = 'middle'
  context.font = `${String(block.weight)} ${String(block.size)}px ${FONT}`
  const blockWidth = context.measureText(word).width + rem
  const blockX = width - pad - blockWidth
  const row = (index: 0 | 1): number => height * (index === 0 ? 0.3 : 0.72)
  if (side !== null) {
    context.fillStyle = palette.sideBlock
    context.beginPath()
    context.roundRect(blockX, pad * 0.7, blockWidth, height - pad * 1.4, 6)
    context.fill()
  }
  context.fillStyle = side === null ? palette.soft : palette.ink
  context.fillText(word, blockX + rem / 2, height / 2 + block.size * 0.04)
  const room = blockX - 2 * pad
  fittedText(context, identity.join('  ·  '), pad, row(0), room, { sizePx: 1.0625 * rem, weight: 650, colour: palette.foreground })
  const taken = `Saved ${localWords(takenAtIso)}`
  fittedText(context, isProjection ? `NOT LIVE  ·  ${taken}` : taken, pad, row(1), room, { sizePx: 0.9375 * rem, weight: isProjection ? 650 : 450, colour: palette.soft })
}

/** Text made smaller until it fits: an identity is never cut. */
function fittedText(context: OffscreenCanvasRenderingContext2D, text: string, x: number, y: number, room: number, style: { sizePx: number; weight: number; colour: string }): void {
  context.font = `${String(style.weight)} ${String(style.sizePx)}px ${FONT}`
  const needed = context.measureText(text).width
  const scale = needed > room && needed > 0 ? room / needed : 1
  context.font = `${String(style.weight)} ${String(style.sizePx * scale)}px ${FONT}`
  context.fillStyle = style.colour
  context.fillText(text, x, y)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')
/** 22 Nov 2026 10:31:20, in the time of this computer. */
export function localWords(iso: string): string {
  const at = new Date(iso)
  return `${String(at.getDate())} ${months[at.getMonth()] ?? ''} ${String(at.getFullYear())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
