import { useSession } from '#renderer/features/case/index.ts'
import { holdsUnsaved } from '#renderer/features/record/index.ts'
import { handOnTyped } from '#renderer/ui/index.ts'

/** What would be gone with the page: edits, pictures, sections of notes and addenda that are not on the disk yet, and what stands in a field. */
function isAllSaved(): boolean {
  const { saving, owed } = useSession.getState()
  return saving.kind === 'saved' && owed === 0 && !holdsUnsaved()
}

/** A browser asks in its own words before it closes the page; in Electron the window asks (mainWindow.ts). */
export function guardClosing(): void {
  window.addEventListener('beforeunload', (event) => {
    // On its way it may be on the disk before anybody has answered.
    handOnTyped()
    if (!isAllSaved()) event.preventDefault()
  })
}
