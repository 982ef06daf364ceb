import { useEffect, useRef } from 'react'
import { editCase } from '#renderer/features/case/index.ts'
import { showMode, type RunChoice, type Slot } from './contrastView.ts'
import { setMask } from './runEdits.ts'

type Looked = { readonly slot: Slot; readonly choice: RunChoice; readonly frame: number; readonly hasMask: boolean }

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || (target.matches('input, textarea, select') && !target.matches('[type=range]')))

/** N native, S subtracted, B mask here, for the active view. */
export function useLookKeys(looked: Looked | null): void {
  const held = useRef(looked)
  useEffect(() => { held.current = looked })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const current = held.current
      if (current === null || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
      const key = event.key.toLowerCase()
      if (key === 'n') showMode(current.slot, 'native')
      else if (key === 's' && current.hasMask) showMode(current.slot, 'subtracted')
      else if (key === 'b') {
        void editCase('mask here', setMask(current.choice, [current.frame]))
        showMode(current.slot, 'subtracted')
      } else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => { window.removeEventListener('keydown', onKeyDown) }
  }, [])
}
