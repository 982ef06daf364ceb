import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { readHeader, type HeaderReading } from '#electron/services/dicom/dicomParserReader.ts'
import { locateEncapsulatedFrames, locateNativeFrames, wholeFrames, type FrameLocations, type LocationFault, type ReadAt } from '#electron/services/dicom/frameLocations.ts'
import { encodingOf } from '#shared/codecs/transferSyntaxes.ts'
import type { RefusalCode } from '#shared/contract/areas/library.ts'
import { isoDateOf, localTimeOf } from '#shared/dicom/dateTimes.ts'
import { describeImage } from '#shared/dicom/describeImage.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { dicomDirectory, documentKindOf, isImageClass, isVolumeClass } from '#shared/dicom/sopClasses.ts'
import { tags } from '#shared/dicom/tags.ts'
import { uidOrNull } from '#shared/values.ts'
import { cutText } from '#shared/wellFormed.ts'
import type { Result } from '#shared/result.ts'
import type { FileReading, Instance, Picture } from './instance.ts'

/** Most headers end well before this; reading a little too much costs less than reading twice. */
const FIRST_READ_BYTES = 64 * 1024
const GROWTH = 8
/** A document is listed, not shown: what identifies it stands in its first bytes. */
const DOCUMENT_READ_BYTES = 1 << 20

type Read = Extract<HeaderReading, { kind: 'read' }>
const refused = (code: RefusalCode, message: string): FileReading => ({ kind: 'refused', code, message })

/** What one file holds. Reads its header and the item headers of its pixels, never the pixels; never throws for what a file is. */
export function readInstance(filePath: string, buffer: { bytes: Uint8Array }): FileReading {
  const name = path.basename(filePath)
  let file: number
  try {
    file = openSync(filePath, 'r')
  } catch (error) {
    return refuseOpen(name, error)
  }
  try {
    const status = fstatSync(file)
    if (!status.isFile()) return { kind: 'notDicom' }
    if (status.size === 0) return refused('EMPTY', `${name} is empty: no byte of it is there. The other files are not affected. Copy it again from its source, then import.`)
    return readOpenFile(file, status.size, status.mtimeMs, name, buffer)
  } catch (error) {
    return refuseOpen(name, error)
  } finally {
    closeSync(file)
  }
}

function refuseOpen(name: string, error: unknown): FileReading {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  if (code === 'ENOENT') return refused('NOT_FOUND', `${name} is no longer there. It may have been moved while the import ran. Look for it, then import it again.`)
  if (code === 'EACCES' || code === 'EPERM') return refused('UNREADABLE', `${name} may not be read by this user. The other files are open. Change its permissions or copy it, then import.`)
  if (typeof code === 'string') return refused('UNREADABLE', `${name} cannot be read (${code}). The disc or the network may be damaged. Copy it to this computer, then import.`)
  return refused('BROKEN_HEADER', `${name} has a header that cannot be read. It was left out, the other files are open. Ask the sender for the original file.`)
}

function readOpenFile(file: number, size: number, modifiedMs: number, name: string, buffer: { bytes: Uint8Array }): FileReading {
  let want = Math.min(size, FIRST_READ_BYTES)
  for (;;) {
    if (buffer.bytes.length < want) buffer.bytes = new Uint8Array(want)
    const bytes = buffer.bytes.subarray(0, readSync(file, buffer.bytes, 0, want, 0))
    if (bytes.length < want) return refused('CHANGED_WHILE_READING', `${name} became shorter while it was read. Wait until it is copied completely, then import it again.`)
    const reading = readHeader(bytes, size)
    const more = reading.kind === 'read' && (reading.cutShort || (reading.deflated && want < size))
    const enough = reading.kind === 'read' && want >= DOCUMENT_READ_BYTES && !reading.deflated && documentKindOf(reading.header.text(tags.SOPClassUID) ?? '') !== null
    if (!more || enough || want >= size) return interpret(reading, file, modifiedMs, size, name)
    want = Math.min(size, want * GROWTH)
  }
}

function interpret(reading: HeaderReading, file: number, modifiedMs: number, size: number, name: string): FileReading {
  if (reading.kind === 'notDicom') return { kind: 'notDicom' }
  if (reading.kind === 'cannotInflate') return refused('BROKEN_HEADER', `${name} is compressed as a whole and cannot be unpacked: it is damaged. Copy it again from its source, then import.`)
  const { header } = reading
  const sopClassUid = header.text(tags.SOPClassUID) ?? reading.mediaStorageSopClassUid
  if (sopClassUid === dicomDirectory || header.has(tags.DirectoryRecordSequence)) return { kind: 'directory' }
  const known = identify(header, sopClassUid)
  if (known === null) {
    if (reading.broken) return refused('BROKEN_HEADER', `${name} has a header that breaks off or is damaged. It was left out, the other files are open. Copy it again from its source, then import.`)
    if (!reading.transferSyntaxStated && sopClassUid === null && !header.has(tags.SOPInstanceUID)) return { kind: 'notDicom' }
    return refused('MISSING_UID', `${name} lacks the numbers that say which study, series and image it is. It cannot be filed. Ask the sender for the original file.`)
  }
  if (known.documentKind !== null) {
    if (reading.broken && reading.pixelData === null) return cutShort(name, size, null)
    return { kind: 'instance', instance: { ...known, picture: null }, byteLength: size, modifiedMs }
  }
  const picture = readPicture(reading, known, file, size, name)
  return 'code' in picture ? refused(picture.code, picture.message) : { kind: 'instance', instance: { ...known, acquiredAt: picture.image.acquiredAt ?? known.acquiredAt, picture }, byteLength: size, modifiedMs }
}

/** A date or time that is not written as PS3.5 6.2 says is left out: an archive would refuse the object that repeats it. */
const digits = (value: string | null, form: RegExp): string => (value !== null && form.test(value) ? value : '')

function identify(header: DicomHeader, sopClass: string | null): Omit<Instance, 'picture'> | null {
  const sopInstanceUid = uidOrNull(header.text(tags.SOPInstanceUID))
  const sopClassUid = uidOrNull(sopClass)
  const seriesUid = uidOrNull(header.text(tags.SeriesInstanceUID))
  const studyUid = uidOrNull(header.text(tags.StudyInstanceUID))
  if (sopInstanceUid === null || sopClassUid === null || seriesUid === null || studyUid === null) return null
  const sex = header.text(tags.PatientSex)
  const whole = (value: number | null): number | null => (value !== null && Number.isSafeInteger(value) ? value : null)
  return {
    sopInstanceUid, sopClassUid, seriesUid, studyUid,
    patient: {
      patientId: header.text(tags.PatientID) ?? '',
      issuer: header.text(tags.IssuerOfPatientID),
      patientName: header.text(tags.PatientName) ?? '',
      birthDate: isoDateOf(header.text(tags.PatientBirthDate)),
      sex: sex === 'F' || sex === 'M' || sex === 'O' ? sex : null,
    },
    modality: header.text(tags.Modality) ?? '',
    description: header.text(tags.SeriesDescription) ?? header.text(tags.ProtocolName) ?? '',
    studyDescription: header.text(tags.StudyDescription) ?? '',
    study: {
      studyDate: digits(header.text(tags.StudyDate), /^\d{8}$/), studyTime: digits(header.text(tags.StudyTime), /^\d{2,6}(\.\d{1,6})?$/),
      studyId: cutText(header.text(tags.StudyID) ?? '', 64), accessionNumber: cutText(header.text(tags.AccessionNumber) ?? '', 64), referringPhysicianName: cutText(header.text(tags.ReferringPhysicianName) ?? '', 400),
    },
    seriesNumber: whole(header.number(tags.SeriesNumber)),
    instanceNumber: whole(header.number(tags.InstanceNumber)),
    acquiredAt: localTimeOf(header.text(tags.SeriesDate), header.text(tags.SeriesTime)) ?? localTimeOf(header.text(tags.StudyDate), header.text(tags.StudyTime)),
    documentKind: documentKindOf(sopClassUid) ?? (isImageClass(sopClassUid) || header.has(tags.PixelData) || header.has(tags.Rows) ? null : 'Other object'),
  }
}

type PictureRefusal = { readonly code: RefusalCode; readonly message: string }

function readPicture(reading: Read, known: Omit<Instance, 'picture'>, file: number, size: number, name: string): Picture | PictureRefusal {
  const { header, transferSyntaxUid, pixelData } = reading
  if (/^1\.2\.840\.10008\.1\.2\.4\.10\d(\.1)?$/.test(transferSyntaxUid)) {
    return { code: 'VIDEO_NOT_SUPPORTED', message: `${name} is an MPEG video. Its frames cannot be measured, so it was left out. Ask the archive to send it as single frames.` }
  }
  if (encodingOf(transferSyntaxUid) === null) {
    return { code: 'UNKNOWN_TRANSFER_SYNTAX', message: `${name} is written in a way this app does not know (transfer syntax ${transferSyntaxUid}). It was left out. Ask the archive to send it uncompressed.` }
  }
  const described = describeImage(header, { sopInstanceUid: known.sopInstanceUid, sopClassUid: known.sopClassUid, transferSyntaxUid })
  if (pixelData === null || pixelData.tag !== tags.PixelData.tag || pixelData.length === 0) {
    if (reading.broken) return cutShort(name, size, null)
    return { code: 'NO_PIXELS', message: `${name} has a header but no picture${header.has(tags.IconImageSequence) ? ', only an icon' : ''}. There is nothing to show. Ask the sender for the complete image.` }
  }
  if (!described.ok) return { code: described.error.code, message: `${name} ${described.error.message}` }
  const { image, planes } = described.value
  const located = locate(reading, image, file, pixelData)
  if (!located.ok) {
    if (located.error.code === 'BROKEN_HEADER') return { code: 'BROKEN_HEADER', message: `${name} ${located.error.message}` }
    const needed = Number(located.error.message.split(' ')[1])
    return cutShort(name, size, Number.isFinite(needed) && !reading.deflated ? needed : null)
  }
  // An image that names a native syntax lies about it when its pixels are cut into items.
  if (pixelData.encapsulated && encodingOf(transferSyntaxUid)?.startsWith('native') === true) {
    return { code: 'BROKEN_HEADER', message: `${name} says that it is not compressed and is. How cannot be known, so it was left out. Ask the archive to send it again.` }
  }
  const framesThere = wholeFrames(located.value, image.frames)
  // A stack that lacks slices is no volume to plan on.
  if (framesThere < image.frames && isVolumeClass(known.sopClassUid)) return cutShort(name, size, null)
  return { image: framesThere < image.frames ? { ...image, framesThere } : image, planes, locations: located.value, deflatedFrom: reading.deflated ? reading.dataSetOffset : null }
}

function locate(reading: Read, image: ImageDescription, file: number, pixelData: NonNullable<Read['pixelData']>): Result<FrameLocations, LocationFault> {
  if (!pixelData.encapsulated) return locateNativeFrames(image, pixelData.offset, Math.min(reading.totalLength, pixelData.offset + pixelData.length))
  const readAt: ReadAt = (offset, length) => {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset))
  }
  return locateEncapsulatedFrames(readAt, pixelData.offset, reading.totalLength, { frames: image.frames, extendedOffsets: reading.header.numbers(tags.ExtendedOffsetTable), oneFragmentAFrame: encodingOf(image.transferSyntaxUid) === 'rle' })
}

function cutShort(name: string, size: number, needed: number | null): FileReading & PictureRefusal {
  const there = needed === null ? 'its end is missing' : `${inWords(size, needed)} are there`
  return { kind: 'refused', code: 'TRUNCATED', message: `${name} is cut short: ${there}. The other files are open. Copy the disc again, then import.` }
}

function inWords(size: number, needed: number): string {
  const [unit, factor] = needed >= 1e6 ? ['MB', 1e6] as const : needed >= 1e4 ? ['kB', 1e3] as const : ['bytes', 1] as const
  const digits = unit === 'MB' ? 1 : 0
  // Rounded down, so that a file that lacks a few bytes never reads as if it were complete.
  const there = (Math.min(Math.floor((size / factor) * 10 ** digits), Math.ceil((needed / factor) * 10 ** digits) - 1) / 10 ** digits).toFixed(digits)
  return `${there} of ${(needed / factor).toFixed(digits)} ${unit}`
}
