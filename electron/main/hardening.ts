import { app, session, type WebContents } from 'electron'

/** Pages of the web, files and sockets: nothing of ours ever asks for one, so whoever does is refused. */
const REMOTE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*']

/** What no page may do, whichever window it is in. Each line has its test in test/e2e/electronHardening.spec.ts. */
export function hardenApp(): void {
  app.on('web-contents-created', (_event, contents) => { hardenContents(contents) })
}

function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => { event.preventDefault() })
  contents.on('will-frame-navigate', (event) => { event.preventDefault() })
  contents.on('will-redirect', (event) => { event.preventDefault() })
  contents.on('will-attach-webview', (event) => { event.preventDefault() })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Has to run once Electron is ready, before the first window. */
export function hardenSession(): void {
  const ours = session.defaultSession
  ours.setPermissionRequestHandler((_contents, _permission, decide) => { decide(false) })
  ours.setPermissionCheckHandler(() => false)
  ours.setDevicePermissionHandler(() => false)
  ours.webRequest.onBeforeRequest({ urls: REMOTE }, (_details, decide) => { decide({ cancel: true }) })
  ours.on('will-download', (event) => { event.preventDefault() })
  ours.setSpellCheckerEnabled(false)
}
