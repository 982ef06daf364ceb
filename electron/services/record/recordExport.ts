import { rm } from 'node:fs/promises'
import path from 'node:path'
import { storageFailureReason, isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import { clearBrokenExports, openExportNotes, type ExportNotes } from '#electron/services/storage/brokenExports.ts'
import { writeExport } from '#electron/services/storage/exportFiles.ts'
import { zipFiles } from '#electron/services/storage/zipStream.ts'
import { createJpegEncoder } from '#shared/codecs/encodeJpeg.ts'
import type { Services, StreamServices } from '#shared/contract/types.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { saysNothing } from '#shared/procedure/saysNothing.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { openExportedPictures, PictureBroken, type ExportedPictures } from './exportedPictures.ts'
import type { ExportedFile, LeavingAround, LeavingGroup, OneExport } from './leaving.ts'
import { printedOnce } from './printedOnce.ts'
import { brokenMessage, unknownRecord, type RecordParts } from './recordParts.ts'
import type { RecordPaper } from './recordPaperServices.ts'
import type { RecordStore } from './recordStore.ts'
import { SheetUnreadable } from './sheetTexts.ts'
import { whatLeaves } from './whatLeaves.ts'

type Target = { readonly directory: string; readonly downloadId: string | null }

/** Writes out everything that a record leaves as, all of it or nothing. */
export function createRecordExport(parts: RecordParts, store: RecordStore, paper: RecordPaper): { readonly export: Services['record.export']; readonly download: StreamServices['record.download'] } {
  const { ports } = parts
  const notes = openExportNotes(ports.dataDirectory)
  const jpeg = createJpegEncoder(ports.readCodec)
  void clearBrokenExports(ports.dataDirectory)
  const downloads = new Map<string, readonly string[]>()
  const downloadsDirectory = path.join(ports.dataDirectory, 'downloads')
  let cleared: Promise<void> | null = null

  /** Where to: the folder the caller may write to, or one of our own from which a browser fetches a ZIP. */
  const chooseTarget = async (directory: string | undefined): Promise<Result<Target, Fault<'NOT_PERMITTED'>>> => {
    if (directory !== undefined) {
      return ports.access.mayWrite(directory) ? ok({ directory: path.resolve(directory), downloadId: null })
        : err('NOT_PERMITTED', 'This folder was not chosen by the user, so nothing may be written to it. Choose a folder first.')
    }
    if (ports.host === 'electron' || ports.host === 'cli') return err('NOT_PERMITTED', 'No folder was named. Choose the folder to export to.')
    // What an earlier run left behind can no longer be asked for.
    cleared ??= rm(downloadsDirectory, { recursive: true, force: true })
    await cleared
    const downloadId = ports.newId()
    return ok({ directory: path.join(downloadsDirectory, downloadId), downloadId })
  }

  return {
    export: async ({ recordId, directory }) => {
      const stored = store.read(recordId)
      if (stored === null) return unknownRecord()
      const { check, state, signaturesFromFile } = stored
      if (!check.holds || state === null) return err('BROKEN_RECORD', brokenMessage(check.holds ? 'It has no beginning.' : check.note))
      if (saysNothing(state)) return err('NOTHING_TO_EXPORT', 'This record has no key images and no note. Press K on any image to save one, or write the note.')
      const target = await chooseTarget(directory)
      if (!target.ok) return target
      const written = await writeRecord(state, openExportedPictures(parts.objects), { ...paper.tools, events: check.events, signaturesFromFile }, { directory: target.value.directory, notes, jpeg })
      if (!written.ok) return written
      const { downloadId } = target.value
      if (downloadId !== null) downloads.set(downloadId, written.value.files.map((file) => file.path))
      return ok({ directory: target.value.directory, ...written.value, downloadId })
    },
    download: async ({ downloadId }) => {
      const files = downloads.get(downloadId)
      if (files === undefined) return err('NOT_FOUND', 'This export is not here any more. Export the record again.')
      return ok({ contentType: 'application/zip', byteLength: null, chunks: zipFiles(files, ports.clock.now()) })
    },
  }
}

async function writeRecord(record: RecordState, pictures: ExportedPictures, around: LeavingAround, { directory, notes, jpeg }: { readonly directory: string; readonly notes: ExportNotes; readonly jpeg: OneExport['jpeg'] }): Promise<Result<{ readonly files: ExportedFile[]; readonly remarks: string[] }, Fault<'WRITE_FAILED' | 'BROKEN_RECORD' | 'SHEET_UNREADABLE'>>> {
  const left: (readonly Omit<ExportedFile, 'path'>[])[] = []
  const remarks: string[] = []
  const oneExport: OneExport = { ...around, printed: printedOnce(record, pictures, around), jpeg }
  const groups = async function* (): AsyncGenerator<LeavingGroup> {
    for (const leaving of whatLeaves) {
      for await (const group of leaving(record, pictures, oneExport)) {
        remarks.push(...group.remarks ?? [])
        left.push(group.files.map(({ kind, sopInstanceUid }) => ({ kind, ...(sopInstanceUid === undefined ? {} : { sopInstanceUid }) })))
        yield group
      }
    }
  }
  try {
    const paths = await writeExport(directory, groups(), notes)
    const files = left.flatMap((ofGroup, group) => ofGroup.map((file, at): ExportedFile => {
      const written = paths[group]?.[at]
      if (written === undefined) throw new Error('Every file of an export has a path.')
      return { path: written, ...file }
    }))
    return ok({ files, remarks })
  } catch (error) {
    if (error instanceof SheetUnreadable) return err('SHEET_UNREADABLE', `Nothing was exported. ${error.message}`)
    if (error instanceof PictureBroken) return err('BROKEN_RECORD', brokenMessage(error.message))
    if (!isStorageFailure(error)) throw error
    return err('WRITE_FAILED', `Nothing was exported: ${storageFailureReason(error)}. The record itself is safe. Choose another folder, or free some space there.`)
  }
}
