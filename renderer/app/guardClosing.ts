import { isAllSaved } from './allSaved.ts'
import { handOnTyped } from '#renderer/ui/index.ts'

/** A browser asks in its own words before it closes the page; in Electron the window asks (mainWindow.ts). */
export function guardClosing(): void {
  window.addEventListener('beforeunload', (event) => {
    // On its way it may be on the disk before anybody has answered.
    handOnTyped()
    if (!isAllSaved()) event.preventDefault()
  })
}
