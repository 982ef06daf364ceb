import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** A chosen file and its place below the chosen folder: folders matter to a DICOMDIR. */
export type UploadFile = { readonly file: File; readonly relativePath: string }

const address = (uploadId: string, relativePath: string): string =>
  `/upload/${uploadId}/${relativePath.split('/').map(part => encodeURIComponent(part)).join('/')}`

/** How many files travel at once; more only wait in the browser's queue. */
const AT_ONCE = 4

/** Sends files to the host's upload folder and answers the id to import them by. */
export async function uploadFiles(
  files: readonly UploadFile[], onProgress: (done: number) => void, signal: AbortSignal,
): Promise<Result<string, Fault<'UPLOAD_FAILED' | 'CANCELLED'>>> {
  const uploadId = crypto.randomUUID()
  const waiting = [...files]
  let done = 0
  const sendNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const answer = await fetch(address(uploadId, next.relativePath), { method: 'PUT', body: next.file, signal })
      if (!answer.ok) throw new Error(`upload answered ${String(answer.status)}`)
      done += 1
      onProgress(done)
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, sendNext))
    return ok(uploadId)
  } catch {
    if (signal.aborted) return err('CANCELLED', 'The import was stopped. What was read stays in the library.')
    return err('UPLOAD_FAILED', `${String(done)} of ${String(files.length)} files were handed over, then one could not be read. Nothing was imported. Check the disc or folder, then import again.`)
  }
}
