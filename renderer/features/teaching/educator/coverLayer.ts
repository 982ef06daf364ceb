import { boxStroke, type BoxStroke, type Corners, type FrameLayer } from '#renderer/viewports/index.ts'
import { labelStyle, palette, type Mark } from '#renderer/viewports/overlay/displayList.ts'
import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'

export type CoverTools = BoxStroke & {
  /** Boxes of the frame that is shown. */
  readonly boxes: readonly PixelBox[]
  readonly chosen: string | null
}

/** A line of the smallest letters that a person can read is higher than this. */
const SMALLEST_PX = 4

/** Parts of the picture that are blacked out in the copy, and the tool that draws them. */
export function coverLayer({ boxes, chosen, ...stroke }: CoverTools): FrameLayer {
  const { draft } = stroke
  return {
    id: 'cover',
    tools: ['cover'],
    ...boxStroke(stroke, SMALLEST_PX),
    draw({ scale, toScreen }) {
      const area = ([from, to]: Corners, colour: string, dash: readonly number[], fill: string | null): Mark => ({
        kind: 'polygon', points: [toScreen(from), toScreen([to[0], from[1]]), toScreen(to), toScreen([from[0], to[1]])], fill,
        stroke: { colour, widthPx: 2, dash, opacity: 1 },
      })
      return [
        ...boxes.flatMap((box, at): readonly Mark[] => {
          const { column, row, columns, rows, boxId, state } = box
          // Indices are the centres of pixels: the edge lies half a pixel outside.
          const corners: Corners = [[column - 0.5, row - 0.5], [column + columns - 0.5, row + rows - 0.5]]
          const colour = boxId === chosen ? palette.accent : state === 'dismissed' ? palette.edge : palette.caution
          return [
            area(corners, colour, state === 'dismissed' ? [2, 4] : [], state === 'dismissed' ? null : 'rgb(0 0 0 / .55)'),
            { kind: 'text', at: toScreen([corners[0][0], corners[1][1]]), anchor: 'topStart', spans: [{ text: `Box ${String(at + 1)}${state === 'dismissed' ? ', not covered' : ''}`, style: { ...labelStyle(scale), colour: palette.foreground } }], scrim: true },
          ]
        }),
        ...(draft === null ? [] : [area(draft, palette.accent, [6, 4], null)]),
      ]
    },
  }
}
