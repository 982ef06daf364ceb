import type { ScreenPoint } from './camera/viewCamera.ts'
import type { FrameLayer, ImagePoint, LayerHandle, LayerPhase } from './frameLayer.ts'
import type { ToolName } from './viewProps.ts'

type LayersOf = {
  readonly layers: () => readonly FrameLayer[]
  readonly frame: () => number
  readonly tool: () => ToolName
  readonly toScreen: (at: ImagePoint) => ScreenPoint
  readonly toImage: (at: ScreenPoint) => ImagePoint
  readonly rem: () => number
}

/** What the hand does to the layers of one view. */
export type LayerHand = {
  handleAt(at: ScreenPoint): LayerHandle | null
  grab(handle: LayerHandle): void
  drag(at: ScreenPoint): void
  /** False when none of the layers was in the hand. */
  release(phase: Exclude<LayerPhase, 'live'>): boolean
  /** False when the tool in the hand belongs to no layer. */
  place(at: ScreenPoint): boolean
  hover(at: ScreenPoint | null): void
  /** The grip held last, for keys; null when it is gone or another frame is shown. */
  chosen(): LayerHandle | null
  nudge(shift: readonly [columns: number, rows: number]): boolean
  remove(): boolean
  /** Where the grips are drawn, "x y", by layer and grip. */
  facts(): Readonly<Record<string, string>>
}

/** A hand that only clicks moves a little too. */
const STILL_PX = 4
/** The second click of a double click is not another point. */
const DOUBLE_CLICK_MS = 500
/** Radius of the disc about a point in which a hand takes it, in rem: 44 px at 16. */
const REACH_REM = 1.375

export function bindFrameLayers({ layers, frame, tool, toScreen, toImage, rem }: LayersOf): LayerHand {
  const now: {
    held: (LayerHandle & { readonly from: ImagePoint | null; readonly frame: number; readonly isStroke: boolean }) | null
    /** Where a stroke was put down, as long as it has not moved. */
    still: ScreenPoint | null
    at: ImagePoint | null
    chosen: (LayerHandle & { readonly frame: number }) | null
    placed: { readonly at: ScreenPoint; readonly timeMs: number } | null
  } = { held: null, still: null, at: null, chosen: null, placed: null }
  const layerOf = (id: string): FrameLayer | undefined => layers().find(layer => layer.id === id)
  const gripOf = ({ layer, grip }: LayerHandle) => layerOf(layer)?.grips(frame()).find(each => each.grip === grip) ?? null
  const own = (): FrameLayer | undefined => layers().find(layer => layer.tools.includes(tool()))
  const apart = (a: ScreenPoint, b: ScreenPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1])
  const place = (at: ScreenPoint): boolean => {
    const mine = own()
    const timeMs = performance.now()
    const isAgain = now.placed !== null && timeMs - now.placed.timeMs < DOUBLE_CLICK_MS && apart(now.placed.at, at) < STILL_PX
    now.placed = { at, timeMs }
    if (!isAgain) mine?.onPlace(toImage(at), frame(), tool())
    return mine !== undefined
  }
  const move = (at: ScreenPoint): void => {
    if (now.held === null) return
    now.at = toImage(at)
    layerOf(now.held.layer)?.onDrag(now.held.grip, now.at, 'live', now.held.frame)
  }
  const chosen = (): LayerHandle | null => (now.chosen !== null && now.chosen.frame === frame() && gripOf(now.chosen) !== null ? now.chosen : null)
  return {
    chosen,
    handleAt(at) {
      const [mine, shown] = [own(), frame()]
      const under = layers().flatMap(layer => layer.grips(shown).map(({ grip, at: point }) => ({ layer: layer.id, grip, px: apart(toScreen(point), at) }))).toSorted((a, b) => a.px - b.px)
      const stroke = mine?.strokeOf?.(tool(), shown, under.find(({ layer }) => layer === mine.id)?.px ?? Infinity) ?? null
      if (mine !== undefined && stroke !== null) return { layer: mine.id, grip: stroke }
      const [nearest] = under
      return nearest === undefined || nearest.px > REACH_REM * rem() ? null : { layer: nearest.layer, grip: nearest.grip }
    },
    grab(handle) {
      const held = gripOf(handle)
      now.held = { ...handle, from: held?.at ?? null, frame: frame(), isStroke: held === null }
      if (held !== null) now.chosen = { ...handle, frame: frame() }
      Object.assign(now, { at: null, still: null })
    },
    drag(at) {
      if (now.held?.isStroke === true && now.at === null) {
        now.still ??= at
        if (apart(now.still, at) < STILL_PX) return
        move(now.still)
      }
      move(at)
    },
    release(phase) {
      const { held, at, still } = now
      if (held === null) return false
      Object.assign(now, { held: null, at: null, still: null })
      if (held.isStroke && at === null) {
        if (still !== null && phase === 'done') place(still)
        return true
      }
      // Let go where it lay: nothing was moved, and that is no step of undo.
      const last = at ?? held.from
      if (last !== null) layerOf(held.layer)?.onDrag(held.grip, phase === 'done' ? last : held.from ?? last, at === null ? 'cancelled' : phase, held.frame)
      return true
    },
    place,
    hover(at) { own()?.onHover?.(at === null ? null : toImage(at), frame()) },
    nudge([columns, rows]) {
      const handle = chosen()
      const from = handle === null ? null : gripOf(handle)?.at ?? null
      if (handle === null || from === null) return false
      layerOf(handle.layer)?.onDrag(handle.grip, [from[0] + columns, from[1] + rows], 'done', frame())
      return true
    },
    remove() {
      const handle = chosen()
      if (handle === null) return false
      layerOf(handle.layer)?.onRemove(handle.grip, frame())
      now.chosen = null
      return true
    },
    facts: () => Object.fromEntries(layers().flatMap(layer => layer.grips(frame()).map(({ grip, at }) => [`grip${layer.id.charAt(0).toUpperCase()}${layer.id.slice(1)}${grip.replace(/[^A-Za-z0-9]/g, '')}`, toScreen(at).map(value => value.toFixed(1)).join(' ')]))),
  }
}
