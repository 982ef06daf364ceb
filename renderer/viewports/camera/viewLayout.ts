import { assertNever } from '#shared/result.ts'
import type { ViewAxes } from '#shared/planning/needleViews.ts'
import type { EdgeLabels, PatientLetter } from './edgeLetters.ts'
import { orientationWords, turnEdges, upright, type ViewOrientation } from './orientation.ts'

/**
 * One left-right convention for every view. Radiologic: the patient's LEFT at the screen's end, as if he faced the reader.
 * As positioned: as he lies before an operator who looks down at him, so that of a prone patient LEFT is at the screen's start.
 */
export type ViewLayout =
  | { readonly name: 'radiologic' }
  | { readonly name: 'asPositioned'; readonly lies: 'prone' | 'supine' }

export const layoutNames = { radiologic: 'Radiologic', asPositioned: 'As positioned' } as const

/** Facing the reader, or with his back to him. */
function facesReader(layout: ViewLayout): boolean {
  switch (layout.name) {
    case 'radiologic': return true
    case 'asPositioned': return layout.lies === 'supine'
    default: return assertNever(layout)
  }
}

/** Fewest changes first. */
const candidates: readonly ViewOrientation[] = ([0, 180, 90, 270] as const).flatMap(rotationDeg => [{ flipped: false, rotationDeg }, { flipped: true, rotationDeg }])

export type LayoutTurn = { readonly turn: ViewOrientation; /** Why nothing is turned though a layout was chosen; null where it is as the layout wants. */ readonly why: string | null }

/**
 * How a picture whose edges are known as acquired is turned for a layout: the head stays up, LEFT goes to its edge; a picture
 * that looks across the patient has ANTERIOR at the screen's start in either layout, as sagittal planes have. Where the head is
 * not known, what was on top stays there.
 */
export function frameLayoutTurn(acquired: EdgeLabels, layout: ViewLayout | null): LayoutTurn {
  if (layout === null) return { turn: upright, why: null }
  if (acquired.start === null || acquired.end === null) return { turn: upright, why: 'Side not set: shown as acquired' }
  const letters = [acquired.start, acquired.end, acquired.top, acquired.foot].flatMap(edge => (edge === null ? [] : [edge.letter]))
  const knowsSide = letters.includes('L')
  const knowsHead = letters.includes('H')
  const [at, wanted]: readonly ['start' | 'end', PatientLetter] = knowsSide ? [facesReader(layout) ? 'end' : 'start', 'L'] : ['start', 'A']
  const top: PatientLetter | null = knowsHead ? 'H' : knowsSide && letters.includes('A') ? (facesReader(layout) ? 'A' : 'P') : null
  if (!letters.includes(wanted)) return { turn: upright, why: 'No side at an edge: shown as acquired' }
  const fitting = candidates.find(turn => {
    const edges = turnEdges(acquired, turn)
    // Without a word on what is on top, only a flip leaves it there.
    return edges[at]?.letter === wanted && (top === null ? turn.rotationDeg === 0 : edges.top?.letter === top)
  })
  return fitting === undefined ? { turn: upright, why: 'Lies on its side: shown as acquired' } : { turn: fitting, why: null }
}

/** A view that shows LEFT at an edge, even obliquely. */
const SHOWS_LEFT = 0.3

/**
 * The same for a plane of a volume, which is laid out the radiologic way to begin with: a transverse one is turned by half,
 * an upright one is seen from behind, and one along the middle stays.
 */
export function planeLayoutTurn({ right, towardsViewer }: ViewAxes, layout: ViewLayout | null): ViewOrientation {
  if (layout === null || facesReader(layout)) return upright
  const [x, y, z] = towardsViewer.map(Math.abs)
  const isTransverse = (z ?? 0) >= Math.max(x ?? 0, y ?? 0)
  if (isTransverse) return { flipped: false, rotationDeg: 180 }
  return Math.abs(right[0]) > SHOWS_LEFT ? { flipped: true, rotationDeg: 0 } : upright
}

/** "Radiologic", or "Radiologic: flipped" where the picture was turned for it; caution as for everything that is not as acquired. */
export function layoutWords(layout: ViewLayout | null, turn: ViewOrientation, why: string | null): { readonly text: string; readonly caution: boolean } | null {
  if (layout === null) return null
  const turned = orientationWords(turn).map(word => word.charAt(0).toLowerCase() + word.slice(1))
  if (why !== null) return { text: why, caution: true }
  return { text: [layoutNames[layout.name], ...(turned.length === 0 ? [] : [turned.join(', ')])].join(': '), caution: turned.length > 0 }
}
