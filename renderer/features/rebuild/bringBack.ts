import { client, faultText, uploadFiles, type UploadFile } from '#renderer/api/index.ts'
import type { Output } from '#shared/contract/types.ts'

/** Where records come from: files of this computer, files that a browser hands over, or objects that were imported. */
export type RecordsFrom =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'files'; readonly files: readonly UploadFile[] }
  | { readonly kind: 'imported'; readonly seriesUids: readonly string[] }
export type BroughtBack = ({ readonly kind: 'done' } & Output<'record.rebuild'>) | { readonly kind: 'failed'; readonly message: string }

export async function bringBack(from: RecordsFrom): Promise<BroughtBack> {
  const reply = await ask(from)
  return reply.ok ? { kind: 'done', ...reply.value } : { kind: 'failed', message: reply.message }
}

type Answer = { readonly ok: true; readonly value: Output<'record.rebuild'> } | { readonly ok: false; readonly message: string }

async function ask(from: RecordsFrom): Promise<Answer> {
  if (from.kind === 'files') {
    const sent = await uploadFiles(from.files, () => undefined, new AbortController().signal)
    if (!sent.ok) return { ok: false, message: sent.error.message }
    return said(await client.call('record.rebuildUploaded', { uploadId: sent.value }))
  }
  return said(from.kind === 'paths' ? await client.call('record.rebuild', { paths: [...from.paths] }) : await client.call('record.rebuildImported', { seriesUids: [...from.seriesUids] }))
}

const said = (reply: Awaited<ReturnType<typeof client.call<'record.rebuild' | 'record.rebuildUploaded' | 'record.rebuildImported'>>>): Answer => (reply.ok ? reply : { ok: false, message: faultText(reply.error) })
