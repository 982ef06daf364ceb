import { worldToScreen, type ViewCamera } from '../camera/viewCamera.ts'
import type { ShownImage } from './frameImages.ts'
import type { FrameViewport } from './frameViewport.ts'

const greys = Uint32Array.from({ length: 256 }, (_, grey) => (0xff000000 | (grey * 0x010101)) >>> 0)

/**
 * A frame drawn on the processor, for machines whose WebGL is drawn in software: there each frame of a run would be uploaded to
 * a "graphics card", drawn by it and read back, by the processor all the same.
 */
export function openSoftwareFrame(element: HTMLDivElement): FrameViewport {
  const canvas = document.createElement('canvas')
  canvas.className = 'axis-vp-plane'
  element.append(canvas)
  const picture = document.createElement('canvas')
  const now: { image: ShownImage | null; camera: ViewCamera | null; frame: number; data: ImageData | null } = { image: null, camera: null, frame: 0, data: null }
  const draw = (): void => {
    cancelAnimationFrame(now.frame)
    now.frame = 0
    if (now.image !== null && now.camera !== null) paint(canvas, picture, now.image, now.camera)
  }
  return {
    canvas,
    settled() {
      if (now.frame !== 0) draw()
      return Promise.resolve()
    },
    show(image) {
      now.image = image
      now.data = fill(picture, image, now.data)
      return Promise.resolve()
    },
    draw(camera) {
      now.camera = camera
      if (now.frame === 0) now.frame = requestAnimationFrame(draw)
    },
    resize() { /* The canvas takes the size of the camera at every drawing. */ },
    close() {
      cancelAnimationFrame(now.frame)
      canvas.remove()
    },
  }
}

/** Puts the eight bits of an image into a canvas of its size. */
function fill(picture: HTMLCanvasElement, { columns, rows, samples, pixels }: ShownImage, kept: ImageData | null): ImageData | null {
  const data = kept?.width === columns && kept.height === rows ? kept : new ImageData(columns, rows)
  if (picture.width !== columns || picture.height !== rows) Object.assign(picture, { width: columns, height: rows })
  const words = new Uint32Array(data.data.buffer)
  if (samples === 1) for (let at = 0; at < words.length; at += 1) words[at] = greys[pixels[at] ?? 0] ?? 0
  else for (let at = 0; at < words.length; at += 1) words[at] = 0xff000000 | ((pixels[3 * at + 2] ?? 0) << 16) | ((pixels[3 * at + 1] ?? 0) << 8) | (pixels[3 * at] ?? 0)
  picture.getContext('2d', { alpha: false, willReadFrequently: true })?.putImageData(data, 0, 0)
  return data
}

/** The mapping from pixels to the screen is linear, so three points make it. A pixel's index is its centre. */
function paint(canvas: HTMLCanvasElement, picture: HTMLCanvasElement, { columns, rows, columnSize, rowSize }: ShownImage, camera: ViewCamera): void {
  const ratio = window.devicePixelRatio
  const [width, height] = [Math.round(camera.sizePx[0] * ratio), Math.round(camera.sizePx[1] * ratio)]
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (context === null) return
  const at = (column: number, row: number): readonly [number, number] => worldToScreen(camera, [column * columnSize, row * rowSize, 0])
  const [origin, across, down] = [at(0, 0), at(1, 0), at(0, 1)]
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.fillRect(0, 0, width, height)
  context.setTransform(
    (across[0] - origin[0]) * ratio, (across[1] - origin[1]) * ratio, (down[0] - origin[0]) * ratio, (down[1] - origin[1]) * ratio, origin[0] * ratio, origin[1] * ratio,
  )
  context.drawImage(picture, -0.5, -0.5, columns, rows)
}
