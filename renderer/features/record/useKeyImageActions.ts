import { useQueryClient } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import { goToStage, queryKeys, sinceNow, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { showContrastPage, showFrame } from '#renderer/features/contrast/index.ts'
import { lookAtFrame, showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { showLayoutOf } from '#renderer/features/planning/index.ts'
import { restoreView } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import { appendToRecord } from './recordChanges.ts'

/** What can be done with a key image. Nothing is ever taken out of the record: a deletion is an event, and so is its undo. */
export function useKeyImageActions(recordId: string, image: KeyImage) {
  const queries = useQueryClient()
  const caseId = useSession((state) => state.caseId)
  const { keyImageId, seriesUid, frame, view } = image
  return {
    remove: () => appendToRecord(recordId, { kind: 'keyImageRemoved', keyImageId }, 'Key image deleted'),
    restore: () => appendToRecord(recordId, { kind: 'keyImageRestored', keyImageId }, 'Key image is back'),
    changeCaption: (caption: string) => appendToRecord(recordId, { kind: 'captionChanged', keyImageId, caption }, 'Caption saved'),
    /** Goes to the stage it was taken in, with the view exactly as it stood. */
    jumpBack: async () => {
      if (caseId === null) return
      const isHere = sinceNow()
      const described = await client.call('library.describe', { seriesUid })
      if (!isHere()) return
      if (!described.ok) return tellReceipt(faultText(described.error))
      queries.setQueryData<SeriesDescription>(queryKeys.description(seriesUid), described.value)
      if (image.stage === 'plan') showLayoutOf(view)
      restoreView(seriesUid, view)
      showSeries(caseId, seriesUid)
      if (image.stage === 'contrast') showContrastPage(view.kind === 'frame' ? 'runs' : 'ct')
      if (view.kind === 'frame') {
        lookAtFrame(seriesUid, described.value, frame)
        if (image.stage === 'contrast') showFrame(described.value, frame, view.mode, { faint: view.faint === true, compared: view.compared, recipe: view.subtraction })
      }
      goToStage(image.stage === 'record' ? 'study' : image.stage)
    },
  }
}
