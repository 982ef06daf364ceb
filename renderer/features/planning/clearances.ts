import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlanningMarks } from '#shared/planning/planningMarks.ts'
import { structureClearance, type ClearanceState } from '#shared/planning/structureClearance.ts'
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

/** The structures that must be asked about and that nobody has drawn. */
export const missingKinds = (structures: readonly PlannedStructure[]): readonly StructureKindName[] => askedStructures.filter((kind) => !structures.some((each) => each.kind === kind))

/** The rows as a record keeps them, with what nobody drew: silence must not read as clear. */
export function recordClearances(rows: readonly ClearanceRow[]): RecordedClearance[] {
  return [
    ...rows.map(({ structure: { kind, name }, state }): RecordedClearance => (state.kind === 'assessed'
      ? { kind, name, distanceMm: state.distanceMm, leastMm: state.leastMm, level: state.level }
      : { kind, name, distanceMm: null, leastMm: null, level: 'notAssessed' })),
    ...missingKinds(rows.map(({ structure }) => structure)).map((kind): RecordedClearance => ({ kind, name: nameOfKind(kind), distanceMm: null, leastMm: null, level: 'notAssessed' })),
  ]
}

/** What still has to be acknowledged: nearer than its margin, knowingly. */
export function openCautions(plan: VolumePlan, rows: readonly ClearanceRow[]): readonly ClearanceRow[] {
  const acknowledged = new Set((plan.acknowledgedCautions ?? []).map(({ structureId }) => structureId))
  return rows.filter(({ structure, state }) => state.kind === 'assessed' && state.level !== 'above' && !acknowledged.has(structure.id))
}

export const nameOfKind = (kind: StructureKindName): string => structureKinds.find((each) => each.kind === kind)?.name ?? kind
