import { boxStroke, type BoxStroke, type Corners, type FrameLayer } from '#renderer/viewports/index.ts'
import { boxVertices, type RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import { palette, labelStyle, type Mark } from '#renderer/viewports/overlay/displayList.ts'

export type BoxTools = BoxStroke & {
  readonly subtraction: RunSubtraction | null
  readonly chosenBox: string | null
}

/** Smaller ones hold too little bone to go by, or were a slip of the hand. */
const SMALLEST_PX = 16

/** Boxes whose mask is moved by itself, and the tool that draws them. */
export function boxLayer({ subtraction, chosenBox, ...stroke }: BoxTools): FrameLayer {
  const { draft } = stroke
  return {
    id: 'shiftBox',
    tools: subtraction === null ? [] : ['shiftBox'],
    ...boxStroke(stroke, SMALLEST_PX),
    draw({ mode, scale, toScreen }) {
      if (mode !== 'subtracted' || subtraction === null) return []
      const outline = (corners: Corners, isChosen: boolean): Mark => ({
        kind: 'polygon', points: boxVertices(corners).map(([column, row]) => toScreen([column, row])), fill: null,
        stroke: { colour: isChosen ? palette.accent : palette.soft, widthPx: isChosen ? 2 : 1.5, dash: [6, 4], opacity: 1 },
      })
      return [
        ...subtraction.shiftRegions.flatMap(({ regionId, corners }, at): readonly Mark[] => [
          outline(corners, regionId === chosenBox),
          { kind: 'text', at: toScreen(boxVertices(corners)[0] ?? [0, 0]), anchor: 'footStart', spans: [{ text: `Box ${String(at + 1)}`, style: { ...labelStyle(scale), colour: palette.foreground } }], scrim: true },
        ]),
        ...(draft === null ? [] : [outline(draft, true)]),
      ]
    },
  }
}
