import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { ViewCamera } from '../camera/viewCamera.ts'
import { imageToScreen } from '../frames/pictureParts.ts'
import type { ComparedFrame } from '../viewProps.ts'
import { labelStyle, palette, type Mark, type TextScale } from './displayList.ts'

/** The line between two frames that share a picture, with the number of each beside it. */
export function compareMarks({ frame: other, share }: ComparedFrame, frame: number, series: SeriesDescription, camera: ViewCamera, aspect: number, scale: TextScale): readonly Mark[] {
  const run = series.runs.find((each) => frame >= each.firstFrame && frame < each.firstFrame + each.frames)
  const image = series.images[series.frames[frame]?.image ?? -1]
  if (run === undefined || image === undefined) return []
  const { columns, rows } = image
  const [alongColumns, alongRows] = camera.right
  const isAlongColumns = Math.abs(alongColumns) >= Math.abs(alongRows)
  const isOnwards = (isAlongColumns ? alongColumns : alongRows) > 0
  const length = isAlongColumns ? columns : rows
  // Along the screen's lines, and across them, in pixels of the image from where the screen's lines begin.
  const at = (along: number, across: number) => {
    const place = isOnwards ? along : length - 1 - along
    return isAlongColumns ? imageToScreen(camera, aspect, place, across) : imageToScreen(camera, aspect, across, place)
  }
  const place = share * length - 0.5
  const width = isAlongColumns ? rows : columns
  const number = (of: number): string => String(of - run.firstFrame + 1)
  const style = { ...labelStyle(scale), colour: palette.foreground }
  const reach = length / 16
  // Near the foot of the screen, wherever that is on the image.
  const isFootOnwards = (isAlongColumns ? camera.down[1] : camera.down[0]) > 0
  const foot = width * (isFootOnwards ? 0.9 : 0.1)
  return [
    { kind: 'line', points: [at(place, -0.5), at(place, width - 0.5)], stroke: { colour: palette.accent, widthPx: 2, dash: [], opacity: 1 } },
    { kind: 'text', at: at(place - reach, foot), anchor: 'centre', spans: [{ text: number(other), style }], scrim: true },
    { kind: 'text', at: at(place + reach, foot), anchor: 'centre', spans: [{ text: number(frame), style }], scrim: true },
  ]
}
