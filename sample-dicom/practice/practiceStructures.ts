import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { PlannedStructure, StructureShape } from '#shared/planning/structure.ts'
import type { Phantom } from '../phantom/rows.ts'
import type { PhantomParameters, Side } from '../phantom/parameters.ts'
import { arteryCentreLine } from '../phantom/arteries.ts'
import { distanceToRow } from '../truth/distanceToRow.ts'
import { uuidOf } from './chance.ts'

type Place = { readonly name: string; readonly seriesUid: string; readonly frameOfReferenceUid: string }
const STEP_MM = 0.8
const GENERATED_ISO = '2026-01-01T00:00:00.000Z'

/** What a path must not touch near the joint of one side, as the phantom is made: nothing about it is uncertain. */
export function practiceStructures(phantom: Phantom, parameters: PhantomParameters, side: Side, around: PatientPoint, place: Place): PlannedStructure[] {
  const drawn = (kind: string, name: string, shape: StructureShape): PlannedStructure => ({
    id: uuidOf(`${place.name}/${kind}`), seriesUid: place.seriesUid, frameOfReferenceUid: place.frameOfReferenceUid, kind, name, shape, uncertaintyMm: 0, drawnBy: 'generator', drawnAtIso: GENERATED_ISO,
  })
  const neck = arteryCentreLine(side, parameters).filter(([, , z]) => z >= -32 && z <= 32)
  return [
    drawn('vertebralArtery', 'Vertebral artery', { form: 'tube', points: neck.filter((_, at) => at % 4 === 0).map(([x, y, z, radiusMm]) => ({ pointLpsMm: [x, y, z], radiusMm })) }),
    drawn('thecalSac', 'Thecal sac', paintedFrom(distanceToRow(phantom, 'dura'), [0, around[1], around[2]], [14, 22, 16])),
    drawn('c2Root', 'C2 nerve root', paintedFrom(distanceToRow(phantom, 'drg'), [around[0] / 2, around[1] + 4, around[2]], [22, 20, 14])),
  ]
}

/** Voxels of a box whose centres lie inside. */
function paintedFrom(distance: (point: PatientPoint) => number, middle: PatientPoint, halfMm: readonly [number, number, number]): StructureShape {
  const size: [number, number, number] = [count(halfMm[0]), count(halfMm[1]), count(halfMm[2])]
  const origin: [number, number, number] = [middle[0] - halfMm[0], middle[1] - halfMm[1], middle[2] - halfMm[2]]
  const runs: number[] = []
  let inside = false, length = 0, voxels = 0
  for (let k = 0; k < size[2]; k++) {
    for (let j = 0; j < size[1]; j++) {
      for (let i = 0; i < size[0]; i++) {
        const is = distance([origin[0] + i * STEP_MM, origin[1] + j * STEP_MM, origin[2] + k * STEP_MM]) <= 0
        if (is) voxels += 1
        if (is !== inside) {
          runs.push(length)
          inside = is
          length = 0
        }
        length += 1
      }
    }
  }
  runs.push(length)
  return { form: 'painted', grid: { originLpsMm: origin, columnStepMm: [STEP_MM, 0, 0], rowStepMm: [0, STEP_MM, 0], sliceStepMm: [0, 0, STEP_MM], size }, runs, voxels }
}

const count = (halfMm: number): number => Math.ceil((2 * halfMm) / STEP_MM) + 1
