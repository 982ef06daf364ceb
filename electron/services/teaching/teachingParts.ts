import type { Ports } from '#electron/ports/ports.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import type { PaperAround } from '#electron/services/record/leaving.ts'
import type { Database } from '#electron/services/storage/database.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import type { EmitEvent, Services } from '#shared/contract/types.ts'
import type { PixelWork } from './pixels/pixelWork.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** What the teaching services are made of. */
export type TeachingParts = {
  readonly ports: Ports
  readonly database: Database
  readonly objects: ObjectStore
  readonly source: ImageSource
  /** Text, faces and sheets of pictures; a thread of its own. */
  readonly pixels: PixelWork
  readonly paper: PaperAround
  /** Takes images of released and imported cases into the library. */
  readonly importFiles: Services['library.import']
  readonly emit: EmitEvent
}

/** Where the bytes of every object of a series can be read from now. */
export const pathsOfSeries = ({ source, objects }: Pick<TeachingParts, 'source' | 'objects'>, seriesUid: string): readonly string[] => source.objectsOf(seriesUid).map(({ path, sha256 }) => (sha256 === null ? path : objects.pathOf(sha256)))

export const unknownDraft = () => err('UNKNOWN_DRAFT', 'There is no such draft. It was released or discarded. Open the list of drafts.')
export const unknownTeachingCase = () => err('UNKNOWN_TEACHING_CASE', 'There is no such teaching case here. It may have been released on another computer. Import it first.')

/** Runs a write; a disk that cannot take it is a fault. */
export function savingTeaching<T, F extends Fault>(write: () => Result<T, F>): Result<T, F | Fault<'STORAGE_FAILED'>> {
  try {
    return write()
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return storageFailed(error)
  }
}

/** The same for a write that is refused by nothing else. */
export const keeping = <T>(write: () => T): Result<T, Fault<'STORAGE_FAILED'>> => savingTeaching((): Result<T, never> => ok(write()))

export const storageFailed = (error: unknown) => err('STORAGE_FAILED', `This is not saved: ${storageFailureReason(error)}. What was saved before is safe. Free some space, then try again.`)
