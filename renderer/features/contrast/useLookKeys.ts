import { editCase } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import type { FrameMode } from '#renderer/viewports/index.ts'
import { showFaint, showMode, type RunChoice, type Slot } from './contrastView.ts'
import { setMask } from './runEdits.ts'
import type { MaskOffer } from './subtraction/useSubtraction.ts'
import { nextMap, pressNative, showSubtracted } from './views/lookModes.ts'

type Looked = { readonly slot: Slot; readonly choice: RunChoice; readonly run: Run; readonly mode: FrameMode; readonly faint: boolean; readonly hasMask: boolean; readonly offer: MaskOffer | null; readonly isAsked: boolean }

/** The pictures of a run and its mask, for the active view. */
export function useLookKeys(looked: Looked | null): void {
  useCommands(looked === null ? {} : commandsOf(looked))
}

function commandsOf({ slot, choice, run, mode, faint, hasMask, offer, isAsked }: Looked): Parameters<typeof useCommands>[0] {
  const reason = hasMask || offer !== null ? null : isAsked ? 'A mask is being looked for' : 'Choose a frame before the contrast first'
  const show = (next: FrameMode): void => { showSubtracted(slot, choice, next, hasMask, offer) }
  return {
    native: { run: () => { pressNative(slot) } },
    subtracted: { run: () => { show('subtracted') }, reason },
    peak: { run: () => { show('peak') }, reason },
    arrival: { run: () => { show(nextMap(mode)) }, reason },
    'faint-flow': {
      run: () => {
        showFaint(slot, !faint)
        if (mode !== 'subtracted' && mode !== 'peak') show('subtracted')
      },
      reason,
    },
    'mask-here': { run: () => {
      void editCase('mask here', setMask(choice, [run.cine.frame]))
      showMode(slot, 'subtracted')
    } },
  }
}
