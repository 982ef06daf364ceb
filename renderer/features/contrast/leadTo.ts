import { tellReceipt } from '#renderer/features/case/index.ts'
import { commands, commandState } from '#renderer/features/commands/index.ts'
import { useXrayPage } from '#renderer/features/xray/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import { setActiveSlot, showInSlot, useContrastView, viewIdOf, type Slot } from './contrastView.ts'
import { showContrastPage } from './contrastPage.ts'
import type { Lead } from './decision.ts'

/** The keys of the pictures that have a command of their own. */
const keyOf = { subtracted: 's', peak: 'p', faint: 'f' } as const

/** Brings what is to do before the eyes: the run in the way it is to be looked at, or the field that is to be answered. */
export function leadTo(lead: Lead): void {
  if (lead.kind === 'none') return
  if (lead.kind === 'ct') return showContrastPage('ct')
  if (lead.kind === 'field') {
    useXrayPage.setState({ page: 'path' })
    return afterDrawing(() => { focusField(lead.field) })
  }
  showContrastPage('runs')
  const { run, look } = lead
  const slot = slotOf(run.seriesUid, look === 'lateral')
  showInSlot(slot, run)
  setActiveSlot(slot)
  afterDrawing(() => {
    if (look !== 'native' && look !== 'lateral') press(keyOf[look])
    useViewing.getState().setActiveView(viewIdOf(slot))
  })
}

/** Where the run is shown already, else the first view, or the second for what lies beside it. */
function slotOf(seriesUid: string, isBeside: boolean): Slot {
  const { series } = useContrastView.getState()
  if (series.first === seriesUid) return 'first'
  if (series.second === seriesUid) return 'second'
  return isBeside ? 'second' : 'first'
}

function press(key: string): void {
  const command = commands.find(({ place, keys }) => place === 'contrast' && keys?.some((one) => one === key))
  if (command === undefined) return
  const state = commandState(command.id)
  if (state.kind === 'ready') state.run()
  else tellReceipt(state.reason)
}

function focusField(field: string): void {
  const section = document.getElementById(`contrast-${field}`)
  section?.scrollIntoView({ block: 'nearest' })
  section?.querySelector<HTMLElement>('input, select, textarea, [role=radio][tabindex="0"], [role=checkbox]')?.focus({ preventScroll: true })
}

const afterDrawing = (work: () => void): void => { requestAnimationFrame(() => { requestAnimationFrame(work) }) }
