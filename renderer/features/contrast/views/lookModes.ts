import { editCase } from '#renderer/features/case/index.ts'
import type { FrameMode } from '#renderer/viewports/index.ts'
import { showMode, useContrastView, type RunChoice, type Slot } from '../contrastView.ts'
import { setMask } from '../runEdits.ts'
import type { MaskOffer } from '../subtraction/useSubtraction.ts'

/** A key held this long was held to look; a shorter one stays where it leads. */
const HOLD_MS = 300

/** The native picture: for as long as its key is held, or from now on. */
export function pressNative(slot: Slot): void {
  const before = useContrastView.getState().modes[slot]
  showMode(slot, 'native')
  if (before === 'native') return
  const begun = performance.now()
  window.addEventListener('keyup', () => { if (performance.now() - begun > HOLD_MS) showMode(slot, before) }, { once: true })
}

/** Shows a picture that is subtracted; without a mask the offered one is taken, and said on the image. */
export function showSubtracted(slot: Slot, choice: RunChoice, mode: FrameMode, hasMask: boolean, offer: MaskOffer | null): void {
  if (!hasMask && offer !== null) takeMask(choice, offer)
  showMode(slot, mode)
}

export function takeMask(choice: RunChoice, offer: MaskOffer): void {
  void editCase(offer.source === 'header' ? 'mask of the header' : 'proposed mask', setMask(choice, offer.maskFrames, offer.source))
}

/** Arrival, and from there the time to peak. */
export const nextMap = (mode: FrameMode): FrameMode => (mode === 'arrival' ? 'timeToPeak' : 'arrival')
