import { useEffect } from 'react'
import { tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { commands, commandState, isStroke, type Command, type CommandId } from '#renderer/features/commands/index.ts'
import { handOnTyped } from '#renderer/ui/index.ts'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || (target.matches('input, textarea, select') && !target.matches('[type=range]')))

const sliderKeys = /^(Arrow.*|Page.*|Home|End)$/

/** A radio group or a menu keeps all keys, a slider those that move it. */
function keepsItsKeys({ target, key }: KeyboardEvent): boolean {
  if (isField(target) || !(target instanceof HTMLElement)) return isField(target)
  if (target.closest('[role=radiogroup], [role=menu], [role=listbox]') !== null) return true
  return sliderKeys.test(key) && target.closest('[role=slider], [type=range]') !== null
}

/** Elsewhere Space presses what has the focus. */
const isInRun = (target: EventTarget | null): boolean => !(target instanceof HTMLElement) || target === document.body || (target.closest('figure, .scrub') !== null && target.closest('button') === null)

function worksHere({ place, notInFields }: Command, event: KeyboardEvent): boolean {
  if (place === 'app') return notInFields !== true || !isField(event.target)
  if (useSession.getState().caseId === null) return false
  return place === 'run' ? isInRun(event.target) && !isField(event.target) : !keepsItsKeys(event)
}

/** To another screen, also from inside a field. */
const leadAway: ReadonlySet<CommandId> = new Set(['cases', 'records', 'teaching', 'import', 'stage-study', 'stage-plan', 'stage-contrast', 'stage-record', 'stage-teach'])

/** All keys of the app, from the one table of commands. */
export function useAppKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.getModifierState('AltGraph')) return
      const pressed = commands.find(({ keys = [] }) => keys.some(stroke => isStroke(event, stroke)))
      if (pressed === undefined || !worksHere(pressed, event)) return
      const state = commandState(pressed.id)
      // A key of a view that has no meaning now is left to the page; one of the app says why.
      if (state.kind === 'blocked' && pressed.place !== 'app') return
      event.preventDefault()
      if (state.kind === 'blocked') return tellReceipt(`${state.reason}.`)
      if (event.repeat && pressed.once === true) return
      if (pressed.place === 'app') handOnTyped()
      // Whatever field it is pressed in: one that is taken off the screen is not told that it is left.
      if (leadAway.has(pressed.id) && event.target instanceof HTMLElement && isField(event.target)) event.target.blur()
      state.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => { window.removeEventListener('keydown', onKeyDown) }
  }, [])
}
