import { useEffect, useRef } from 'react'
import type { Run } from './useRun.ts'

const playsHere = (target: EventTarget | null): boolean =>
  !(target instanceof HTMLElement) || target === document.body || target.closest('figure, .scrub') !== null

/** Space plays only in a view or the time line; elsewhere it presses what has the focus. [ and ] set the loop. */
export function useCineKeys(run: Run | null): void {
  const held = useRef(run)
  useEffect(() => { held.current = run })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const current = held.current
      if (current === null || event.ctrlKey || event.metaKey || event.altKey || !playsHere(event.target)) return
      const { cine, firstFrame, lastFrame } = current
      if (event.key === ' ') (cine.playing ? cine.pause : cine.play)()
      else if (event.key === '[') cine.setLoop([cine.frame, cine.loop?.[1] ?? lastFrame])
      else if (event.key === ']') cine.setLoop([cine.loop?.[0] ?? firstFrame, cine.frame])
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => { window.removeEventListener('keydown', onKeyDown) }
  }, [])
}
