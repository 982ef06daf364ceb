import { IconChevronDown, IconChevronLeft, IconChevronRight, IconChevronUp } from '@tabler/icons-react'
import type { RunChoice } from '../contrastView.ts'
import { nudgeMask } from './shiftTools.ts'
import { FINE_STEP_PX } from './subtractionEdits.ts'

const steps = [
  { name: 'back', icon: IconChevronLeft, by: [0, -FINE_STEP_PX] }, { name: 'up', icon: IconChevronUp, by: [-FINE_STEP_PX, 0] },
  { name: 'down', icon: IconChevronDown, by: [FINE_STEP_PX, 0] }, { name: 'on', icon: IconChevronRight, by: [0, FINE_STEP_PX] },
] as const

/** Moves the mask, or that of the chosen box, by a tenth of a pixel. */
export function MaskMover({ choice, name }: { readonly choice: RunChoice; readonly name: string }) {
  return (
    <span className="mover" role="group" aria-label={`Move the ${name} by ${String(FINE_STEP_PX)} px`} title="Alt+Shift+arrows: 0.1 px. Alt+arrows: 1 px.">
      {steps.map(({ name: way, icon: Icon, by }) => <button key={way} type="button" className="btn sm" aria-label={`Move the ${name} ${way}`} onClick={() => { nudgeMask(choice, by) }}><Icon size="1.1rem" aria-hidden /></button>)}
      <small className="soft">{FINE_STEP_PX}</small>
    </span>
  )
}
