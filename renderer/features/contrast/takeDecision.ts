import { client, faultText } from '#renderer/api/index.ts'
import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { useKeyedRun } from '#renderer/features/fluoroscopy/index.ts'
import type { ContrastAssessment, ContrastDecision } from '#shared/contrast/assessment.ts'
import type { RunChoice } from './contrastView.ts'
import type { LateralState } from './seenRuns.ts'
import { answersOf } from './runEdits.ts'
import { decisionWords } from './words.ts'

/** Puts the decision into the record first; the case shows it only once the record has it. */
export async function takeDecision(decision: ContrastDecision, choice: RunChoice | null, lateral: LateralState): Promise<void> {
  const { document, saved } = useSession.getState()
  if (document === null || saved === null || saved.recordId === null) return tellReceipt('Confirm the side first: a decision belongs to a record.')
  const frame = useKeyedRun.getState().run?.cine.frame
  if (choice === null || frame === undefined) return tellReceipt('Open a run first: a decision names the frames it was taken on.')
  const { maskFrames, shiftPx, seenFrames } = answersOf(document, choice)
  const { patterns, vesselFilling, comment } = document.contrast
  const noLateralReason = document.contrast.noLateralReason.trim()
  const assessment: ContrastAssessment = {
    seriesUid: choice.seriesUid,
    subtraction: maskFrames.length === 0 ? null : { seriesUid: choice.seriesUid, maskFrames, shiftPx },
    seenFrames: seenFrames.length === 0 ? [frame] : seenFrames,
    patterns, vesselFilling, decision, comment, ...(lateral === 'seen' || noLateralReason === '' ? {} : { noLateralReason }),
  }
  const reply = await client.call('record.append', { recordId: saved.recordId, event: { kind: 'contrastAssessed', assessment } })
  if (!reply.ok) return tellReceipt(faultText(reply.error))
  await editCase(`decision ${decisionWords[decision]}`, (before) => ({ ...before, contrast: { ...before.contrast, decision } }))
  tellReceipt(`Decision saved: ${decisionWords[decision]}`)
}
