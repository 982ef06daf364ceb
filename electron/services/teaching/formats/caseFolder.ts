import { readFile } from 'node:fs/promises'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import type { WrittenFile } from '#shared/contract/areas/teaching.ts'
import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import type { CaseFile, TeachingCase } from '#shared/teaching/teachingCase.ts'

/** A released case on its way out, with its answers where whoever it is for may have them. */
export type CaseFolder = {
  /** CASE014: all that a file's name says. */
  readonly name: string
  readonly teachingCase: TeachingCase
  readonly sha256: string
  readonly answers: AnswerLayer | null
  /** As whoever writes the case out typed it; empty: nobody is named. */
  readonly author: string
  readonly files: readonly CaseFile[]
  /** The bytes of a file; throws CaseBroken where they are not those that were released. */
  readonly read: (file: CaseFile) => Promise<Uint8Array>
}

/** One file of what is written, by its place in the folder. Its bytes are made when it is written. */
export type OutputFile = { readonly path: string; readonly kind: WrittenFile['kind']; readonly sopInstanceUid?: string; readonly bytes: () => Promise<Uint8Array> }

/** A file of a released case that is missing or was changed: nothing may leave as if it were whole. */
export class CaseBroken extends Error {}

export const caseName = (number: number): string => `CASE${String(number).padStart(3, '0')}`
export const caseTitle = (number: number): string => `TEACHING CASE ${String(number).padStart(3, '0')}`

export function openCaseFolder(objects: ObjectStore, teachingCase: TeachingCase, sha256: string, answers: AnswerLayer | null, author = ''): CaseFolder {
  return {
    name: caseName(teachingCase.number), teachingCase, sha256, answers, author,
    files: [...teachingCase.files, ...answers?.files ?? []],
    read: async ({ sha256: address, bytes: length }) => {
      const bytes = await readFile(objects.pathOf(address)).catch(() => null)
      if (bytes === null || bytes.length !== length || sha256OfBytes(bytes) !== address) throw new CaseBroken('A file of this case is missing or was changed.')
      return bytes
    },
  }
}

/** DICOM objects have no ending, as PS3.10 8.2 has it; everything else has one. */
export const isDicomFile = ({ path }: CaseFile): boolean => !path.includes('.')
