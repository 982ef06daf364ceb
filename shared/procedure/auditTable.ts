import { patternWords } from '#shared/contrast/assessmentWords.ts'
import { csvLines, csvNumber, csvText } from '#shared/csvCell.ts'
import type { RecordSummary } from './recordSummary.ts'
import { complicationWords } from './note/noteWords.ts'

export type AuditRow = { readonly recordId: string; readonly patientId: string; readonly patientName: string; readonly side: string; readonly level: string; readonly createdAtIso: string; readonly signedAtIso: string | null; /** Nobody has given a passphrase for the signature on this computer. */ readonly signedFromFile: boolean; readonly summary: RecordSummary }

const text = (value: string | null): string => csvText(value ?? '')
const list = (values: readonly string[]): string => csvText(values.join('; '))

/** Names carry their unit; times are UTC. */
const columns: readonly (readonly [string, (row: AuditRow) => string])[] = [
  ['record_id', ({ recordId }) => csvText(recordId)], ['patient_id', ({ patientId }) => csvText(patientId)], ['patient_name', ({ patientName }) => csvText(patientName)],
  ['side', ({ side }) => csvText(side)], ['level', ({ level }) => csvText(level)], ['performed_at_utc', ({ summary }) => csvText(summary.performedAtIso)],
  ['operator', ({ summary }) => csvText(summary.operator)], ['signed_by', ({ summary }) => text(summary.signedBy)], ['signed_at_utc', ({ signedAtIso }) => text(signedAtIso)], ['signature_from_file', ({ signedAtIso, signedFromFile }) => text(signedAtIso === null ? null : signedFromFile ? 'yes' : 'no')], ['countersigned_by', ({ summary }) => text(summary.countersignedBy)],
  ['position', ({ summary }) => text(summary.position)], ['approach', ({ summary }) => text(summary.approach)], ['guidance', ({ summary }) => list(summary.guidance)],
  ['needle_gauge', ({ summary }) => csvNumber(summary.needleGauge)], ['needle_length_mm', ({ summary }) => csvNumber(summary.needleLengthMm)], ['passes', ({ summary }) => csvNumber(summary.passes)],
  ['contrast_patterns', ({ summary }) => list(summary.patterns.map((pattern) => patternWords[pattern]))], ['contrast_decision', ({ summary }) => text(summary.lastDecision)],
  ['drugs', ({ summary }) => list(summary.drugs)], ['joint_volume_ml', ({ summary }) => csvNumber(summary.jointVolumeMl)], ['particulate_steroid', ({ summary }) => text(summary.particulateGiven)],
  ['fluoroscopy_time_s', ({ summary }) => csvNumber(summary.fluoroscopyTimeS)], ['air_kerma_mgy', ({ summary }) => csvNumber(summary.airKermaMGy)], ['dose_area_product_gycm2', ({ summary }) => csvNumber(summary.doseAreaProductGyCm2)],
  ['ctdivol_mgy', ({ summary }) => csvNumber(summary.ctdiVolMGy)], ['dose_length_product_mgycm', ({ summary }) => csvNumber(summary.doseLengthProductMGyCm)],
  ['pain_before', ({ summary }) => csvNumber(summary.painAtRest.before)], ['pain_0_min', ({ summary }) => csvNumber(summary.painAtRest.at0Min)], ['pain_15_min', ({ summary }) => csvNumber(summary.painAtRest.at15Min)],
  ['pain_30_min', ({ summary }) => csvNumber(summary.painAtRest.at30Min)], ['pain_6_h', ({ summary }) => csvNumber(summary.painAtRest.at6Hours)],
  ['relief_percent', ({ summary }) => csvNumber(summary.reliefPercent)], ['block_positive', ({ summary }) => text(summary.blockPositive === null ? null : summary.blockPositive ? 'yes' : 'no')],
  ['complications', ({ summary }) => list(summary.complications.map((one) => complicationWords[one]))], ['disposition', ({ summary }) => text(summary.disposition)],
  ['key_images', ({ summary }) => csvNumber(summary.keyImages)], ['addenda', ({ summary }) => csvNumber(summary.addenda)],
]

/** Records as a table for a spreadsheet, a line a record. An empty cell is "not said". */
export const auditTable = (rows: readonly AuditRow[]): string =>
  csvLines([columns.map(([name]) => name), ...rows.map((row) => columns.map(([, cell]) => cell(row)))])
