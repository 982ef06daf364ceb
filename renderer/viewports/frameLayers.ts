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

/** Radius of the disc about a point in which a hand takes it, in rem: 44 px at 16. */
const REACH_REM = 1.375

export function bindFrameLayers({ layers, frame, tool, toScreen, toImage, rem }: LayersOf): LayerHand {
  const now: { held: (LayerHandle & { readonly from: ImagePoint | null; readonly frame: number }) | null; at: ImagePoint | null; chosen: (LayerHandle & { readonly frame: number }) | null } = { held: null, at: null, chosen: null }
  const layerOf = (id: string): FrameLayer | undefined => layers().find(layer => layer.id === id)
  const gripOf = ({ layer, grip }: LayerHandle) => layerOf(layer)?.grips(frame()).find(each => each.grip === grip) ?? null
  const own = (): FrameLayer | undefined => layers().find(layer => layer.tools.includes(tool()))
  const chosen = (): LayerHandle | null => (now.chosen !== null && now.chosen.frame === frame() && gripOf(now.chosen) !== null ? now.chosen : null)
  return {
    chosen,
    handleAt(at) {
      const [mine, shown] = [own(), frame()]
      const stroke = mine?.strokeOf?.(tool(), shown) ?? null
      if (mine !== undefined && stroke !== null) return { layer: mine.id, grip: stroke }
      const far = ([x, y]: ScreenPoint): number => Math.hypot(x - at[0], y - at[1])
      const under = layers().flatMap(layer => layer.grips(shown).map(({ grip, at: point }) => ({ layer: layer.id, grip, px: far(toScreen(point)) })))
      const [nearest] = under.filter(({ px }) => px <= REACH_REM * rem()).toSorted((a, b) => a.px - b.px)
      return nearest === undefined ? null : { layer: nearest.layer, grip: nearest.grip }
    },
    grab(handle) {
      now.held = { ...handle, from: gripOf(handle)?.at ?? null, frame: frame() }
      now.chosen = { ...handle, frame: frame() }
      now.at = null
    },
    drag(at) {
      if (now.held === null) return
      now.at = toImage(at)
      layerOf(now.held.layer)?.onDrag(now.held.grip, now.at, 'live', now.held.frame)
    },
    release(phase) {
      const { held, at } = now
      if (held === null) return false
      Object.assign(now, { held: null, at: null })
      // Let go where it lay: nothing was moved, and that is no step of undo.
      const last = at ?? held.from
      if (last !== null) layerOf(held.layer)?.onDrag(held.grip, phase === 'done' ? last : held.from ?? last, at === null ? 'cancelled' : phase, held.frame)
      return true
    },
    place(at) {
      const mine = own()
      mine?.onPlace(toImage(at), frame(), tool())
      return mine !== undefined
    },
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
