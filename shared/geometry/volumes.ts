import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import type { VolumeGeometry, VolumeProblem } from '#shared/dicom/seriesDescription.ts'
import { toDegrees, toRadians } from './angles.ts'
import type { PatientPoint, PatientVector } from './frames.ts'
import { vectorCross, vectorDistance, vectorDot, vectorLength, vectorNormalise, vectorScale, vectorSubtract } from './vectors.ts'

/** One image of a series as far as geometry is concerned. */
export type Slice = {
  readonly rows: number
  readonly columns: number
  readonly plane: ImagePlane | null
  readonly frameOfReferenceUid: string | null
}

/** What a series' images make: `order` lists the input indexes slice by slice, `leftOut` those that belong to no slice. */
export type Stack = {
  readonly geometry: VolumeGeometry | null
  readonly order: readonly number[]
  readonly leftOut: readonly number[]
  readonly problems: readonly VolumeProblem[]
}

/** Headers carry directions with as few as four decimals: half a degree covers that and no localiser. */
const SAME_DIRECTION_DEG = 0.5
/** Two slices nearer than this are the same position: a tenth of the thinnest slice that scanners make. */
const SAME_POSITION_MM = 0.02
/** Positions are written with two decimals by some scanners; two per cent of a slice stays below the voxel's own blur. */
const spacingToleranceMm = (spacingMm: number): number => Math.max(0.05, spacingMm * 0.02)
const TILT_FROM_DEG = 0.1
const FEWEST_SLICES = 3

type Placed = { readonly index: number; readonly slice: Slice; readonly plane: ImagePlane; readonly normal: PatientVector; readonly alongMm: number }

/**
 * Puts the images of a series into the order in which they lie in the patient and says what grid they make.
 *
 * @frame   patientLps; slices ascend along the normal row x column
 * @units   mm, degrees
 * @source  Image Position (0020,0032), Image Orientation (0020,0037), Pixel Spacing (0028,0030); PS3.3 C.7.6.2.1.1.
 *          Thickness, Spacing Between Slices, Gantry Tilt and Instance Number are not looked at
 * @returns geometry null when the images make no volume; the reason is in problems
 */
export function stackSlices(slices: readonly Slice[]): Stack {
  const everyIndex = slices.map((_, index) => index)
  const placed = slices.flatMap((slice, index) => place(slice, index))
  const none = (problem: VolumeProblem): Stack => ({ geometry: null, order: everyIndex, leftOut: [], problems: [problem] })
  if (placed.length === 0) return none({ code: 'NO_POSITION', message: 'The images do not say where they lie in the patient. They are shown one by one; planning needs another series.', blocksPlanning: true })

  const problems: VolumeProblem[] = []
  const aligned = largestGroup(placed, isAligned)
  if (aligned.length < placed.length) problems.push(leftOutProblem('MIXED_ORIENTATION', placed.length - aligned.length, 'have another orientation'))
  const alike = largestGroup(aligned, isSameGrid)
  if (alike.length < aligned.length) problems.push(leftOutProblem('MIXED_SIZE', aligned.length - alike.length, 'have another size or pixel spacing'))
  if (placed.length < slices.length) problems.push(leftOutProblem('NO_POSITION', slices.length - placed.length, 'do not say where they lie'))

  const [first] = alike
  if (first === undefined || alike.length < FEWEST_SLICES) return none({ code: 'TOO_FEW_SLICES', message: 'Fewer than three parallel images: they make no volume. They are shown one by one.', blocksPlanning: true })
  if (first.plane.columnSpacingMm === null || first.plane.rowSpacingMm === null) {
    return none({ code: 'NO_SPACING', message: 'The images have no pixel size. They are shown one by one; planning needs another series.', blocksPlanning: true })
  }

  const sorted = sortAlong(alike, first.normal)
  const { kept, repeated } = withoutRepeats(sorted)
  if (repeated.length > 0) {
    problems.push({ code: 'DUPLICATE_POSITION', message: `${repeated.length} of ${sorted.length} images lie where another one lies. Which one belongs to this volume is not known: you can read it, planning is off for this series. Choose another series.`, blocksPlanning: true })
  }
  if (new Set(alike.map((one) => one.slice.frameOfReferenceUid)).size > 1) {
    problems.push({ code: 'MIXED_FRAME_OF_REFERENCE', message: 'The images come from more than one frame of reference: the patient may have moved between them. You can read them, planning is off for this series.', blocksPlanning: true })
  }
  if (kept.length < FEWEST_SLICES) return none({ code: 'TOO_FEW_SLICES', message: 'Fewer than three positions: the images make no volume. They are shown one by one.', blocksPlanning: true })

  const grid = measureGrid(kept, first.normal, first.plane.columnSpacingMm, first.plane.rowSpacingMm)
  problems.push(...grid.problems)
  const order = kept.map((one) => one.index)
  const inOrder = new Set(order)
  return {
    order,
    leftOut: everyIndex.filter((index) => !inOrder.has(index)),
    problems,
    geometry: { ...grid.geometry, frameOfReferenceUid: first.slice.frameOfReferenceUid, problems },
  }
}

function place(slice: Slice, index: number): Placed[] {
  const { plane } = slice
  const normal = plane === null ? null : vectorNormalise(vectorCross<'patientLps'>(plane.rowDirectionLps, plane.columnDirectionLps))
  if (plane === null || normal === null) return []
  return [{ index, slice, plane, normal, alongMm: vectorDot<'patientLps'>(plane.positionLpsMm, normal) }]
}

const isParallel = (a: PatientVector, b: PatientVector): boolean => vectorDot<'patientLps'>(a, b) >= Math.cos(toRadians(SAME_DIRECTION_DEG)) * vectorLength(a) * vectorLength(b)

const isSameGrid = (a: Placed, b: Placed): boolean =>
  a.slice.rows === b.slice.rows && a.slice.columns === b.slice.columns && isSameSpacing(a.plane.rowSpacingMm, b.plane.rowSpacingMm) && isSameSpacing(a.plane.columnSpacingMm, b.plane.columnSpacingMm)

const isSameSpacing = (a: number | null, b: number | null): boolean => a === b || (a !== null && b !== null && Math.abs(a - b) < 1e-4 * a)

/**
 * Which images of a series could lie in one stack, by their input indexes: all that share an orientation and a grid. One that
 * lies nowhere is in no group.
 *
 * @frame   patientLps
 * @units   none
 * @source  as stackSlices
 */
export const alikeSlices = (slices: readonly Slice[]): readonly (readonly number[])[] =>
  groupsOf(slices.flatMap((slice, index) => place(slice, index)), (a, b) => isAligned(a, b) && isSameGrid(a, b)).map((group) => group.map(({ index }) => index))

const isAligned = (a: Placed, b: Placed): boolean => isParallel(a.plane.rowDirectionLps, b.plane.rowDirectionLps) && isParallel(a.plane.columnDirectionLps, b.plane.columnDirectionLps)

const largestGroup = (all: readonly Placed[], belongs: (a: Placed, b: Placed) => boolean): Placed[] =>
  groupsOf(all, belongs).reduce<Placed[]>((largest, group) => (group.length > largest.length ? group : largest), [])

function groupsOf(all: readonly Placed[], belongs: (a: Placed, b: Placed) => boolean): Placed[][] {
  const groups: [Placed, ...Placed[]][] = []
  for (const one of all) {
    const group = groups.find(([leader]) => belongs(leader, one))
    if (group === undefined) groups.push([one])
    else group.push(one)
  }
  return groups
}

/** All distances are taken along one normal, so rounding of the others' directions does not reorder slices. */
function sortAlong(stack: readonly Placed[], normal: PatientVector): Placed[] {
  return stack
    .map((one) => ({ ...one, alongMm: vectorDot<'patientLps'>(one.plane.positionLpsMm, normal) }))
    .sort((a, b) => a.alongMm - b.alongMm || a.index - b.index)
}

function withoutRepeats(sorted: readonly Placed[]): { kept: Placed[]; repeated: Placed[] } {
  const kept: Placed[] = []
  const repeated: Placed[] = []
  for (const one of sorted) {
    const before = kept.at(-1)
    if (before !== undefined && one.alongMm - before.alongMm < SAME_POSITION_MM) repeated.push(one)
    else kept.push(one)
  }
  return { kept, repeated }
}

function leftOutProblem(code: VolumeProblem['code'], count: number, why: string): VolumeProblem {
  return { code, message: `${count} ${count === 1 ? 'image is' : 'images are'} left out: ${count === 1 ? why.replace(/^have/, 'it has').replace(/^do/, 'it does') : `they ${why}`}.`, blocksPlanning: false }
}

type Grid = { readonly geometry: Omit<VolumeGeometry, 'frameOfReferenceUid' | 'problems'>; readonly problems: readonly VolumeProblem[] }

function measureGrid(kept: readonly Placed[], normal: PatientVector, columnSpacingMm: number, rowSpacingMm: number): Grid {
  const [first] = kept
  const last = kept.at(-1)
  if (first === undefined || last === undefined) throw new Error('A grid is measured on at least three slices')
  const gapsMm = kept.slice(1).map((one, before) => one.alongMm - (kept[before]?.alongMm ?? NaN))
  const typicalMm = median(gapsMm)
  const gapProblems = judgeGaps(gapsMm, typicalMm)
  const meanMm = (last.alongMm - first.alongMm) / (kept.length - 1)
  const spacingMm = gapProblems.length === 0 ? meanMm : typicalMm
  const wholeWay = vectorSubtract<'patientLps'>(last.plane.positionLpsMm, first.plane.positionLpsMm)
  const step = vectorScale(wholeWay, spacingMm / (last.alongMm - first.alongMm))
  const tiltDeg = toDegrees(Math.acos(Math.min(1, vectorDot(step, normal) / vectorLength(step))))
  const isTilted = tiltDeg > TILT_FROM_DEG
  const straight = isTilted ? step : vectorScale(normal, spacingMm)
  const problems = [...gapProblems, ...judgeLine(kept, first.plane.positionLpsMm, vectorScale(wholeWay, 1 / (last.alongMm - first.alongMm)))]
  if (isTilted) problems.push({ code: 'TILTED', message: `The gantry was tilted by ${tiltDeg.toFixed(1)}°. The planes are straightened from the images’ positions.`, blocksPlanning: false })
  const { rowDirectionLps: row, columnDirectionLps: column } = first.plane
  return {
    problems,
    geometry: {
      dimensions: [first.slice.columns, first.slice.rows, kept.length],
      spacingMm: [columnSpacingMm, rowSpacingMm, spacingMm],
      originLpsMm: first.plane.positionLpsMm,
      directionLps: [row[0], row[1], row[2], column[0], column[1], column[2], normal[0], normal[1], normal[2]],
      sliceStepLpsMm: [straight[0], straight[1], straight[2]],
      tiltDeg: isTilted ? tiltDeg : 0,
    },
  }
}

function judgeGaps(gapsMm: readonly number[], typicalMm: number): VolumeProblem[] {
  const toleranceMm = spacingToleranceMm(typicalMm)
  const odd = gapsMm.findIndex((gap) => Math.abs(gap - typicalMm) > toleranceMm)
  const oddGap = gapsMm[odd]
  if (oddGap === undefined) return []
  const times = Math.round(oddGap / typicalMm)
  if (times >= 2 && Math.abs(oddGap - times * typicalMm) <= toleranceMm * times) {
    const which = times === 2 ? `Slice ${odd + 2} is missing` : `Slices ${odd + 2} to ${odd + times} are missing`
    return [{ code: 'MISSING_SLICE', message: `${which} (gap ${oddGap.toFixed(1)} mm). You can read it. Planning is off for this series.`, blocksPlanning: true }]
  }
  return [{ code: 'UNEVEN_SPACING', message: `The images are not evenly spaced (${Math.min(...gapsMm).toFixed(2)} to ${Math.max(...gapsMm).toFixed(2)} mm). You can read them. Planning is off for this series.`, blocksPlanning: true }]
}

/** Slices must lie on one straight line, or the planes cut from them are bent. */
function judgeLine(kept: readonly Placed[], origin: PatientPoint, perMm: PatientVector): VolumeProblem[] {
  const start = kept[0]?.alongMm ?? NaN
  const worstMm = Math.max(...kept.map((one) => {
    const along = one.alongMm - start
    return vectorDistance<'patientLps'>(one.plane.positionLpsMm, [origin[0] + perMm[0] * along, origin[1] + perMm[1] * along, origin[2] + perMm[2] * along])
  }))
  if (worstMm <= 0.1) return []
  return [{ code: 'UNEVEN_SPACING', message: `The images are shifted sideways against each other by up to ${worstMm.toFixed(1)} mm. You can read them. Planning is off for this series.`, blocksPlanning: true }]
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('No median of nothing')
  return middle
}
