import { VolumeSampler } from '#shared/imageAnalysis/volumeSampler.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import type { SkinFault, SkinSurface } from '#shared/imageAnalysis/skinSurface.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { boneOnWays } from '#shared/planning/boneOnWay.ts'
import { mapWaysIn, suggestWays, type SkinPoints } from '#shared/planning/safePaths.ts'
import type { StructureShape } from '#shared/planning/structure.ts'
import { preparedBody, type PreparedBody } from '#shared/planning/structureClearance.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { WaysIn, WaysSearch } from './volumeAnalysisMessages.ts'

/** Skin points are taken this far apart: finer than an entry can be chosen by hand. */
const SKIN_STEP_MM = 4

type Reached = { readonly key: string; readonly skin: SkinPoints; readonly boneMm: Float32Array }

/** Ways in to a target. What depends on the target alone is kept: a structure that is dragged changes only the clearances. */
export class WaysFinder {
  private readonly sampler: VolumeSampler
  private reached: Reached | null = null
  private readonly bodies = new Map<string, { readonly key: string; readonly body: PreparedBody }>()

  constructor(volume: HuVolume) {
    this.sampler = new VolumeSampler(volume)
  }

  find(skin: SkinSurface, { target, reachMm, needleRadiusMm, structures, notAssessed }: WaysSearch): Result<WaysIn, SkinFault> {
    if (!skin.isInside(target)) return err('NOT_INSIDE', 'The target does not lie in the body, so there are no ways in to it. Move the target.')
    const reached = this.reachOf(skin, target, reachMm)
    const kept = structures.map(({ shape, ...structure }) => ({ ...structure, body: this.bodyOf(structure.id, shape) }))
    const map = mapWaysIn({ target, skin: reached.skin, boneMm: reached.boneMm, reachMm, needleRadiusMm, structures: kept, notAssessed })
    return ok({ skin: reached.skin, map, suggestions: suggestWays({ target, skin: reached.skin, structures: kept }, map) })
  }

  /** Each question brings the drawings anew; a painted one takes longer to prepare than to compare. */
  private bodyOf(id: string, shape: StructureShape): PreparedBody {
    const key = JSON.stringify(shape)
    const there = this.bodies.get(id)
    if (there?.key === key) return there.body
    const body = preparedBody(shape)
    this.bodies.set(id, { key, body })
    return body
  }

  private reachOf(surface: SkinSurface, target: PatientPoint, reachMm: number): Reached {
    const key = [...target, reachMm].join(' ')
    if (this.reached?.key === key) return this.reached
    const skin = surface.pointsWithin(target, reachMm, SKIN_STEP_MM)
    this.reached = { key, skin, boneMm: boneOnWays(this.sampler, skin.positions, target) }
    return this.reached
  }
}
