import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { storageFailureReason, isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import type { Output, Services, StreamServices } from '#shared/contract/types.ts'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'
import { contrastNote } from '#shared/reporting/contrastNote.ts'
import { buildSecondaryCapture } from '#shared/reporting/secondaryCapture.ts'
import { uuidToUid } from '#shared/reporting/uuidUid.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { writeExport, type ExportGroup } from './exportFiles.ts'
import { decodePngToRgb } from './pngPixels.ts'
import { brokenMessage, unknownRecord, type RecordParts } from './recordParts.ts'
import { sha256OfBytes } from './recordPictures.ts'
import type { RecordStore } from './recordStore.ts'
import { zipFiles } from './zipStream.ts'

type ExportedFile = Output<'record.export'>['files'][number]
type Target = { readonly directory: string; readonly downloadId: string | null }

/** A picture that is not the one that was saved must not leave the record as if it were. */
class PictureBroken extends Error {}

/** Writes key images out, as PNG for people and as Secondary Capture for archives, and the decisions about contrast as text. */
export function createRecordExport(parts: RecordParts, store: RecordStore): { readonly export: Services['record.export']; readonly download: StreamServices['record.download'] } {
  const { ports } = parts
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
      const { check, state } = stored
      if (!check.holds || state === null) return err('BROKEN_RECORD', brokenMessage(check.holds ? 'It has no beginning.' : check.note))
      if (state.keyImages.every(({ removed }) => removed)) return err('NOTHING_TO_EXPORT', 'This record has no key images. Press K on any image to save one.')
      const target = await chooseTarget(directory)
      if (!target.ok) return target
      const written = await writeKeyImages(parts, state, target.value.directory)
      if (!written.ok) return written
      const { downloadId } = target.value
      if (downloadId !== null) downloads.set(downloadId, written.value.map((file) => file.path))
      return ok({ directory: target.value.directory, files: [...written.value], downloadId })
    },
    download: async ({ downloadId }) => {
      const files = downloads.get(downloadId)
      if (files === undefined) return err('NOT_FOUND', 'This export is not here any more. Export the record again.')
      return ok({ contentType: 'application/zip', byteLength: null, chunks: zipFiles(files, ports.clock.now()) })
    },
  }
}

async function writeKeyImages(parts: RecordParts, state: RecordState, directory: string): Promise<Result<readonly ExportedFile[], Fault<'WRITE_FAILED' | 'BROKEN_RECORD'>>> {
  const shown = state.keyImages.map((image, index) => ({ image, number: index + 1 })).filter(({ image }) => !image.removed)
  const note = contrastNote(state)
  const groups = async function* (): AsyncGenerator<ExportGroup> {
    for (const { image, number } of shown) yield await keyImageFiles(parts, state, image, number)
    if (note !== null) yield { baseName: `contrast-decisions-${state.side}-${state.level}`, files: [{ extension: '.txt', bytes: new TextEncoder().encode(note) }] }
  }
  try {
    const paths = await writeExport(directory, groups())
    return ok(paths.flatMap((group, index): ExportedFile[] => {
      const [png, capture, loop] = group
      if (index === shown.length && png !== undefined) return [{ path: png, kind: 'TXT' }]
      const image = shown[index]?.image
      if (png === undefined || capture === undefined || image === undefined) throw new Error('An exported key image is a picture and a capture.')
      return [{ path: png, kind: 'PNG' }, { path: capture, kind: 'SC', sopInstanceUid: uuidToUid(image.keyImageId) }, ...(loop === undefined ? [] : [{ path: loop, kind: 'LOOP' as const }])]
    }))
  } catch (error) {
    if (error instanceof PictureBroken) return err('BROKEN_RECORD', brokenMessage(error.message))
    if (!isStorageFailure(error)) throw error
    return err('WRITE_FAILED', `Nothing was exported: ${storageFailureReason(error)}. The record itself is safe. Choose another folder, or free some space there.`)
  }
}

async function keyImageFiles({ objects }: RecordParts, state: RecordState, image: KeyImage, number: number): Promise<ExportGroup> {
  const png = await readFile(objects.pathOf(image.picture.sha256)).catch(() => null)
  if (png === null || sha256OfBytes(png) !== image.picture.sha256) throw new PictureBroken(`The picture of key image ${String(number)} is missing or was changed.`)
  const loop = image.loop === undefined ? null : await readFile(objects.pathOf(image.loop.sha256)).catch(() => null)
  if (image.loop !== undefined && (loop === null || sha256OfBytes(loop) !== image.loop.sha256)) throw new PictureBroken(`The loop of key image ${String(number)} is missing or was changed.`)
  const picture = decodePngToRgb(png)
  if (picture === null) throw new PictureBroken(`The picture of key image ${String(number)} cannot be decoded.`)
  const capture = buildSecondaryCapture({
    record: state, image, number, picture,
    seriesUid: captureSeriesUid(state.recordId, image.side),
    utcOffsetMinutes: -new Date(image.addedAtIso).getTimezoneOffset(),
  })
  return { baseName: exportName(image, number), files: [{ extension: '.png', bytes: png }, { extension: '.dcm', bytes: writeDicomFile(capture) }, ...(loop === null || image.loop === undefined ? [] : [{ extension: image.loop.contentType === 'video/mp4' ? '.mp4' : '.webm', bytes: loop }])] }
}

/** Nothing of the patient is in a file's name. The number is the key image's place in the record and stays when others are removed. */
const exportName = ({ side, level }: KeyImage, number: number): string => `key-image-${String(number)}-${side ?? 'SIDE-NOT-STATED'}-${level ?? 'LEVEL-NOT-STATED'}`

/** The series of a record's captures of one side: the same each time, made from the record's id as PS3.5 B.2 allows. */
function captureSeriesUid(recordId: string, side: KeyImage['side']): string {
  const hash = sha256OfBytes(new TextEncoder().encode(`${recordId}/${side ?? ''}`))
  // RFC 9562, 5.8: version 8 (free content) in the 13th digit, the variant in the 17th.
  return uuidToUid(`${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`)
}
