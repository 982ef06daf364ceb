import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { CaptureRequest } from './captureView.ts'
import { wordsOf, type DisplayList } from './overlay/displayList.ts'
import { paintDisplayList } from './overlay/paint.ts'
import { encodePng } from '#renderer/workers/pngClient.ts'
import { composePicture } from './overlay/keyPicture.ts'

/** The two layers of a view: cornerstone's picture below, our marks above, always the same size. */
export type ViewSurface = {
  readonly pictureElement: HTMLDivElement
  size(): readonly [number, number]
  rem(): number
  /** Paints with the next frame; many calls make one painting. */
  requestPaint(): void
  close(): void
  /** Copies the canvas at once, so that picture and marks are of the same moment; only the encoding takes time. */
  /** Picture and marks of this moment under the strip; null when there is no room for them. */
  compose(canvas: HTMLCanvasElement, list: DisplayList, request: CaptureRequest, isProjection: boolean): OffscreenCanvas | null
  capture(canvas: HTMLCanvasElement, list: DisplayList, request: CaptureRequest, isProjection: boolean): Promise<Result<{ png: Uint8Array<ArrayBuffer>; columns: number; rows: number }, Fault<'CANNOT_ENCODE'>>>
}

const notMade = err('CANNOT_ENCODE', 'The picture could not be made, so nothing was saved. Make the view larger and press K again.')

type SurfaceOptions = {
  readonly host: HTMLElement
  readonly list: () => DisplayList | null
  readonly overlaysHidden: () => boolean
  readonly resized: () => void
  /** Facts for tests and assistive technology, written as data attributes. */
  readonly facts: () => Readonly<Record<string, string>>
}

/** Every header stands in rem: where that changes, so does the size of the view under it. */
type Measures = { readonly sizePx: readonly [number, number]; readonly rem: number }

export function openSurface({ host, list, overlaysHidden, resized, facts }: SurfaceOptions): ViewSurface {
  const pictureElement = document.createElement('div')
  pictureElement.className = 'axis-vp-picture'
  const marks = document.createElement('canvas')
  marks.className = 'axis-vp-marks'
  marks.setAttribute('role', 'img')
  host.prepend(pictureElement, marks)
  // Kept until the view changes its size: a page that is asked in the middle of a painting lays itself out, for every view anew.
  const measure = (): Measures => ({ sizePx: [Math.max(1, host.clientWidth), Math.max(1, host.clientHeight)], rem: parseFloat(getComputedStyle(document.documentElement).fontSize) || 16 })
  const now: { paintRequested: number; words: string; facts: readonly string[]; measures: Measures } = { paintRequested: 0, words: '', facts: [], measures: measure() }
  const size = (): readonly [number, number] => now.measures.sizePx
  const paint = (): void => {
    now.paintRequested = 0
    const context = marks.getContext('2d', { willReadFrequently: true })
    const [width, height] = size()
    const ratio = window.devicePixelRatio
    if (context === null) return
    const device = [Math.round(width * ratio), Math.round(height * ratio)] as const
    if (marks.width !== device[0] || marks.height !== device[1]) {
      marks.width = device[0]
      marks.height = device[1]
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    const shown = list()
    if (shown !== null) paintDisplayList(context, shown, { overlaysHidden: overlaysHidden(), sizePx: [width, height] })
    const words = shown === null ? '' : wordsOf(shown).join(', ')
    if (words !== now.words) {
      now.words = words
      marks.setAttribute('aria-label', words)
    }
    const known = facts()
    for (const name of now.facts) if (!(name in known)) host.removeAttribute(`data-${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`)
    for (const [name, value] of Object.entries(known)) host.dataset[name] = value
    now.facts = Object.keys(known)
  }
  const requestPaint = (): void => {
    if (now.paintRequested === 0) now.paintRequested = requestAnimationFrame(paint)
  }
  const compose: ViewSurface['compose'] = (canvas, shown, request, isProjection) => {
    const [width, height] = size()
    return composePicture({ canvas, list: shown, sizePx: [width, height], ratio: canvas.width / width, rem: now.measures.rem, overlaysHidden: overlaysHidden(), request, isProjection })
  }
  const observer = new ResizeObserver(() => {
    now.measures = measure()
    resized()
    requestPaint()
  })
  observer.observe(host)
  return {
    pictureElement, size, requestPaint,
    rem: () => now.measures.rem,
    close() {
      observer.disconnect()
      cancelAnimationFrame(now.paintRequested)
      pictureElement.remove()
      marks.remove()
    },
    compose,
    async capture(canvas, shown, request, isProjection) {
      const picture = compose(canvas, shown, request, isProjection)
      if (picture === null) return notMade
      const { width: columns, height: rows } = picture
      const png = await encodePng(picture)
      return png === null ? notMade : ok({ png, columns, rows })
    },
  }
}
