import { useUnsavedKeyImages } from './keyImageQueue.ts'
import { unsaved } from './note/noteDrafts.ts'
import { useNoteDrafts } from './note/noteStore.ts'

/** Whether a picture or a section of a note is in memory alone. */
export function holdsUnsaved(): boolean {
  const { taking, images, aside } = useUnsavedKeyImages.getState()
  return taking > 0 || images.length > 0 || aside.length > 0 || unsaved(useNoteDrafts.getState()).length > 0
}
