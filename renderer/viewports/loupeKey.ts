import { useViewing } from './viewing.ts'

/** A key held this long was held to look; a shorter one leaves the loupe where it is. */
const HOLD_MS = 300

/** Takes the loupe into the hand or out of it; while its key is held it is there, and goes with the key. */
export function pressLoupe(): void {
  const { loupe, setLoupe } = useViewing.getState()
  setLoupe(!loupe)
  if (loupe) return
  const begun = performance.now()
  window.addEventListener('keyup', () => { if (performance.now() - begun > HOLD_MS) useViewing.getState().setLoupe(false) }, { once: true })
}
