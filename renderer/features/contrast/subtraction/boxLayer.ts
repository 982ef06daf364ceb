import type { FrameLayer, ImagePoint } from '#renderer/viewports/index.ts'
import { boxVertices, type RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import { palette, labelStyle, type Mark } from '#renderer/viewports/overlay/displayList.ts'

export type BoxTools = {
  readonly subtraction: RunSubtraction | null
  readonly chosenBox: string | null
  readonly draft: readonly [ImagePoint, ImagePoint] | null
  readonly onDraft: (corners: readonly [ImagePoint, ImagePoint] | null) => void
  readonly onDone: (corners: readonly [ImagePoint, ImagePoint]) => void
}

/** Smaller ones hold too little bone to go by, or were a slip of the hand. */
const SMALLEST_PX = 16

/** Boxes whose mask is moved by itself, and the tool that draws them. */
export function boxLayer({ subtraction, chosenBox, draft, onDraft, onDone }: BoxTools): FrameLayer {
  const now: { from: ImagePoint | null } = { from: draft?.[0] ?? null }
  return {
    id: 'shiftBox',
    tools: subtraction === null ? [] : ['shiftBox'],
    grips: () => [],
    onRemove: () => undefined,
    onPlace: () => undefined,
    strokeOf: () => 'draw',
    onDrag(_grip, at, phase) {
      const from = now.from ?? at
      now.from = from
      if (phase === 'live') return onDraft([from, at])
      now.from = null
      onDraft(null)
      if (phase === 'done' && Math.abs(at[0] - from[0]) >= SMALLEST_PX && Math.abs(at[1] - from[1]) >= SMALLEST_PX) onDone([from, at])
    },
    draw({ mode, scale, toScreen }) {
      if (mode !== 'subtracted' || subtraction === null) return []
      const outline = (corners: readonly [ImagePoint, ImagePoint], isChosen: boolean): Mark => ({
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
