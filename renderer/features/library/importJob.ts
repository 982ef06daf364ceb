import { create } from 'zustand'
import { tellReceipt } from '#renderer/features/case/index.ts'
import type { RecordsFrom } from '#renderer/features/rebuild/index.ts'
import { bridgeFromWindow, client, faultText, uploadFiles, type UploadFile } from '#renderer/api/index.ts'
import type { ImportReport } from '#shared/contract/areas/library.ts'
import type { Reply } from '#shared/contract/types.ts'

export type ImportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly words: string; readonly done: number; readonly total: number; readonly jobId: string }
  | { readonly kind: 'report'; readonly report: ImportReport; readonly at: Date; /** PDF files that were among them: a record may be in one. */ readonly pdfs: RecordsFrom | null }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string }

export const useImport = create<ImportState>(() => ({ kind: 'idle' }))
const show = (state: ImportState): void => { useImport.setState(state, true) }

const phaseWords = { listing: 'Looking through', reading: 'Reading', storing: 'Storing', done: 'Reading' } as const
let uploading: AbortController | null = null

function begin(): string {
  const jobId = crypto.randomUUID()
  show({ kind: 'reading', words: 'Looking through', done: 0, total: 0, jobId })
  return jobId
}

client.on('library.importProgress', ({ jobId, phase, done, total }) => {
  const state = useImport.getState()
  if (state.kind === 'reading' && state.jobId === jobId && phase !== 'done') show({ ...state, words: phaseWords[phase], done, total })
})

async function finish(reply: Promise<Reply<'library.import'> | Reply<'library.importUploaded'>>, pdfsOf: (report: ImportReport) => RecordsFrom | null): Promise<void> {
  const answer = await reply
  if (answer.ok) show({ kind: 'report', report: answer.value, at: new Date(), pdfs: pdfsOf(answer.value) })
  else show({ kind: 'failed', message: faultText(answer.error), code: answer.error.code })
}

/** The host says which lie in the folders that were chosen. */
const pdfPaths = ({ pdfs }: ImportReport): RecordsFrom | null => (pdfs.length === 0 ? null : { kind: 'paths', paths: pdfs })
function pdfFiles(files: readonly UploadFile[]): RecordsFrom | null {
  const found = files.filter(({ relativePath }) => /\.pdf$/i.test(relativePath))
  return found.length === 0 ? null : { kind: 'files', files: found }
}

/** Electron: from where the files lie, then copied in the background. */
export async function importPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return
  const jobId = begin()
  await finish(client.call('library.import', { paths: [...paths], storage: 'copy', jobId }), pdfPaths)
}

/** Browser: handed over first, then imported as a copy. */
export async function importUpload(files: readonly UploadFile[]): Promise<void> {
  if (files.length === 0) return
  const jobId = begin()
  uploading = new AbortController()
  const sent = await uploadFiles(files, done => { show({ kind: 'reading', words: 'Taking in', done, total: files.length, jobId }) }, uploading.signal)
  uploading = null
  if (!sent.ok) return show({ kind: 'failed', message: sent.error.message, code: sent.error.code })
  await finish(client.call('library.importUploaded', { uploadId: sent.value, jobId }), () => pdfFiles(files))
}

export async function cancelImport(): Promise<void> {
  const state = useImport.getState()
  uploading?.abort()
  if (state.kind === 'reading') await client.call('library.cancelImport', { jobId: state.jobId })
}

export async function importDropped(data: DataTransfer): Promise<void> {
  const bridge = bridgeFromWindow()
  if (bridge !== null) return importPaths(await bridge.permitDropped([...data.files]))
  const files = await readDropped(data).catch(() => null)
  if (files === null) return tellReceipt('What was dropped cannot be read. Nothing was imported. Check the disc or folder, or choose it with the button.')
  return importUpload(files)
}

/** Files of dropped folders, each with its path below what was dropped. */
async function readDropped(data: DataTransfer): Promise<readonly UploadFile[]> {
  // The list is emptied as soon as the event is over, so all entries are taken before the first wait.
  const dropped = [...data.items].filter(item => item.kind === 'file').map(item => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const read = await Promise.all(dropped.map(({ entry, file }) => (entry?.isDirectory === true ? readEntry(entry) : file === null ? [] : [{ file, relativePath: file.name }])))
  return read.flat()
}

// Chromium gives entries of these kinds but no classes of these names, so an instanceof would end in an error.
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

async function readEntry(entry: FileSystemEntry): Promise<readonly UploadFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => { entry.file(resolve, reject) })
    return [{ file, relativePath: entry.fullPath.replace(/^\//, '') }]
  }
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const found: UploadFile[] = []
  // A reader answers at most a hundred entries at a time, and an empty list at the end.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const files of await Promise.all(batch.map(readEntry))) found.push(...files)
  }
  return found
}

const readBatch = (reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> =>
  new Promise((resolve, reject) => { reader.readEntries(resolve, reject) })

export const asUpload = (files: FileList | null): readonly UploadFile[] =>
  [...(files ?? [])].map(file => ({ file, relativePath: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath }))
