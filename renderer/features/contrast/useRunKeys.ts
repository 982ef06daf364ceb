import { useEffect } from 'react'
import { useSessionActions } from '#renderer/features/session/index.ts'
import type { Cine } from '#renderer/viewports/index.ts'
import { useContrastView, type Run, type Slot } from './contrastView.ts'
import { setMask } from './runEdits.ts'

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('input:not([type=range]), textarea, select, [contenteditable]')
const isControl = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('button, select')

/** Keys of the run in the active view; none while something is typed, Space not while a button has the focus. */
export function useRunKeys({ isActive, cine, run, slot }: { readonly isActive: boolean; readonly cine: Cine; readonly run: Run; readonly slot: Slot }): void {
  const { edit } = useSessionActions()
  const setMode = useContrastView((state) => state.setMode)
  useEffect(() => {
    if (!isActive) return
    const keyed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const action = actions[event.key.toLowerCase()]
      if (action === undefined || (event.key === ' ' && isControl(event.target))) return
      event.preventDefault()
      action()
    }
    const actions: Readonly<Record<string, () => void>> = {
      ' ': () => { if (cine.playing) cine.pause(); else cine.play() },
      arrowleft: () => { cine.step(-1) },
      arrowright: () => { cine.step(1) },
      n: () => { setMode(slot, 'native') },
      s: () => { setMode(slot, 'subtracted') },
      b: () => { void edit('mask chosen', setMask(run, [cine.frame])) },
      '[': () => { cine.setLoop([cine.frame, Math.max(cine.frame, cine.loop?.[1] ?? Number.MAX_SAFE_INTEGER)]) },
      ']': () => { cine.setLoop([Math.min(cine.frame, cine.loop?.[0] ?? 0), cine.frame]) },
    }
    window.addEventListener('keydown', keyed)
    return () => { window.removeEventListener('keydown', keyed) }
  }, [cine, edit, isActive, run, setMode, slot])
}
