import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { buildKeyObjectSelection, type SelectedKeyImage } from '#shared/reporting/keyObjectSelection.ts'
import { SECONDARY_CAPTURE_SOP_CLASS } from '#shared/reporting/secondaryCapture.ts'
import { uuidToUid } from '#shared/reporting/uuidUid.ts'
import type { NumberedKeyImage } from './exportedPictures.ts'
import type { Leaving } from './leaving.ts'
import { utcOffsetMinutes } from './localClock.ts'
import { stateOf } from './presentationStatesLeave.ts'
import { captureSeriesUid, selectionSeriesUid, stateSeriesUid, uidOfName } from './recordUids.ts'
import { shownKeyImages } from './shownKeyImages.ts'

/** The key images of each study as a Key Object Selection. */
export const keyObjectsLeave: Leaving = function* (record) {
  const shown = shownKeyImages(record)
  for (const studyUid of new Set(shown.map(({ image }) => image.studyUid))) {
    const [first, ...rest] = shown.filter(({ image }) => image.studyUid === studyUid).map((keyImage) => selectedOf(record, keyImage))
    if (first === undefined) continue
    const seriesUid = selectionSeriesUid(record, studyUid)
    const selection = buildKeyObjectSelection({
      record, selected: [first, ...rest], title: '113020', seriesUid, atIso: record.updatedAtIso, utcOffsetMinutes: utcOffsetMinutes(record.updatedAtIso),
      uidOf: (content) => uidOfName(`${seriesUid}/${JSON.stringify(content)}`),
    })
    yield { baseName: `key-objects-${record.side}-${record.level}`, files: [{ extension: '.dcm', kind: 'KOS', sopInstanceUid: selection.SOPInstanceUID, bytes: writeDicomFile(selection) }] }
  }
}

function selectedOf(record: RecordState, keyImage: NumberedKeyImage): SelectedKeyImage {
  const { image } = keyImage
  const state = stateOf(record, keyImage)
  return {
    ...keyImage,
    state: state.ok ? { sopClassUid: state.value.SOPClassUID, sopInstanceUid: state.value.SOPInstanceUID, seriesUid: stateSeriesUid(record, image) } : null,
    capture: { sopClassUid: SECONDARY_CAPTURE_SOP_CLASS, sopInstanceUid: uuidToUid(image.keyImageId), seriesUid: captureSeriesUid(record, image) },
  }
}
