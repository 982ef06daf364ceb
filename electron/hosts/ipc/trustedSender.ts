import type { IpcMainInvokeEvent } from 'electron'

export const APP_ORIGIN = 'axis://app'

type Sender = {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** True for the main frame of a page of our own; not for frames inside it, nor for whatever a window was led to. */
export function isTrustedSender({ senderFrame }: Sender | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && (senderFrame.url === APP_ORIGIN || senderFrame.url.startsWith(`${APP_ORIGIN}/`))
}
