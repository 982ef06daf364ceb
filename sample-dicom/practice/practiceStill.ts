import type { CArm } from '#shared/projection/cArm.ts'
import type { XaImageDefinition } from '../case-definitions/sampleCase.ts'
import { views } from '../fluoroscopy/views.ts'
import type { StatedGeometry } from '../work/tasks.ts'
import { chanceOf, chosenOf } from './chance.ts'

type Still = { readonly view: 'AP' | 'PA'; readonly pixel: StatedGeometry['pixel'] }
type Turned = { readonly move: 'rotate' | 'tilt' | null; readonly byDeg: number }

/** From the front or from behind, and what its header says of the size of a pixel. */
export const stillOf = (seed: number): Still => ({ view: chosenOf<'AP' | 'PA'>(seed, 'view', ['AP', 'PA']), pixel: chosenOf<Still['pixel']>(seed, 'pixel', ['calibrated', 'isocentre', 'detector', 'unknown']) })

/** How the head lies to a C-arm that stands level with the table: a harder case is turned less, never less than an eye can tell. */
export function turnedOf(seed: number, difficulty: number): Turned {
  const move = chosenOf<Turned['move']>(seed, 'turned', [null, 'rotate', 'tilt'])
  const size = Math.round(10 * (15 - 2 * difficulty + 2 * chanceOf(seed, 'by'))) / 10
  return { move, byDeg: move === null ? 0 : chanceOf(seed, 'way') < 0.5 ? -size : size }
}

export function stillImage(seed: number): XaImageDefinition {
  const { view, pixel } = stillOf(seed)
  return { view, stillAtS: null, isRun: false, stated: { primaryDeg: views[view].primaryDeg, secondaryDeg: views[view].secondaryDeg, pixel } }
}

/** The header says where the C-arm stood to the table; that the head lay turned on it nobody wrote down. */
export function lateralImage(seed: number, difficulty: number): XaImageDefinition {
  const { move, byDeg } = turnedOf(seed, difficulty)
  const { LAT } = views
  const carm: CArm = { ...LAT, primaryDeg: LAT.primaryDeg + (move === 'rotate' ? byDeg : 0), secondaryDeg: LAT.secondaryDeg + (move === 'tilt' ? byDeg : 0) }
  return { view: 'LAT', stillAtS: null, isRun: false, carm, stated: { primaryDeg: LAT.primaryDeg, secondaryDeg: LAT.secondaryDeg, pixel: 'isocentre' } }
}
