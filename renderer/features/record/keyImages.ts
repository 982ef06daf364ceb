import { create } from 'zustand'
import { client, faultText, putBlob } from '#renderer/api/index.ts'
import { tellReceipt, useSession, writeDate, writeName } from '#renderer/features/case/index.ts'
import { recordFigures } from '#renderer/features/planning/index.ts'
import { captureView, useViewing, type CapturedView } from '#renderer/viewports/index.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

type KeyImageEvent = Extract<RecordEventInput, { kind: 'keyImageAdded' }>
/** A picture on its way: held here until the record has it. */
type HeldPicture = { readonly png: Uint8Array; readonly event: Omit<KeyImageEvent, 'picture'>; readonly recordId: string; readonly actor: string; readonly failure: string | null }
const useHeld = create<{ readonly pictures: readonly HeldPicture[] }>(() => ({ pictures: [] }))

export type UnsavedKeyImages = { readonly waiting: number; readonly failed: number; readonly message: string | null }
export function useUnsavedKeyImages(): UnsavedKeyImages {
  const { pictures } = useHeld()
  const failures = pictures.flatMap(picture => picture.failure ?? [])
  return { waiting: pictures.length - failures.length, failed: failures.length, message: failures[0] ?? null }
}

const replace = (keyImageId: string, change: (picture: HeldPicture) => HeldPicture | null): void => {
  useHeld.setState(({ pictures }) => ({ pictures: pictures.flatMap(picture => (picture.event.keyImageId === keyImageId ? change(picture) ?? [] : picture)) }))
}

/** What the active view shows becomes a key image of the record. Said to be saved only when it is durable. */
export async function saveKeyImage(): Promise<void> {
  const { caseId, saved, document, stage } = useSession.getState()
  const viewId = useViewing.getState().activeViewId
  if (caseId === null || document === null || saved === null) return
  if (saved.recordId === null) return tellReceipt('Confirm the side first. The record begins there, and then key images can be saved.')
  if (viewId === null) return tellReceipt('Choose a view first: press it, or press V. Then press K.')
  const patient = await client.call('library.series', { caseId })
  const first = patient.ok ? patient.value.series[0] : undefined
  if (first === undefined) return tellReceipt('The images of this case cannot be found, so nothing was saved.')
  const { side, level, confirmedAtIso } = document.study
  const captured = await captureView(viewId, {
    identity: [writeName(first.patientName), first.patientId === '' ? 'no ID' : `ID ${first.patientId}`, first.birthDate === null ? 'birth date not stated' : `born ${writeDate(first.birthDate)}`],
    side: confirmedAtIso === null ? null : side, level, takenAtIso: new Date().toISOString(),
  })
  if (!captured.ok) return tellReceipt(captured.error.message)
  const settings = await client.call('app.settings', {})
  const event = await describe(captured.value, document, stage)
  const held: HeldPicture = { png: captured.value.png, event, recordId: saved.recordId, actor: settings.ok ? settings.value.operator : '', failure: null }
  useHeld.setState(({ pictures }) => ({ pictures: [...pictures, held] }))
  await send(held)
}

async function describe(captured: CapturedView, document: CaseDocument, stage: KeyImageEvent['stage']): Promise<Omit<KeyImageEvent, 'picture'>> {
  const plans = document.plans.filter(plan => plan.seriesUid === captured.reference.seriesUid)
  const active = plans.find(plan => plan.planId === document.activePlanId)
  const figures = active === undefined ? null : await recordFigures(active)
  const { side, level, confirmedAtIso } = document.study
  return {
    kind: 'keyImageAdded', keyImageId: crypto.randomUUID(), ...captured.reference, stage, view: captured.view,
    side: confirmedAtIso === null ? null : side, level: confirmedAtIso === null ? null : level,
    plans, planFigures: figures?.ok === true ? figures.value : null, title: titleOf(captured, stage), caption: '',
  }
}

const stageTitles = { study: 'Study', plan: 'Plan', contrast: 'Contrast', record: 'Record' } as const
function titleOf({ view, reference }: CapturedView, stage: KeyImageEvent['stage']): string {
  const what = view.kind === 'plane' ? view.plane : `${view.mode === 'subtracted' ? 'subtracted, ' : ''}frame ${String(reference.frameNumber ?? reference.frame + 1)}`
  return `${stageTitles[stage]}, ${what}`
}

async function send(held: HeldPicture): Promise<void> {
  const { keyImageId } = held.event
  const fail = (failure: string): void => { replace(keyImageId, picture => ({ ...picture, failure })) }
  replace(keyImageId, picture => ({ ...picture, failure: null }))
  const blob = await putBlob(held.png)
  if (!blob.ok) return fail(blob.error.message)
  const kept = await client.call('record.append', { recordId: held.recordId, event: { ...held.event, picture: { blobId: blob.value } }, ...(held.actor === '' ? {} : { actor: held.actor }) })
  if (!kept.ok) return fail(faultText(kept.error))
  replace(keyImageId, () => null)
  const record = await client.call('record.get', { recordId: held.recordId })
  const number = record.ok ? record.value.state.keyImages.findIndex(image => image.keyImageId === keyImageId) + 1 : 0
  tellReceipt(number > 0 ? `Key image ${String(number)} saved` : 'Key image saved')
}

export async function retryKeyImages(): Promise<void> {
  for (const picture of useHeld.getState().pictures) if (picture.failure !== null) await send(picture)
}
