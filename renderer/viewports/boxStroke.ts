import type { FrameLayer, ImagePoint } from './frameLayer.ts'

export type Corners = readonly [ImagePoint, ImagePoint]
export type BoxStroke = {
  readonly draft: Corners | null
  /** What is under the hand; null when it let go. */
  readonly onDraft: (corners: Corners | null) => void
  readonly onDone: (corners: Corners) => void
}

/** A hand that draws a box from corner to corner. One smaller than `smallestPx` either way was a slip. */
export function boxStroke({ draft, onDraft, onDone }: BoxStroke, smallestPx: number): Pick<FrameLayer, 'grips' | 'onRemove' | 'onPlace' | 'strokeOf' | 'onDrag'> {
  const now: { from: ImagePoint | null } = { from: draft?.[0] ?? null }
  return {
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
      if (phase === 'done' && Math.abs(at[0] - from[0]) >= smallestPx && Math.abs(at[1] - from[1]) >= smallestPx) onDone([from, at])
    },
  }
}
