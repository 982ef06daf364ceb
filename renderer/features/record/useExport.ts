import { useState } from 'react'
import type { Output } from '#shared/contract/types.ts'
import { client, downloadFrom, faultText, streamUrl } from '#renderer/api/index.ts'

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly message: string }
  | ({ readonly kind: 'done' } & Output<'record.export'>)

/** What a browser's download is called; a patient's name is in no file name. */
export const EXPORT_NAME = 'axis-guide-export.zip'

/** To a folder of the user's choice in Electron; in a browser the files come as one download. */
export function useExport(recordId: string | null): readonly [ExportState, () => Promise<void>] {
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const start = async (): Promise<void> => {
    if (recordId === null) return
    setState({ kind: 'running' })
    const folder = await chooseFolder()
    if (folder.kind === 'back') return setState({ kind: 'idle' })
    const reply = await client.call('record.export', { recordId, ...(folder.kind === 'chosen' ? { directory: folder.directory } : {}) })
    if (!reply.ok) return setState({ kind: 'failed', message: faultText(reply.error) })
    setState({ kind: 'done', ...reply.value })
    if (reply.value.downloadId !== null) downloadFrom(streamUrl('record.download', { downloadId: reply.value.downloadId }), EXPORT_NAME)
  }
  return [state, start]
}

type Folder = { readonly kind: 'chosen'; readonly directory: string } | { readonly kind: 'back' } | { readonly kind: 'browser' }

async function chooseFolder(): Promise<Folder> {
  const reply = await client.call('app.chooseExportFolder', {})
  if (!reply.ok) return { kind: 'browser' }
  return reply.value.directory === null ? { kind: 'back' } : { kind: 'chosen', directory: reply.value.directory }
}
