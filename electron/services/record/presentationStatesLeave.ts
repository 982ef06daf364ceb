import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { DicomObjectContent } from '#shared/reporting/dicomContent.ts'
import type { NotCarried } from '#shared/reporting/pictureStand.ts'
import { buildPresentationState } from '#shared/reporting/presentationState.ts'
import type { Result } from '#shared/result.ts'
import type { NumberedKeyImage } from './exportedPictures.ts'
import type { Leaving } from './leaving.ts'
import { utcOffsetMinutes } from './localClock.ts'
import { stateSeriesUid, stateUid } from './recordUids.ts'
import { shownKeyImages } from './shownKeyImages.ts'

/** How a key image was seen, as a presentation state of its source; a reason where no state can say it. */
export function stateOf(record: RecordState, { image, number }: NumberedKeyImage): Result<DicomObjectContent, NotCarried> {
  return buildPresentationState({ record, image, number, seriesUid: stateSeriesUid(record, image), sopInstanceUid: stateUid(image), utcOffsetMinutes: utcOffsetMinutes(image.addedAtIso) })
}

/** Each key image that is a view of one image, as a presentation state; of the others it is said why they have none. */
export const presentationStatesLeave: Leaving = function* (record) {
  for (const keyImage of shownKeyImages(record)) {
    const { image: { side, level }, number } = keyImage
    const baseName = `presentation-state-${String(number)}-${side ?? 'SIDE-NOT-STATED'}-${level ?? 'LEVEL-NOT-STATED'}`
    const state = stateOf(record, keyImage)
    if (state.ok) yield { baseName, files: [{ extension: '.dcm', kind: 'GSPS', sopInstanceUid: state.value.SOPInstanceUID, bytes: writeDicomFile(state.value) }] }
    else yield { baseName, files: [], remarks: [`Key image ${String(number)} leaves without a presentation state. ${state.error.message}`] }
  }
}
