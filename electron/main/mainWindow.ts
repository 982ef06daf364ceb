import path from 'node:path'
import { app, BrowserWindow, dialog, screen } from 'electron'
import { APP_ORIGIN } from '#electron/hosts/ipc/trustedSender.ts'
import { placeWindow, readWindowState, SMALLEST_WINDOW, writeWindowState } from './windowState.ts'

/** The page's own background, so that nothing flashes before it is there. */
const BACKGROUND = '#0b0c0d'

type WindowParts = { readonly dataDirectory: string; readonly preload: string; readonly onGone: (reason: string) => void }

export function openMainWindow({ dataDirectory, preload, onGone }: WindowParts): BrowserWindow {
  const stateFile = path.join(dataDirectory, 'window.json')
  const { bounds, maximised } = placeWindow(readWindowState(stateFile), [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea))
  const window = new BrowserWindow({
    ...bounds, minWidth: SMALLEST_WINDOW.width, minHeight: SMALLEST_WINDOW.height,
    // The title never names a patient: it shows in task bars, screen shares and screenshots.
    title: 'Axis Guide', show: false, backgroundColor: BACKGROUND,
    webPreferences: {
      preload,
      contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, navigateOnDragDrop: false,
      safeDialogs: true, spellcheck: false, devTools: !app.isPackaged,
      // A run keeps its true frame times while another window lies on top.
      backgroundThrottling: false,
    },
  })
  // The menu that a window from source has is for its keys alone; a light bar has no place in a dark room.
  window.setMenuBarVisibility(false)
  if (maximised) window.maximize()
  window.on('page-title-updated', (event) => { event.preventDefault() })
  window.once('ready-to-show', () => { window.show() })
  window.on('close', () => { writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximised: window.isMaximized() }) })
  // The page holds something that is not on the disk, and does not let itself be closed (guardClosing.ts).
  window.webContents.on('will-prevent-unload', (event) => { if (isLossAccepted(window)) event.preventDefault() })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onGone(reason)
    // All that was shown as saved is with the main process; the page begins anew from there.
    if (reason !== 'clean-exit' && !window.isDestroyed()) void window.loadURL(`${APP_ORIGIN}/`)
  })
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

/** Asked only while something would be lost; the window stays unless that is said in so many words. */
function isLossAccepted(window: BrowserWindow): boolean {
  const buttons = ['Stay', 'Close and lose it']
  const chosen = dialog.showMessageBoxSync(window, {
    type: 'warning', buttons, defaultId: 0, cancelId: 0, noLink: true,
    title: 'Axis Guide', message: 'Not everything is saved.', detail: 'An edit, a key image or a part of a note is held in memory alone. If the window is closed now, it is lost. Stay, then save it again.',
  })
  return buttons[chosen] === 'Close and lose it'
}
