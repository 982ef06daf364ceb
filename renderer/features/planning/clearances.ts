import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlanningMarks } from '#shared/planning/planningMarks.ts'
import { missingKinds, type MissingKind, type TargetSide } from '#shared/planning/pairedStructures.ts'
import { measurableBody, structureClearance, type ClearanceState } from '#shared/planning/structureClearance.ts'
import type { RecordedClearance } from '#shared/procedure/recordEvents.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { askedStructures, structureKinds, type StructureKindName } from '#shared/planning/structureKinds.ts'

export type ClearanceRow = { readonly structure: PlannedStructure; readonly state: ClearanceState }

/** Of every structure drawn on the plan's series, the nearest first; what cannot be assessed comes last. */
export function clearanceRows(plan: VolumePlan, structures: readonly PlannedStructure[], margins: PlanningMarks['margins']): readonly ClearanceRow[] {
  const { entryLpsMm, targetLpsMm, needle } = plan
  const radiusMm = needle === null ? null : needleOuterRadiusMm(needle.gauge)
  const rows = structures.map((structure): ClearanceRow => ({
    structure,
    state: entryLpsMm === null || targetLpsMm === null ? { kind: 'notAssessed', why: 'The path is not complete.' }
      : radiusMm === null ? { kind: 'notAssessed', why: 'Choose the needle: its width counts.' }
        : structureClearance([entryLpsMm, targetLpsMm], radiusMm, structure, margins),
  }))
  const rank = ({ state }: ClearanceRow): number => (state.kind === 'assessed' ? state.leastMm : Infinity)
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

/** The structures that must be asked about and that nobody has drawn on the target's side. */
export const missingOf = (structures: readonly PlannedStructure[], target: TargetSide): readonly MissingKind[] => missingKinds(askedStructures, structures.map(({ kind, shape }) => ({ kind, body: measurableBody(shape) })), target)

/** The rows as a record keeps them, with what nobody drew: silence must not read as clear. */
export function recordClearances(rows: readonly ClearanceRow[], missing: readonly MissingKind[]): RecordedClearance[] {
  return [
    ...rows.map(({ structure: { kind, name, uncertaintyMm }, state }): RecordedClearance => (state.kind === 'assessed'
      ? { kind, name, distanceMm: state.distanceMm, leastMm: uncertaintyMm === null ? null : state.leastMm, level: state.level, ...(state.endsThere ? { endsThere: true } : {}) }
      : { kind, name, distanceMm: null, leastMm: null, level: 'notAssessed' })),
    ...missing.map((each): RecordedClearance => ({ kind: each.kind, name: missingName(each), distanceMm: null, leastMm: null, level: 'notAssessed' })),
  ]
}

/** What still has to be acknowledged: nearer than its margin, knowingly. */
export function openCautions(plan: VolumePlan, rows: readonly ClearanceRow[]): readonly ClearanceRow[] {
  const acknowledged = new Set((plan.acknowledgedCautions ?? []).map(({ structureId }) => structureId))
  return rows.filter(({ structure, state }) => state.kind === 'assessed' && state.level !== 'above' && !acknowledged.has(structure.id))
}

/** What is to be answered beside a structure, as short as a list wants it. */
export const tooNearWords = ({ structure: { name }, state }: ClearanceRow): string => (state.kind === 'assessed' && state.endsThere && state.leastMm >= state.margin.cautionMm ? `the drawing of ${name} ends there` : `${name} is too near`)

/** "Vertebral artery, LEFT": which of two is missing while the other is drawn. */
export const missingName = ({ kind, side }: MissingKind): string => `${nameOfKind(kind)}${side === null ? '' : `, ${side}`}`

export const nameOfKind = (kind: StructureKindName): string => structureKinds.find((each) => each.kind === kind)?.name ?? kind
