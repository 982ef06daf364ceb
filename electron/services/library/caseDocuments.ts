import { readFile } from 'node:fs/promises'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { tags } from '#shared/dicom/tags.ts'
import type { Instance } from './instance.ts'
import type { LibraryTables, StoredInstance } from './libraryTables.ts'
import type { SeriesShelf } from './seriesShelf.ts'

/** An object that is no image, and its header; `away`: its file is gone, `broken`: too large, cut short or another object by now. */
export type CaseDocument = Pick<Instance, 'studyUid' | 'seriesUid' | 'sopInstanceUid' | 'sopClassUid'> & { readonly header: DicomHeader | 'away' | 'broken' }

/** A report of a thousand irradiations has a few megabytes; what is larger holds something else. */
const LARGEST_BYTES = 64 << 20

/** The documents of a case whose class is asked for, read from their files each time: they are few and small. */
export function createCaseDocuments({ shelf, tables, objects }: { readonly shelf: SeriesShelf; readonly tables: LibraryTables; readonly objects: ObjectStore }) {
  return async (caseId: string, isWanted: (sopClassUid: string) => boolean): Promise<readonly CaseDocument[]> => {
    const stored = shelf.summaries().filter((summary) => summary.caseId === caseId && summary.kind === 'document')
      .flatMap(({ seriesUid }) => tables.ofSeries(seriesUid)).filter(({ instance }) => isWanted(instance.sopClassUid))
    const documents: CaseDocument[] = []
    for (const one of stored) {
      const { studyUid, seriesUid, sopInstanceUid, sopClassUid } = one.instance
      documents.push({ studyUid, seriesUid, sopInstanceUid, sopClassUid, header: await headerOf(one, objects) })
    }
    return documents
  }
}

async function headerOf({ sha256, path, byteLength, sopUid }: StoredInstance, objects: ObjectStore): Promise<CaseDocument['header']> {
  if (byteLength > LARGEST_BYTES) return 'broken'
  const bytes = await readFile(sha256 === null ? path : objects.pathOf(sha256)).catch(() => null)
  if (bytes === null) return 'away'
  const reading = readHeader(bytes, bytes.length)
  return reading.kind === 'read' && !reading.broken && reading.header.text(tags.SOPInstanceUID) === sopUid ? reading.header : 'broken'
}
