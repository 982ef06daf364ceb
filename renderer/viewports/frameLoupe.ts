import { frameToWorld, worldToFrame } from './frameWorld.ts'
import { worldToScreen, type ScreenPoint, type ViewCamera } from './camera/viewCamera.ts'
import type { ShownImage } from './engine/frameImages.ts'
import type { Mark } from './overlay/displayList.ts'

/** The part of the picture that the loupe shows, pixel by pixel as it is stored, not as the screen has shrunk it. */
export function loupePicture(camera: ViewCamera, aspect: number, image: ShownImage): readonly Mark[] {
  const [column, row] = worldToFrame(camera.focalPoint, aspect)
  // Turned by a right angle, rows run across: the reach is taken the same both ways.
  const reach = camera.halfHeight * Math.SQRT2
  const within = (value: number, length: number): number => Math.min(length, Math.max(0, value))
  const [x0, x1] = [within(Math.floor(column - reach), image.columns), within(Math.ceil(column + reach) + 1, image.columns)]
  const [y0, y1] = [within(Math.floor(row - reach / aspect), image.rows), within(Math.ceil(row + reach / aspect) + 1, image.rows)]
  if (x1 <= x0 || y1 <= y0) return []
  const [columns, rows] = [x1 - x0, y1 - y0]
  const canvas = new OffscreenCanvas(columns, rows)
  const context = canvas.getContext('2d')
  if (context === null) return []
  const data = context.createImageData(columns, rows)
  for (let down = 0; down < rows; down++) {
    for (let across = 0; across < columns; across++) {
      const from = ((y0 + down) * image.columns + x0 + across) * image.samples
      const to = (down * columns + across) * 4
      const red = image.pixels[from] ?? 0
      data.data.set(image.samples === 3 ? [red, image.pixels[from + 1] ?? 0, image.pixels[from + 2] ?? 0, 255] : [red, red, red, 255], to)
    }
  }
  context.putImageData(data, 0, 0)
  const corner = (columnsOn: number, rowsOn: number): ScreenPoint => worldToScreen(camera, frameToWorld([x0 - 0.5 + columnsOn, y0 - 0.5 + rowsOn], aspect))
  return [{ kind: 'bitmap', image: canvas, columns, rows, start: corner(0, 0), acrossEnd: corner(columns, 0), downEnd: corner(0, rows), smooth: true }]
}
