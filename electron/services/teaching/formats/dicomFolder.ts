import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { uidOfName } from '#electron/services/record/recordUids.ts'
import { tags } from '#shared/dicom/tags.ts'
import { teachingFileExport, type ExportedObject } from '#shared/teaching/formats/teachingFileExport.ts'
import { caseTitle, isDicomFile, type CaseFolder, type OutputFile } from './caseFolder.ts'
import { writeDicomDirectory } from './dicomDirectory.ts'
import { directoryRecords, readMember, type DirectoryMember } from './directoryRecords.ts'

/** The objects of cases as a file-set with its DICOMDIR; of several cases each in a folder of its own. */
export async function* dicomFolder(name: string, cases: readonly CaseFolder[]): AsyncGenerator<OutputFile> {
  const members: DirectoryMember[] = []
  for (const one of cases) for (const file of one.files.filter(isDicomFile)) {
    const path = cases.length === 1 ? file.path : `${one.name}/${file.path}`
    yield { path, kind: 'DICOM', ...await remember(members, path, await one.read(file)) }
  }
  yield directory(name, members)
}

/** The same for a teaching file system: with the selection that says what it is for, and what such a system wants to know. */
export async function* teachingExportFolder(name: string, cases: readonly CaseFolder[]): AsyncGenerator<OutputFile> {
  const members: DirectoryMember[] = []
  for (const one of cases) {
    const prefix = cases.length === 1 ? '' : `${one.name}/`
    const objects: ExportedObject[] = []
    for (const file of one.files.filter(isDicomFile)) {
      const bytes = await one.read(file)
      const object = objectOf(bytes)
      if (object !== null) objects.push(object)
      yield { path: `${prefix}${file.path}`, kind: 'DICOM', ...await remember(members, `${prefix}${file.path}`, bytes) }
    }
    const [first, ...rest] = objects
    if (first === undefined) continue
    const { selections, information } = teachingFileExport({
      patient: { patientName: caseTitle(one.teachingCase.number), patientId: one.name, issuer: null, birthDate: null, sex: null },
      number: caseTitle(one.teachingCase.number), teachingCase: one.teachingCase, answers: one.answers, author: one.author, objects: [first, ...rest], uidOf: uidOfName, atIso: one.teachingCase.identity.releasedAtIso,
    })
    yield { path: `${prefix}TCE/ATFI`, kind: 'SR', ...await remember(members, `${prefix}TCE/ATFI`, writeDicomFile(information)) }
    for (const [at, selection] of selections.entries()) {
      const path = `${prefix}TCE/KOS${at === 0 ? '' : String(at + 1)}`
      yield { path, kind: 'KOS', ...await remember(members, path, writeDicomFile(selection)) }
    }
  }
  yield directory(name, members)
}

async function remember(members: DirectoryMember[], path: string, bytes: Uint8Array): Promise<Pick<OutputFile, 'sopInstanceUid' | 'bytes'>> {
  const member = readMember(path, bytes)
  if (member !== null) members.push(member)
  const sopInstanceUid = member?.header.text(tags.SOPInstanceUID) ?? null
  return { ...(sopInstanceUid === null ? {} : { sopInstanceUid }), bytes: async () => bytes }
}

const directory = (name: string, members: readonly DirectoryMember[]): OutputFile => ({
  path: 'DICOMDIR', kind: 'DICOMDIR', bytes: async () => writeDicomDirectory(directoryRecords(members), { fileSetId: name, sopInstanceUid: uidOfName(`${name}/DICOMDIR/${members.map(({ header }) => header.text(tags.SOPInstanceUID) ?? '').join('/')}`) }),
})

function objectOf(bytes: Uint8Array): ExportedObject | null {
  const reading = readHeader(bytes, bytes.length)
  if (reading.kind !== 'read') return null
  const { header } = reading
  const [studyUid, seriesUid, sopClassUid, sopInstanceUid] = [header.text(tags.StudyInstanceUID), header.text(tags.SeriesInstanceUID), header.text(tags.SOPClassUID), header.text(tags.SOPInstanceUID)]
  return studyUid === null || seriesUid === null || sopClassUid === null || sopInstanceUid === null ? null
    : { studyUid, seriesUid, sopClassUid, sopInstanceUid, study: { date: header.text(tags.StudyDate) ?? '', time: header.text(tags.StudyTime) ?? '', id: header.text(tags.StudyID) ?? '' } }
}
