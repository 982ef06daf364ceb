import { z } from 'zod'
import type { streams } from '#shared/contract/contract.ts'
import type { StreamName } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { uuid } from '#shared/values.ts'

/** Where a byte stream is fetched, on the page's own origin: the same address in Electron and on loopback. */
export function streamUrl<S extends StreamName>(name: S, input: z.input<(typeof streams)[S]>): string {
  const query = new URLSearchParams(Object.entries(input).map(([key, value]) => [key, String(value)]))
  return `/stream/${name}?${query.toString()}`
}

export type UploadFault = Fault<'UPLOAD_FAILED'>

const blobReply = z.object({ blobId: uuid })

/** Lays bytes beside the envelope; the id names them in a call that follows. */
export async function putBlob(bytes: Uint8Array<ArrayBuffer>): Promise<Result<string, UploadFault>> {
  try {
    const reply = await fetch('/blob', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: bytes })
    const parsed = blobReply.safeParse(await reply.json())
    if (reply.ok && parsed.success) return ok(parsed.data.blobId)
  } catch {
    return err('UPLOAD_FAILED', 'The connection to Axis Guide is lost. The picture is held in memory. Try again; do not close the app.')
  }
  return err('UPLOAD_FAILED', 'The picture could not be handed over. It is held in memory. Try again; do not close the app.')
}

export type UploadFile = { readonly file: File; readonly relativePath: string }

/** Sends files from the browser to the host's staging folder, one after the other, and returns the id to import. */
export async function uploadFiles(files: readonly UploadFile[], onProgress: (sent: number) => void, signal: AbortSignal): Promise<Result<string, UploadFault>> {
  const uploadId = crypto.randomUUID()
  for (const [sent, { file, relativePath }] of files.entries()) {
    onProgress(sent)
    try {
      const reply = await fetch(`/upload/${uploadId}/${relativePath.split('/').map(encodeURIComponent).join('/')}`, { method: 'PUT', body: file, signal })
      if (!reply.ok) return err('UPLOAD_FAILED', `${relativePath} could not be read. Check that the disc is still there, then import again.`)
    } catch {
      return signal.aborted
        ? err('UPLOAD_FAILED', 'The import was cancelled before all files were sent. Nothing was imported.')
        : err('UPLOAD_FAILED', `${relativePath} could not be sent. Check that the file is still there, then import again.`)
    }
  }
  onProgress(files.length)
  return ok(uploadId)
}
