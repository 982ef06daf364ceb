import type { ClearanceState } from '#shared/planning/structureClearance.ts'
import { clearanceScale } from './clearanceScale.ts'

/** How far a clearance stands from its margins, at one look: zones to keep out of, the figure, and how sure it is. */
export function ClearanceRuler({ state }: { readonly state: Extract<ClearanceState, { readonly kind: 'assessed' }> }) {
  const { stop, caution, at, from, to, beyond, words } = clearanceScale(state)
  const percent = (value: number): string => `${value.toFixed(1)}%`
  return (
    <span className="ruler" role="img" aria-label={words}>
      <i className="rl-stop" style={{ width: percent(stop) }} />
      <i className="rl-caution" style={{ left: percent(stop), width: percent(caution - stop) }} />
      <i className="rl-reach" style={{ left: percent(from), width: percent(to - from) }} />
      <i className={beyond === null ? 'rl-at' : `rl-at ${beyond}`} style={{ left: percent(at) }} />
    </span>
  )
}
