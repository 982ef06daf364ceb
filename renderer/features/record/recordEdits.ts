import { client, faultText } from '#renderer/api/index.ts'
import { goToStage, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { restoreView } from '#renderer/viewports/index.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'

async function append(recordId: string, event: RecordEventInput, receipt: string): Promise<void> {
  const settings = await client.call('app.settings', {})
  const actor = settings.ok ? settings.value.operator : ''
  const kept = await client.call('record.append', { recordId, event, ...(actor === '' ? {} : { actor }) })
  tellReceipt(kept.ok ? receipt : faultText(kept.error))
}

export const removeKeyImage = (recordId: string, keyImageId: string): Promise<void> => append(recordId, { kind: 'keyImageRemoved', keyImageId }, 'Key image taken off')
export const restoreKeyImage = (recordId: string, keyImageId: string): Promise<void> => append(recordId, { kind: 'keyImageRestored', keyImageId }, 'Key image is back')
export const changeCaption = (recordId: string, keyImageId: string, caption: string): Promise<void> => append(recordId, { kind: 'captionChanged', keyImageId, caption }, 'Caption saved')

/** Back to exactly the view that the key image was taken from. */
export function showSource(image: KeyImage): void {
  const { caseId } = useSession.getState()
  if (caseId === null) return
  showSeries(caseId, image.seriesUid)
  restoreView(image.seriesUid, image.view)
  goToStage(image.stage === 'record' ? 'study' : image.stage)
}
