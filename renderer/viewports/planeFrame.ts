import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance, vectorDot, vectorNormalise, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { needleViewAxes, type NeedleViewName, type ViewAxes } from '#shared/planning/needleViews.ts'
import { clampToGrid, gridToPatient, patientToGrid, planeAxes, planeExtentMm, sliceNumber } from './camera/planeAxes.ts'
import type { CornerLine } from './overlay/decor.ts'
import type { PlaneName } from './viewProps.ts'
import type { SeriesViewing } from './viewing.ts'

export type NeedlePath = { readonly entry: PatientPoint; readonly target: PatientPoint }

/** What a plane is tied to: how it lies, where, and what the wheel does to it. */
export type PlaneFrame = {
  axes(): ViewAxes
  /** A point of the plane; which one does not matter. */
  pointOn(): PatientPoint
  /** What the wheel changes by so many steps. */
  scrolled(steps: number): Partial<SeriesViewing>
  /** Middle and size in mm of what is to be seen first. */
  extent(axes: ViewAxes): { readonly centre: PatientPoint; readonly widthMm: number; readonly heightMm: number }
  /** Half of this, before and behind, counts as in the plane. */
  readonly thicknessMm: number
  /** The thinnest slab that is drawn. */
  readonly leastSlabMm: number
  /** More than any number of steps there are. */
  readonly steps: number
  where(): CornerLine
}

type Known = { readonly geometry: VolumeGeometry; readonly viewing: () => SeriesViewing; readonly crosshair: () => PatientPoint }

/** A plane of the grid: the wheel moves the crosshair from slice to slice. */
export function gridFrame(plane: PlaneName, { geometry, crosshair }: Known): PlaneFrame {
  const axes = planeAxes(geometry, plane)
  return {
    axes: () => axes,
    pointOn: crosshair,
    scrolled(steps) {
      const index = [...patientToGrid(geometry, crosshair())] satisfies number[]
      const at = index[axes.scrollAxis] ?? Number.NaN
      index[axes.scrollAxis] = Math.min(axes.slices - 1, Math.max(0, Math.round(at) + axes.scrollStep * steps))
      const [i = Number.NaN, j = Number.NaN, k = Number.NaN] = index
      return { crosshairLpsMm: gridToPatient(geometry, [i, j, k]) }
    },
    extent(turned) {
      const [widthMm, heightMm] = planeExtentMm(geometry, { ...axes, ...turned })
      const middle = gridToPatient(geometry, [(geometry.dimensions[0] - 1) / 2, (geometry.dimensions[1] - 1) / 2, (geometry.dimensions[2] - 1) / 2])
      return { centre: middle, widthMm, heightMm }
    },
    thicknessMm: axes.sliceSpacingMm,
    leastSlabMm: 0,
    steps: axes.slices,
    where: () => ({ text: `Slice ${String(sliceNumber(geometry, axes, crosshair()))} of ${String(axes.slices)}`, soft: true }),
  }
}

const ROLL_STEP_DEG = 2
/** With Shift, ten steps at once: a round figure, twice of which would pass a structure unseen. */
const MANY_STEPS = 10
const DEPTH_STEP_MM = 1
/** Around the needle, so that skin and joint are both seen. */
const ROOM_MM = 30
const ACROSS_MM = 70
/** As thick as what a beam's picture shows around the needle. */
const PROGRESS_SLAB_MM = 20
const WHOLE_TURN_DEG = 360

const turnWords = (degrees: number): string => (degrees === 0 ? 'Not turned' : `Turned ${degrees < 0 ? '\u2212' : ''}${String(Math.abs(degrees))}° about the needle`)
/** Depth of a point along the needle, from the entry, within its length. */
export function depthAlong({ entry, target }: NeedlePath, point: PatientPoint): number {
  const along = vectorNormalise<'patientLps'>(vectorSubtract(target, entry))
  return along === null ? 0 : Math.min(vectorDistance(entry, target), Math.max(0, vectorDot(vectorSubtract(point, entry), along)))
}

/** A plane that follows a needle: the wheel turns it about the needle, or moves it along. */
export function needleFrame(name: NeedleViewName, path: () => NeedlePath, { geometry, viewing }: Known): PlaneFrame {
  const isAlong = name === 'alongAxial' || name === 'alongSagittal'
  const rollDeg = (): number => (isAlong ? viewing().needleRollDeg : 0)
  const lengthMm = (): number => vectorDistance(path().entry, path().target)
  const depthMm = (): number => Math.min(lengthMm(), viewing().needleDepthMm ?? lengthMm())
  const atDepth = (mm: number): PatientPoint => pointBetween(path().entry, path().target, lengthMm() === 0 ? 0 : mm / lengthMm())
  let last: ViewAxes | null = null
  return {
    axes() {
      const { entry, target } = path()
      const axes = needleViewAxes(name, entry, target, rollDeg())
      // While entry and target lie on each other the plane stays as it was.
      if (axes.ok) last = axes.value
      return last ?? { right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1] }
    },
    pointOn: () => (name === 'across' ? atDepth(depthMm()) : path().entry),
    scrolled(steps) {
      if (isAlong) {
        const turned = (rollDeg() + steps * (Math.abs(steps) >= MANY_STEPS ? 1 : ROLL_STEP_DEG)) % WHOLE_TURN_DEG
        return { needleRollDeg: turned > 180 ? turned - WHOLE_TURN_DEG : turned <= -180 ? turned + WHOLE_TURN_DEG : turned }
      }
      const next = Math.min(lengthMm(), Math.max(0, depthMm() + steps * DEPTH_STEP_MM))
      return { needleDepthMm: next, crosshairLpsMm: clampToGrid(geometry, atDepth(next)) }
    },
    extent() {
      const around = name === 'across' ? ACROSS_MM : lengthMm() + 2 * ROOM_MM
      return { centre: name === 'across' ? path().target : atDepth(lengthMm() / 2), widthMm: around, heightMm: around }
    },
    thicknessMm: Math.min(...geometry.spacingMm),
    leastSlabMm: name === 'progressLateral' || name === 'progressAp' ? PROGRESS_SLAB_MM : 0,
    steps: WHOLE_TURN_DEG,
    where: () => ({ text: isAlong ? turnWords(rollDeg()) : depthMm() >= lengthMm() - 0.05 ? `At target, ${lengthMm().toFixed(1)} mm` : `At ${depthMm().toFixed(1)} mm of ${lengthMm().toFixed(1)} mm`, soft: name !== 'across' && rollDeg() === 0 }),
  }
}
