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
  const column = share * image.columns - 0.5
  const at = (columns: number, row: number) => imageToScreen(camera, aspect, columns, row)
  const number = (of: number): string => String(of - run.firstFrame + 1)
  const style = { ...labelStyle(scale), colour: palette.foreground }
  const reach = image.columns / 16
  const row = image.rows * 0.9
  return [
    { kind: 'line', points: [at(column, -0.5), at(column, image.rows - 0.5)], stroke: { colour: palette.accent, widthPx: 2, dash: [], opacity: 1 } },
    { kind: 'text', at: at(column - reach, row), anchor: 'centre', spans: [{ text: number(other), style }], scrim: true },
    { kind: 'text', at: at(column + reach, row), anchor: 'centre', spans: [{ text: number(frame), style }], scrim: true },
  ]
}
