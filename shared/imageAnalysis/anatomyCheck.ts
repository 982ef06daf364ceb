import { type BodyMask, findBody, floodFromSides } from './bodyMask.ts'
import { type HuVolume, indexToLps, stepLengthsMm } from './huVolume.ts'

export type AnatomyVerdict = { readonly verdict: 'agrees' | 'disagrees' | 'cannotTell'; readonly reason: string }

/** Whether the anatomy lies where the header's letters say. A/P or H/F wrong means that LEFT and RIGHT are wrong as well. */
export type AnatomyCheck = { readonly anteroPosterior: AnatomyVerdict; readonly headFeet: AnatomyVerdict }

const BONE_HU = 250
const AIR_HU = -500
/** The spine lies this near behind the airway from the nose to the larynx. */
const SPINE_BEHIND_MM = 22
/** The front of the spine lies deep under the nape; teeth, chin, hyoid and larynx lie just under the skin. */
const SPINE_DEPTH_MM = 40
const CLEARLY_FARTHER_MM = 8
const HALF_STRIP_MM = 8
/** Height of slices that must speak, and the part of them that must say the same. */
const LEAST_HEIGHT_MM = 15
const MAJORITY = 0.8
const LEAST_AIRWAY_CM2 = 0.5
const BRAIN_CM2 = 40
const LEAST_BRAIN_MM = 8
const LEAST_REST_MM = 20
const SHOULDER_WIDTH_MM = 190
const SHORTEST_TREND_MM = 40

/**
 * Looks for the airway, the spine, the skull and the brain, and says whether they lie where the letters A, P, H and F say.
 *
 * @frame   patientLps as the header gives it; +y is P and +z is H if the header is right
 * @units   HU, mm
 * @source  entering the wrong patient position turns the whole frame (A/P with L/R, or H/F with L/R): anatomy shows it,
 *          Patient Position (0018,5100) does not, because it comes from the same entry
 * @limits  a pure mirror is not seen; of a scan that shows too little nothing is said
 */
export function checkAnatomy(volume: HuVolume): AnatomyCheck {
  const body = findBody(volume)
  if (body === null) {
    const nothing: AnatomyVerdict = { verdict: 'cannotTell', reason: 'No body was found in this scan.' }
    return { anteroPosterior: nothing, headFeet: nothing }
  }
  const levels = readLevels(body)
  return { anteroPosterior: judgeFrontAndBack(levels), headFeet: judgeHeadAndFeet(levels) }
}

/** One slice across the patient. Areas in cm². */
type Level = {
  readonly zMm: number
  readonly heightMm: number
  readonly widthMm: number
  readonly boneWidthMm: number
  readonly boneCm2: number
  readonly airCm2: number
  readonly brainCm2: number
  /** From the airway to the next bone in the midline towards +y and towards -y, if it lies deep; Infinity where there is none; null without airway. */
  readonly boneBehindMm: number | null
  readonly boneBeforeMm: number | null
}

function readLevels(body: BodyMask): readonly Level[] {
  const { frame, headAxis } = body
  const lengths = stepLengthsMm(frame)
  const [a, b] = headAxis === 2 ? [0, 1] as const : headAxis === 1 ? [0, 2] as const : [1, 2] as const
  const cellCm2 = (lengths[a] * lengths[b]) / 100
  return Array.from({ length: frame.size[headAxis] }, (_, level) => readLevel(body, level, [a, b], cellCm2, lengths[headAxis]))
}

type Cell = { readonly x: number; readonly y: number; readonly hu: number }

function readLevel(body: BodyMask, level: number, axes: readonly [0 | 1 | 2, 0 | 1 | 2], cellCm2: number, heightMm: number): Level {
  const { frame, mask, coarse, headAxis } = body
  const size = [frame.size[axes[0]], frame.size[axes[1]]] as const
  const cells: Cell[] = []
  const soft = new Uint8Array(size[0] * size[1])
  let z = 0
  const at = [0, 0, 0]
  at[headAxis] = level
  for (let q = 0, m = 0; q < size[1]; q += 1) for (let p = 0; p < size[0]; p += 1, m += 1) {
    at[axes[0]] = p
    at[axes[1]] = q
    const [i = 0, j = 0, k = 0] = at
    const n = (k * frame.size[1] + j) * frame.size[0] + i
    const hu = coarse.values[n] ?? NaN
    if (hu < BONE_HU) soft[m] = 1
    if (mask[n] !== 1) continue
    const point = indexToLps(frame, i, j, k)
    z += point[2]
    cells.push({ x: point[0], y: point[1], hu })
  }
  const bone = cells.filter(({ hu }) => hu > BONE_HU), air = cells.filter(({ hu }) => hu < AIR_HU)
  return {
    zMm: z / cells.length, heightMm, widthMm: spreadOf(cells), boneWidthMm: spreadOf(bone), boneCm2: bone.length * cellCm2, airCm2: air.length * cellCm2,
    brainCm2: enclosedCells(soft, size) * cellCm2, ...beside(cells, bone, air, cellCm2),
  }
}

const spreadOf = (cells: readonly Cell[]): number => {
  let low = Infinity, high = -Infinity
  for (const { x } of cells) { low = Math.min(low, x); high = Math.max(high, x) }
  return Math.max(0, high - low)
}

/** Distance from the airway to the next bone on either side, in a strip about the airway's own midline. */
function beside(body: readonly Cell[], bone: readonly Cell[], air: readonly Cell[], cellCm2: number): Pick<Level, 'boneBehindMm' | 'boneBeforeMm'> {
  if (air.length * cellCm2 < LEAST_AIRWAY_CM2) return { boneBehindMm: null, boneBeforeMm: null }
  const middle = [...air].sort((a, b) => a.x - b.x)[Math.floor(air.length / 2)]?.x ?? NaN
  const inStrip = ({ x }: Cell): boolean => Math.abs(x - middle) <= HALF_STRIP_MM
  const ys = air.filter(inStrip).map(({ y }) => y)
  const back = Math.max(...ys), front = Math.min(...ys)
  const strip = bone.filter(inStrip)
  const skin = body.filter(inStrip).map(({ y }) => y)
  const highest = Math.max(...skin), lowest = Math.min(...skin)
  const deep = (mm: number, edge: number): number => (Math.abs(edge) >= SPINE_DEPTH_MM ? mm : Infinity)
  const behind = Math.min(Infinity, ...strip.filter(({ y }) => y > back).map(({ y }) => y - back))
  const before = Math.min(Infinity, ...strip.filter(({ y }) => y < front).map(({ y }) => front - y))
  return { boneBehindMm: deep(behind, highest - back - behind), boneBeforeMm: deep(before, front - before - lowest) }
}

/** Cells of soft tissue that a ring of bone closes off within the slice. */
function enclosedCells(soft: Uint8Array, [columns, rows]: readonly [number, number]): number {
  const reached = floodFromSides(soft, [columns, rows, 1], 2)
  return soft.reduce((enclosed, value, at) => enclosed + (value === 1 && reached[at] === 0 ? 1 : 0), 0)
}

function judgeFrontAndBack(levels: readonly Level[]): AnatomyVerdict {
  let behindMm = 0, beforeMm = 0
  for (const { boneBehindMm: behind, boneBeforeMm: before, heightMm } of levels) {
    if (behind === null || before === null) continue
    if (behind <= SPINE_BEHIND_MM && !(before - behind < CLEARLY_FARTHER_MM)) behindMm += heightMm
    if (before <= SPINE_BEHIND_MM && !(behind - before < CLEARLY_FARTHER_MM)) beforeMm += heightMm
  }
  const heightMm = behindMm + beforeMm
  if (heightMm < LEAST_HEIGHT_MM) return { verdict: 'cannotTell', reason: `Airway and spine are seen together on only ${heightMm.toFixed(0)} mm of the scan: too little to tell front from back.` }
  const part = Math.max(behindMm, beforeMm) / heightMm
  if (part < MAJORITY) return { verdict: 'cannotTell', reason: `The airway seems to lie in front of the spine on ${behindMm.toFixed(0)} mm of the scan and behind it on ${beforeMm.toFixed(0)} mm.` }
  return behindMm > beforeMm
    ? { verdict: 'agrees', reason: `The spine lies behind the airway, where the letter P is, on ${behindMm.toFixed(0)} mm of the scan.` }
    : { verdict: 'disagrees', reason: `The spine lies on the side of the letter A and the airway on that of P, on ${beforeMm.toFixed(0)} mm of the scan. The position of the patient was probably entered wrong: then LEFT and RIGHT are wrong as well. Do not plan on this series before it is cleared up.` }
}

function judgeHeadAndFeet(all: readonly Level[]): AnatomyVerdict {
  const levels = all.filter(({ zMm }) => Number.isFinite(zMm))
  const brain = levels.filter(({ brainCm2 }) => brainCm2 >= BRAIN_CM2), rest = levels.filter(({ brainCm2 }) => brainCm2 < BRAIN_CM2)
  const heightOf = (some: readonly Level[]): number => some.reduce((sum, { heightMm }) => sum + heightMm, 0)
  const meanZ = (some: readonly Level[]): number => some.reduce((sum, { zMm }) => sum + zMm, 0) / some.length
  if (heightOf(brain) >= LEAST_BRAIN_MM && heightOf(rest) >= LEAST_REST_MM && Math.abs(meanZ(brain) - meanZ(rest)) > LEAST_REST_MM / 2) {
    return meanZ(brain) > meanZ(rest)
      ? { verdict: 'agrees', reason: 'The brain lies at the end that the letter H names.' }
      : { verdict: 'disagrees', reason: `The brain lies at the end that the letter F names. ${headFeetWrong}` }
  }
  return judgeTrend(levels)
}

const headFeetWrong = 'Head and feet were probably entered the wrong way round: then LEFT and RIGHT are wrong as well. Do not plan on this series before it is cleared up.'

/** Without the brain: from the neck to the base of the skull the body, its bone and its air all grow. */
function judgeTrend(levels: readonly Level[]): AnatomyVerdict {
  const sorted = [...levels].sort((a, b) => a.zMm - b.zMm)
  const [first] = sorted
  const last = sorted.at(-1)
  const unsure = (why: string): AnatomyVerdict => ({ verdict: 'cannotTell', reason: `${why} Head and feet cannot be told from the picture.` })
  if (first === undefined || last === undefined || last.zMm - first.zMm < SHORTEST_TREND_MM) return unsure('The scan is too short.')
  if (sorted.some(({ widthMm }) => widthMm > SHOULDER_WIDTH_MM)) return unsure('The scan shows shoulders or fills its field, and no brain.')
  const third = Math.floor(sorted.length / 3)
  const lower = sorted.slice(0, third), upper = sorted.slice(-third)
  const ratio = (of: (level: Level) => number, floor: number): number => Math.log((floor + meanOf(upper, of)) / (floor + meanOf(lower, of)))
  const signs = [
    { ratio: ratio(({ widthMm }) => widthMm, 1), least: Math.log(1.03) },
    { ratio: ratio(({ boneWidthMm }) => boneWidthMm, 1), least: Math.log(1.06) },
    { ratio: ratio(({ boneCm2 }) => boneCm2, 1), least: Math.log(1.2) },
    { ratio: ratio(({ airCm2 }) => airCm2, 1), least: Math.log(1.5) },
  ]
  const up = signs.filter((one) => one.ratio >= one.least).length, down = signs.filter((one) => -one.ratio >= one.least).length
  if (up >= 3 && down === 0) return { verdict: 'agrees', reason: 'Body, bone and air spaces widen towards the letter H, as from the neck to the base of the skull.' }
  if (down >= 3 && up === 0) return { verdict: 'disagrees', reason: `Body, bone and air spaces widen towards the letter F, as from the neck to the base of the skull. ${headFeetWrong}` }
  return unsure('The scan holds no brain, and its two ends look too much alike.')
}

const meanOf = (levels: readonly Level[], of: (level: Level) => number): number => levels.reduce((sum, level) => sum + of(level), 0) / Math.max(1, levels.length)
