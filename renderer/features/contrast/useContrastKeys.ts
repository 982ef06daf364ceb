import { useEffect, useRef } from 'react'
import { showMode, useContrastViews, type Slot } from './contrastViews.ts'
import type { Shown } from './ContrastWork.tsx'
import { toggleContrastFrame } from './FramePicker.tsx'

/** N held this long is a look, not a choice. */
const HOLD_MS = 350

/** S subtracted, N native (held: only while held), B mask here. */
export function useContrastKeys(slot: Slot, shown: Shown): void {
  const held = useRef({ slot, shown })
  useEffect(() => { held.current = { slot, shown } })
  useEffect(() => {
    let pressed: { readonly at: number; readonly before: 'native' | 'subtracted' } | null = null
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
      const key = event.key.toLowerCase()
      if (key === 's') showMode(held.current.slot, 'subtracted')
      else if (key === 'b') toggleContrastFrame(held.current.shown, 'maskFrames', held.current.shown.run.cine.frame)
      else if (key === 'n') {
        pressed = { at: performance.now(), before: useContrastViews.getState().modes[held.current.slot] }
        showMode(held.current.slot, 'native')
      }
    }
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'n' || pressed === null) return
      if (performance.now() - pressed.at > HOLD_MS) showMode(held.current.slot, pressed.before)
      pressed = null
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('keyup', onKeyUp)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('keyup', onKeyUp)
    }
  }, [])
}
