import { useSession } from '#renderer/features/case/index.ts'
import { holdsUnsaved } from '#renderer/features/record/index.ts'

/** What would be gone with the page: edits, pictures and sections of notes that are not on the disk yet. */
function isAllSaved(): boolean {
  const { saving, owed } = useSession.getState()
  return saving.kind === 'saved' && owed === 0 && !holdsUnsaved()
}

/** A browser asks in its own words before it closes the page; in Electron the window asks (mainWindow.ts). */
export function guardClosing(): void {
  window.addEventListener('beforeunload', (event) => {
    if (!isAllSaved()) event.preventDefault()
  })
}
