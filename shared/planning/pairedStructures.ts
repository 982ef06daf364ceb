import type { SideWord } from '#shared/dicom/identity.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { nearestPlaceOf, type PreparedBody } from './structureClearance.ts'
import type { StructureKindName } from './structureKinds.ts'

/** A target, the side that was confirmed, and where the midline lies; null = not known. */
export type TargetSide = { readonly targetLpsMm: PatientPoint | null; readonly side: SideWord | null; readonly midlineXMm: number | null }

/** One that must be asked about and is not assessed, and why. */
export type MissingKind<K extends string = StructureKindName> = { readonly kind: K; /** Which of the two is missing; null where neither is drawn, and where no side is known. */ readonly side: SideWord | null; readonly why: string }

/** `body` null: begun and not yet measurable; such a drawing says so itself. */
export type DrawnKind = { readonly kind: string; readonly body: PreparedBody | null }

/**
 * How far from the target, to the nearest surface, the structure of the target's own side can lie, where no midline is marked.
 * Vertebral artery: within 8 mm of the joint (eight cadavers, 2.0 to 7.9 mm), and 15 to 27 mm lateral of the midline, so that
 * the other side's lies more than 27 mm from a target 12 mm or more off it. Internal carotid: a facet's length (17.5 mm) and
 * 5 mm in front of a posterior target. C2 root: behind the joint's own breadth (15.3 mm); the other side's reaches to 23 mm.
 */
const OWN_SIDE_WITHIN_MM: Readonly<Record<string, number>> = { vertebralArtery: 25, internalCarotid: 25, c2Root: 15 }

const isPaired = (kind: string): boolean => Object.hasOwn(OWN_SIDE_WITHIN_MM, kind)

/**
 * Which of the kinds asked about nobody has drawn where it counts: of a structure that there are two of, the one of the
 * target's side.
 *
 * @frame   patientLps
 * @units   mm
 * @source  the midline where one is marked, else nearness to the target; distances at C1-2: shared/domain, table of the target
 * @limits  without a target any drawing counts: there is no side yet
 */
export function missingKinds<K extends string>(kinds: readonly K[], drawn: readonly DrawnKind[], target: TargetSide): readonly MissingKind<K>[] {
  return kinds.flatMap((kind): readonly MissingKind<K>[] => {
    const ofKind = drawn.filter((each) => each.kind === kind)
    if (ofKind.length === 0) return [{ kind, side: null, why: 'not drawn' }]
    if (!isPaired(kind) || ofKind.some(({ body }) => body === null || isOnTargetsSide(kind, body, target))) return []
    return [{ kind, side: sideOfTarget(target), why: target.midlineXMm === null ? `none is drawn within ${String(OWN_SIDE_WITHIN_MM[kind])} mm of the target` : 'only the one of the other side is drawn' }]
  })
}

function sideOfTarget({ targetLpsMm, side, midlineXMm }: TargetSide): SideWord | null {
  if (targetLpsMm === null || midlineXMm === null) return side
  return targetLpsMm[0] > midlineXMm ? 'LEFT' : 'RIGHT'
}

function isOnTargetsSide(kind: string, body: PreparedBody, { targetLpsMm, midlineXMm }: TargetSide): boolean {
  if (targetLpsMm === null) return true
  const { placeLpsMm, gapMm } = nearestPlaceOf(body, targetLpsMm)
  return midlineXMm === null ? gapMm <= (OWN_SIDE_WITHIN_MM[kind] ?? Number.NaN) : (placeLpsMm[0] - midlineXMm) * (targetLpsMm[0] - midlineXMm) > 0
}
