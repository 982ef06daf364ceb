import type { Ports } from '#electron/ports/ports.ts'
import { openSettings } from '#electron/services/app/settings.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import type { Database } from '#electron/services/storage/database.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import type { EmitEvent } from '#shared/contract/types.ts'
import { actorNotStated } from '#shared/personName.ts'
import { err, type Fault, type Result } from '#shared/result.ts'

/** What the record services are made of. */
export type RecordParts = {
  readonly ports: Pick<Ports, 'host' | 'clock' | 'newId' | 'access' | 'uploads' | 'dataDirectory' | 'readFont' | 'readCodec'>
  readonly database: Database
  readonly objects: ObjectStore
  readonly source: ImageSource
  readonly emit: EmitEvent
}

export const unknownRecord = () => err('UNKNOWN_RECORD', 'There is no such record here. It may have been made on another computer. Open the case to see its record.')

/** Who did it: as told, else the operator of this installation, else that nobody said so. */
export const createActorOf = (database: Database): ((told: string | undefined) => string) => {
  const settings = openSettings(database)
  return (told) => told?.trim() || settings.read().operator || actorNotStated
}

export const brokenMessage = (note: string): string => `This record does not hold: ${note} It is shown to nobody as if it did. Keep the data folder as it is and ask for help; record.verify says where it breaks.`

export function tellChanged(emit: EmitEvent, recordId: string, caseId: string): void {
  emit({ name: 'record.changed', payload: { recordId, caseId } })
  emit({ name: 'case.changed', payload: { caseId } })
}

/** Runs a write; a disk that cannot take it is a fault, and only what is on the disk is told. */
export function savingRecord<T, F extends Fault>(write: () => Result<T, F>, told: (value: T) => void): Result<T, F | Fault<'STORAGE_FAILED'>> {
  let outcome: Result<T, F>
  try {
    outcome = write()
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return storageFailed(error)
  }
  if (outcome.ok) told(outcome.value)
  return outcome
}

export const storageFailed = (error: unknown) => err('STORAGE_FAILED', `This is not saved: ${storageFailureReason(error)}. What was saved before is safe. Free some space, then save again.`)
