import { isTyping } from '#renderer/ui/index.ts'
import { useUnsavedKeyImages } from './keyImageQueue.ts'
import { unsaved } from './note/noteDrafts.ts'
import { useNoteDrafts } from './note/noteStore.ts'
import { isChanging } from './recordChanges.ts'
import { holdsAddenda } from './signing/addendumDrafts.ts'

/** Whether a picture, a section of a note, an addendum, another change of a record or what stands in a field is in memory alone. */
export function holdsUnsaved(): boolean {
  const { taking, images, aside } = useUnsavedKeyImages.getState()
  return taking > 0 || images.length > 0 || aside.length > 0 || unsaved(useNoteDrafts.getState()).length > 0 || holdsAddenda() || isChanging() || isTyping()
}
