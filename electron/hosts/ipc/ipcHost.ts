import { ipcMain, type WebContents } from 'electron'
import type { GrantedPaths } from '#electron/hosts/grantedPaths.ts'
import type { RunningServices } from '#electron/services/createServices.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import { ipcChannels } from '#shared/contract/ipcChannels.ts'
import { err } from '#shared/result.ts'
import { filePath } from '#shared/values.ts'
import { z } from 'zod'
import { isTrustedSender } from './trustedSender.ts'

type HostParts = {
  readonly running: Pick<RunningServices, 'services' | 'subscribe'>
  readonly granted: GrantedPaths
  /** The windows that hear events. */
  readonly windows: () => readonly WebContents[]
  readonly log: (bug: unknown) => void
}

const droppedPaths = z.array(filePath).max(100_000)
const notTrusted = () => err('BAD_REQUEST', 'This page may not call Axis Guide.')

/** Carries calls and events between the window and the services. */
export function startIpcHost({ running, granted, windows, log }: HostParts): void {
  ipcMain.handle(ipcChannels.request, (event, request: unknown) => (isTrustedSender(event) ? dispatch(running.services, request, log) : notTrusted()))
  ipcMain.handle(ipcChannels.permitDropped, (event, paths: unknown) => {
    const dropped = droppedPaths.safeParse(paths)
    if (!isTrustedSender(event) || !dropped.success) return notTrusted()
    for (const path of dropped.data) granted.grantRead(path)
    return null
  })
  running.subscribe((event) => {
    for (const contents of windows()) if (!contents.isDestroyed()) contents.send(ipcChannels.event, event)
  })
}
