import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import { useClient } from '#renderer/api/ClientContext.tsx'
import { showRun } from '#renderer/features/contrast/index.ts'
import { useSessionActions, useSessionStore } from '#renderer/features/session/index.ts'
import { restoreView, useViewing } from '#renderer/viewports/index.ts'

/** What can be done with a key image. Nothing is ever taken out of the record: a deletion is an event, and so is its undo. */
export function useKeyImageActions(recordId: string, image: KeyImage) {
  const client = useClient()
  const store = useSessionStore()
  const { notice, setStage, editLive } = useSessionActions()
  const append = async (event: RecordEventInput, words: string): Promise<void> => {
    const reply = await client.call('record.append', { recordId, actor: store.getState().operator, event })
    notice(reply.ok ? words : reply.error.message, reply.ok ? 'done' : 'problem')
  }
  const { keyImageId } = image
  return {
    remove: () => append({ kind: 'keyImageRemoved', keyImageId }, 'Key image deleted'),
    restore: () => append({ kind: 'keyImageRestored', keyImageId }, 'Key image is back'),
    changeCaption: (caption: string) => append({ kind: 'captionChanged', keyImageId, caption }, 'Caption saved'),
    jumpBack: async () => {
      useViewing.getState().setActiveView(null)
      restoreView(image.seriesUid, image.view)
      if (image.stage === 'contrast' && image.view.kind === 'frame') showRun({ seriesUid: image.seriesUid, frame: image.frame, view: image.view })
      const plan = image.plans[0]
      if (plan !== undefined) editLive((document) => (document.plans.some((one) => one.planId === plan.planId) ? { ...document, activePlanId: plan.planId } : document))
      setStage(image.stage === 'record' ? 'plan' : image.stage)
      return Promise.resolve()
    },
  }
}
