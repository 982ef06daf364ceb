import { editCase } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { showMode, type RunChoice, type Slot } from './contrastView.ts'
import { setMask } from './runEdits.ts'

type Looked = { readonly slot: Slot; readonly choice: RunChoice; readonly run: Run; readonly hasMask: boolean }

/** Native, subtracted and the mask, for the active view. */
export function useLookKeys(looked: Looked | null): void {
  useCommands(looked === null ? {} : {
    native: { run: () => { showMode(looked.slot, 'native') } },
    subtracted: { run: () => { showMode(looked.slot, 'subtracted') }, reason: looked.hasMask ? null : 'Choose a frame before the contrast first' },
    'mask-here': { run: () => {
      void editCase('mask here', setMask(looked.choice, [looked.run.cine.frame]))
      showMode(looked.slot, 'subtracted')
    } },
  })
}
