import type { Client } from '#shared/contract/client.ts'
import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import type { ViewState } from '#shared/procedure/recordEvents.ts'
import { putBlob } from '#renderer/api/bytes.ts'
import { captureView, type CapturedView } from '#renderer/viewports/index.ts'
import type { PendingKeyImage, SessionState, StageName } from './sessionState.ts'
import type { SessionActions, SessionStore } from './session.ts'

export type Identity = { readonly patientName: string; readonly patientId: string; readonly birthDate: string | null }

/** The name of the measure that a saved key image leaves, from key press to durable. */
export const KEY_IMAGE_MEASURE = 'axis-guide:key-image-saved'

/** Takes what a view shows into the record. "Saved" is said only after the host has answered that it is on the disk. */
export async function saveKeyImage(parts: { readonly client: Client; readonly store: SessionStore; readonly actions: SessionActions; readonly identity: Identity; readonly viewId: string; readonly nowIso: string }): Promise<void> {
  const { client, store, actions, identity, viewId, nowIso } = parts
  const startedMs = performance.now()
  const { document, snapshot, stage } = store.getState()
  if (document === null || snapshot === null || stage === 'cases') return
  if (document.study.side === null || snapshot.recordId === null) {
    actions.notice('Confirm the side first: a key image belongs to a record, and a record has a side.', 'problem')
    return
  }
  const captured = await captureView(viewId, { identity: identityLines(identity), side: document.study.side, level: document.study.level, takenAtIso: nowIso })
  if (!captured.ok) return actions.notice(captured.error.message, 'problem')
  const pending: PendingKeyImage = { png: new Uint8Array(captured.value.png), event: describe(captured.value, store.getState(), stage) }
  store.setState((state) => ({ pendingKeyImages: [...state.pendingKeyImages, pending], saveState: { kind: 'saving' } }))
  await sendPendingKeyImages(client, store, actions)
  performance.measure(KEY_IMAGE_MEASURE, { start: startedMs, end: performance.now() })
}

/** Sends what is still in memory; whatever cannot be sent stays there and is said to be not saved. */
export async function sendPendingKeyImages(client: Client, store: SessionStore, actions: SessionActions): Promise<void> {
  for (const pending of store.getState().pendingKeyImages) {
    const recordId = store.getState().snapshot?.recordId
    if (recordId === null || recordId === undefined) return
    const blob = await putBlob(pending.png)
    const reply = blob.ok
      ? await client.call('record.append', { recordId, actor: store.getState().operator, event: { ...pending.event, picture: { blobId: blob.value } } })
      : blob
    if (!reply.ok) {
      store.setState({ saveState: { kind: 'failed', message: reply.error.message, sinceIso: new Date().toISOString() } })
      actions.notice(reply.error.message, 'problem')
      return
    }
    store.setState((state) => ({
      pendingKeyImages: state.pendingKeyImages.filter((other) => other !== pending),
      saveState: { kind: 'saved', atIso: reply.value.savedAtIso },
    }))
    actions.notice(`Key image saved: ${pending.event.title}`)
  }
}

function describe(captured: CapturedView, state: SessionState, stage: Exclude<StageName, 'cases'>): PendingKeyImage['event'] {
  const { document } = state
  const plans = (document?.plans ?? []).filter((plan) => plan.seriesUid === captured.reference.seriesUid)
  const active = plans.find((plan) => plan.planId === document?.activePlanId)
  return {
    kind: 'keyImageAdded', keyImageId: crypto.randomUUID(), ...captured.reference, stage, view: captured.view,
    side: document?.study.side ?? null, level: document?.study.level ?? null,
    plans, planFigures: active === undefined ? null : figuresOf(active), title: titleOf(captured.view, stage), caption: '',
  }
}

const stageWord = { study: 'Study', plan: 'Plan', contrast: 'Contrast', record: 'Record' } as const

function titleOf(view: ViewState, stage: Exclude<StageName, 'cases'>): string {
  if (view.kind === 'plane') return `${stageWord[stage]}, ${view.plane} plane`
  return `${stageWord[stage]}, frame ${view.frame + 1}${view.mode === 'subtracted' ? ', subtracted' : ''}`
}

/** The figures of a plan as the record keeps them: millimetres on a volume, pixels on a projection, null where there is no path. */
export function figuresOf(plan: NeedlePlan): { lengthMm: number | null; inPlaneDeg: number | null; craniocaudalDeg: number | null; lengthPx: number | null } {
  const none = { lengthMm: null, inPlaneDeg: null, craniocaudalDeg: null, lengthPx: null }
  if (plan.kind === 'projection') {
    if (plan.entryPx === null || plan.targetPx === null) return none
    return { ...none, lengthPx: Math.hypot(plan.targetPx[0] - plan.entryPx[0], plan.targetPx[1] - plan.entryPx[1]) }
  }
  if (plan.entryLpsMm === null || plan.targetLpsMm === null) return none
  const path = evaluatePath(plan.entryLpsMm, plan.targetLpsMm)
  return path.ok ? { ...none, lengthMm: path.value.lengthMm, inPlaneDeg: path.value.inPlaneDeg, craniocaudalDeg: path.value.craniocaudalDeg } : none
}

const identityLines = ({ patientName, patientId, birthDate }: Identity): readonly string[] => [
  patientName, `ID ${patientId === '' ? 'not stated' : patientId}`, birthDate === null ? 'birth date not stated' : `born ${birthDate}`,
]
