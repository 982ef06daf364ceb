import { IconAlertTriangle } from '@tabler/icons-react'
import { editCase, writeDecimal } from '#renderer/features/case/index.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { ClearanceRow } from './clearances.ts'
import { withPlan } from './planEdits.ts'

/** One line for each structure that is nearer than its margin: whoever goes on does so knowingly. */
export function OpenCautions({ rows, onAcknowledge }: { readonly rows: readonly ClearanceRow[]; readonly onAcknowledge: (row: ClearanceRow) => void }) {
  return rows.map(row => (
    <div key={row.structure.id} className="open-caution">
      <IconAlertTriangle className="i caution" aria-hidden />
      <span>{row.structure.name} {row.state.kind === 'assessed' ? `${writeDecimal(row.state.leastMm)} mm at worst` : ''}</span>
      <button type="button" className="btn" onClick={() => { onAcknowledge(row) }}>Acknowledge</button>
    </div>
  ))
}

/** A target outside the lateral third, knowingly. */
export function OutsideBand({ onAcknowledge }: { readonly onAcknowledge: () => void }) {
  return (
    <div className="open-caution">
      <IconAlertTriangle className="i caution" aria-hidden />
      <span>Target outside the lateral third</span>
      <button type="button" className="btn" onClick={onAcknowledge}>Acknowledge</button>
    </div>
  )
}

export function acknowledgeBand(plan: VolumePlan, by: string): void {
  void editCase('target outside the band acknowledged', document => withPlan(document, { ...plan, outsideBandKnown: { by, atIso: new Date().toISOString() } }))
}

export function acknowledge(plan: VolumePlan, { structure }: ClearanceRow, by: string): void {
  const known = plan.acknowledgedCautions ?? []
  void editCase(`${structure.name} acknowledged`, document => withPlan(document, { ...plan, acknowledgedCautions: [...known, { structureId: structure.id, by, atIso: new Date().toISOString() }] }))
}
