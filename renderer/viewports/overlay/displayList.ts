import type { ScreenPoint } from '../camera/viewCamera.ts'

/**
 * What is drawn over a picture: plain data in CSS pixels of the view. The same list is painted on the screen and into a
 * captured picture, so that both say the same at the same place.
 */
/** `bare` leaves out the black casing: only for hair lines that must not cover the picture. */
export type Stroke = { readonly colour: string; readonly widthPx: number; readonly dash: readonly number[]; readonly opacity: number; readonly bare?: boolean }
export type TextStyle = { readonly sizePx: number; readonly weight: number; readonly colour: string }
export type TextSpan = { readonly text: string; readonly style: TextStyle; readonly badge?: BadgeLook }
/** Border of a calibration badge: solid = voxel geometry or calibrated, dashed = estimated, dotted = pixels. */
export type BadgeLook = 'solid' | 'dashed' | 'dotted' | 'boxed'
/** What a length is worth, beside it: "CAL ±3%". */
export type CalibrationBadge = { readonly text: string; readonly look: BadgeLook; readonly caution: boolean }

export type Mark =
  | { readonly kind: 'line'; readonly points: readonly ScreenPoint[]; readonly stroke: Stroke }
  | { readonly kind: 'circle'; readonly centre: ScreenPoint; readonly radiusPx: number; readonly stroke: Stroke; readonly fill: string | null }
  | { readonly kind: 'polygon'; readonly points: readonly ScreenPoint[]; readonly stroke: Stroke; readonly fill: string | null }
  /** Spans beside each other; `anchor` says which point of the line lies at `at`. */
  | { readonly kind: 'text'; readonly at: ScreenPoint; readonly anchor: Anchor; readonly spans: readonly TextSpan[]; readonly scrim: boolean }
  | { readonly kind: 'chip'; readonly at: ScreenPoint; readonly anchor: Anchor; readonly spans: readonly TextSpan[]; readonly border: string }
  /** Everything outside the opening is black: the display shutter. */
  | { readonly kind: 'shutter'; readonly openings: readonly ShutterOpening[] }
  /** Rows x columns of 0 and 1, drawn in one colour between three corners. */
  | { readonly kind: 'bitmap'; readonly image: CanvasImageSource; readonly columns: number; readonly rows: number; readonly start: ScreenPoint; readonly acrossEnd: ScreenPoint; readonly downEnd: ScreenPoint; readonly smooth?: boolean }
  /** A round window with marks of its own, (0, 0) at the corner of the square about it: the loupe. */
  | { readonly kind: 'inset'; readonly centre: ScreenPoint; readonly radiusPx: number; readonly marks: readonly Mark[] }

export type ShutterOpening =
  | { readonly kind: 'polygon'; readonly points: readonly ScreenPoint[] }
  | { readonly kind: 'circle'; readonly centre: ScreenPoint; readonly radiusPx: number; readonly radiusYPx: number }

export type Anchor = 'topStart' | 'topCentre' | 'topEnd' | 'middleStart' | 'centre' | 'middleEnd' | 'footStart' | 'footCentre' | 'footEnd'

/** Layers in drawing order. Key G takes away only what carries no safety: `figures` and `corners`. */
export type DisplayList = {
  /** Part of the picture itself: shutters, overlay planes of the header. */
  readonly picture: readonly Mark[]
  readonly figures: readonly Mark[]
  readonly corners: readonly Mark[]
  /** Never hidden: letters, scale bar with badge, NOT LIVE. */
  readonly safety: readonly Mark[]
}

/** Tokens of the interface; a canvas does not read CSS variables. */
export const palette = {
  foreground: '#F2F4F6', soft: '#C2C8CE', caution: '#FFB84D', stop: '#FF7A6B', accent: '#86B6FF', plan: '#5AD8FF',
  ink: '#0B0C0D', sideBlock: '#F7F8F9', edge: '#78818A', bar: '#141618',
} as const

/** Sizes follow the root font size, as the rest of the interface does. */
/** `small`: a view of less than 360 px, whose labels shrink to the smallest size of the interface. */
export type TextScale = { readonly rem: number; readonly large: boolean; readonly small?: boolean }
export const cornerStyle = ({ rem, large }: TextScale): TextStyle => ({ sizePx: (large ? 1 : 0.9375) * rem, weight: 450, colour: palette.foreground })
export const labelStyle = ({ rem, large, small }: TextScale): TextStyle => ({ sizePx: (small === true ? 0.8125 : large ? 1.125 : 0.9375) * rem, weight: 600, colour: palette.plan })
export const badgeStyle = ({ rem }: TextScale, colour: string = palette.foreground): TextStyle => ({ sizePx: 0.8125 * rem, weight: 700, colour })

/** All that the list says in words, for screen readers and tests. */
export function wordsOf(list: DisplayList): readonly string[] {
  const say = (marks: readonly Mark[]): readonly string[] => marks.flatMap(mark => (mark.kind === 'text' || mark.kind === 'chip' ? [mark.spans.map(span => span.text).join(' ')] : []))
  return [...say(list.picture), ...say(list.figures), ...say(list.corners), ...say(list.safety)]
}
