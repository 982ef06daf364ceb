import { useEffect, useRef } from 'react'
import { cropPicture, frameRowSize, storedFrame, useSeriesPixels, type CropBox } from '#renderer/viewports/index.ts'
import { imageAtFrame } from '#shared/dicom/modalityLut.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { MeasurementShape } from '#shared/measurement/measurement.ts'
import { boundsOf, outlineOf } from '#shared/measurement/shapeFigures.ts'

const WIDTH = 144
const HEIGHT = 108
/** Room about the shape, and never so near that nothing is recognised. */
const ROOM = 1.7
const LEAST_PX = 48

function boxAbout(shape: MeasurementShape, rowSize: number): CropBox {
  const { from, to } = boundsOf(shape)
  const columns = Math.max(LEAST_PX, (to[0] - from[0]) * ROOM, (to[1] - from[1]) * rowSize * ROOM * (WIDTH / HEIGHT))
  return { centre: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], columns, rows: (columns * HEIGHT) / WIDTH / rowSize }
}

/** The frame about a measurement, small; a dark field while its pixels are not in memory. */
export function Thumbnail({ series, frame, shape }: { readonly series: SeriesDescription; readonly frame: number; readonly shape: MeasurementShape }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { loaded } = useSeriesPixels(series.summary.seriesUid)
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null
    const stored = storedFrame(series.summary.seriesUid, frame)
    const image = imageAtFrame(series, frame)
    if (context === null) return
    context.clearRect(0, 0, WIDTH, HEIGHT)
    const box = boxAbout(shape, frameRowSize(series, frame))
    if (stored !== null && image !== undefined) context.putImageData(new ImageData(cropPicture(stored, image, box, [WIDTH, HEIGHT]), WIDTH, HEIGHT), 0, 0)
    const points = outlineOf(shape).map(([column, row]) => [((column - box.centre[0]) / box.columns + 0.5) * WIDTH, ((row - box.centre[1]) / box.rows + 0.5) * HEIGHT] as const)
    for (const [colour, width] of [['#000', 6], ['#F2F4F6', 2.5]] as const) {
      Object.assign(context, { strokeStyle: colour, lineWidth: width, lineCap: 'round', lineJoin: 'round' })
      context.beginPath()
      for (const [x, y] of points) context.lineTo(x, y)
      // A single point is a dot.
      if (points.length === 1) context.lineTo((points[0]?.[0] ?? 0) + 0.1, points[0]?.[1] ?? 0)
      context.stroke()
    }
  }, [series, frame, shape, loaded])
  return <canvas ref={canvas} className="ms-t" width={WIDTH} height={HEIGHT} aria-hidden />
}
