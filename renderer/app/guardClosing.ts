import { isAllSaved } from './allSaved.ts'

/** A browser asks in its own words before it closes the page; in Electron the window asks (mainWindow.ts). */
export function guardClosing(): void {
  window.addEventListener('beforeunload', (event) => {
    if (!isAllSaved()) event.preventDefault()
  })
}
