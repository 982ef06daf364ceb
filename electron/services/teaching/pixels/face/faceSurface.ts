import { findBody } from '#shared/imageAnalysis/bodyMask.ts'
import { indexToLps, type HuVolume } from '#shared/imageAnalysis/huVolume.ts'

/** Patient LPS on a grid seen from the front: x to the left, z to the head; y of the skin nearest to the viewer and of the back. */
export type FrontView = {
  readonly cellMm: number
  readonly fromXMm: number
  readonly fromZMm: number
  readonly columns: number
  readonly rows: number
  /** NaN where there is no body. */
  readonly frontYMm: Float32Array
  readonly backYMm: Float32Array
  /** 1 where the body is cut by the front side of the field: no skin is seen there. */
  readonly isCut: Uint8Array
}

const CELL_MM = 2
/** The middle of the body, where nose, lips and chin are. */
const MIDDLE_MM = 18
/** A chin stands this far before the neck; less is a throat. */
const CHIN_MM = 14
/** From the nose to the back of the head is more than this, from the throat to the nape less. */
const HEAD_DEPTH_MM = 142
/** A neck is thinner than its head by this, and shoulders are deeper than their neck by that. */
const THIN_SHARE = 0.8
const SHOULDER_SHARE = 1.2
/** A face is seen in more than a few slices. */
const LEAST_MM = 8

/** The body as it is seen from the front, whichever way the patient lies: only positions in the patient are used. */
export function viewFromFront(volume: HuVolume): FrontView | null {
  const body = findBody(volume)
  if (body === null) return null
  const { frame, mask } = body
  const [columns, rows, slices] = frame.size
  const corners = [0, 1].flatMap((k) => [0, 1].flatMap((j) => [0, 1].map((i) => indexToLps(frame, i * (columns - 1), j * (rows - 1), k * (slices - 1)))))
  const from = (axis: 0 | 1 | 2): number => Math.min(...corners.map((corner) => corner[axis]))
  const to = (axis: 0 | 1 | 2): number => Math.max(...corners.map((corner) => corner[axis]))
  const view = {
    cellMm: CELL_MM, fromXMm: from(0), fromZMm: from(2),
    columns: Math.floor((to(0) - from(0)) / CELL_MM) + 1, rows: Math.floor((to(2) - from(2)) / CELL_MM) + 1,
  }
  const front = new Float32Array(view.columns * view.rows).fill(NaN)
  const back = new Float32Array(view.columns * view.rows).fill(NaN)
  const isCut = new Uint8Array(view.columns * view.rows)
  for (let k = 0, at = 0; k < slices; k += 1) for (let j = 0; j < rows; j += 1) for (let i = 0; i < columns; i += 1, at += 1) {
    if (mask[at] !== 1) continue
    const [x, y, z] = indexToLps(frame, i, j, k)
    const cell = Math.round((z - view.fromZMm) / CELL_MM) * view.columns + Math.round((x - view.fromXMm) / CELL_MM)
    const before = front[cell] ?? NaN
    if (!(y >= before)) {
      front[cell] = y
      isCut[cell] = isAtFront(volume, x, y, z) ? 1 : 0
    }
    if (!(y <= (back[cell] ?? NaN))) back[cell] = y
  }
  return { ...view, frontYMm: front, backYMm: back, isCut }
}

/** Whether two cells further to the front the field is at its end. */
function isAtFront({ geometry }: HuVolume, x: number, y: number, z: number): boolean {
  const { directionLps: d, originLpsMm: o, spacingMm, dimensions, sliceStepLpsMm: s } = geometry
  const away = [x - o[0], y - 2 * CELL_MM - o[1], z - o[2]] as const
  const along = (vx: number, vy: number, vz: number): number => away[0] * vx + away[1] * vy + away[2] * vz
  const slice = along(d[6], d[7], d[8]) / (s[0] * d[6] + s[1] * d[7] + s[2] * d[8])
  const column = (along(d[0], d[1], d[2]) - slice * (s[0] * d[0] + s[1] * d[1] + s[2] * d[2])) / spacingMm[0]
  const row = (along(d[3], d[4], d[5]) - slice * (s[0] * d[3] + s[1] * d[4] + s[2] * d[5])) / spacingMm[1]
  const [columns, rows] = dimensions
  // In a stack across the patient, y runs along rows or columns only; along slices the field's end is head or feet.
  return column < 0 || row < 0 || column > columns - 1 || row > rows - 1
}

/** From where to where facial skin is seen, along the patient's axis; null where none is. */
export type FaceExtent = { readonly fromZMm: number; readonly toZMm: number; readonly middleXMm: number }

/**
 * Where the face is: from the chin, which stands before the throat, to the top of the scan. The throat is where the body
 * becomes thin below a head; the depth of a body tells whether there is a head at all.
 *
 * @limits  a scan of neck and chest without a head can be taken for a head without a neck: then too much is hidden
 */
export function findFace(view: FrontView): FaceExtent | null {
  const middle = middleOf(view)
  const fromTop = Array.from({ length: view.rows }, (_, n) => profileAt(view, view.rows - 1 - n, middle)).filter((level) => level !== null)
  const throat = throatOf(fromTop)
  const isDeep = (level: Level): boolean => level.backYMm - level.frontYMm > HEAD_DEPTH_MM
  if (throat === null && !fromTop.some(isDeep)) return null
  // A head without a neck below it: the chin may be anywhere, so all of it counts.
  const face = fromTop.filter((level) => !level.isCut && (throat === null || (level.row > throat.row && (level.frontYMm < throat.frontYMm - CHIN_MM || isDeep(level)))))
  const [highest] = fromTop
  const lowest = face.at(-1)
  if (lowest === undefined || highest === undefined || face.length * view.cellMm < LEAST_MM) return null
  return { fromZMm: view.fromZMm + lowest.row * view.cellMm, toZMm: view.fromZMm + highest.row * view.cellMm, middleXMm: view.fromXMm + middle * view.cellMm }
}

type Level = { readonly row: number; readonly frontYMm: number; readonly backYMm: number; readonly isCut: boolean }

/** The thinnest level below a head, before the shoulders; null where there is no head above or no neck below. */
function throatOf(fromTop: readonly Level[]): Level | null {
  let deepest = 0
  let throat: Level | null = null
  for (const level of fromTop) {
    const depth = level.backYMm - level.frontYMm
    if (throat === null) {
      deepest = Math.max(deepest, depth)
      if (deepest > HEAD_DEPTH_MM && depth < THIN_SHARE * deepest) throat = level
    } else if (level.frontYMm > throat.frontYMm) throat = level
    else if (depth > SHOULDER_SHARE * (throat.backYMm - throat.frontYMm)) break
  }
  return throat
}

function middleOf
(view: FrontView): number {
  let sum = 0, count = 0
  for (let at = 0; at < view.frontYMm.length; at += 1) if (!Number.isNaN(view.frontYMm[at] ?? NaN)) { sum += at % view.columns; count += 1 }
  return sum / count
}

function profileAt(view: FrontView, row: number, middle: number): Level | null {
  const reach = MIDDLE_MM / view.cellMm
  let front = Infinity, back = -Infinity, cut = 0, count = 0
  for (let column = Math.max(0, Math.round(middle - reach)); column <= Math.min(view.columns - 1, middle + reach); column += 1) {
    const at = row * view.columns + column
    const y = view.frontYMm[at] ?? NaN
    if (Number.isNaN(y)) continue
    front = Math.min(front, y)
    back = Math.max(back, view.backYMm[at] ?? NaN)
    cut += view.isCut[at] ?? 0
    count += 1
  }
  return count === 0 ? null : { row, frontYMm: front, backYMm: back, isCut: cut > 0.5 * count }
}
