import { create } from 'zustand'
import { client, faultText } from '#renderer/api/index.ts'
import { closeCase, leaveCase, openCase, sinceNow, useSession } from '#renderer/features/case/index.ts'
import { showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { showList } from '#renderer/features/library/index.ts'
import { showPlanLayout } from '#renderer/features/planning/index.ts'
import type { ReviewView } from '#shared/contract/areas/quiz.ts'
import type { TeachingCase, TimelineStep } from '#shared/teaching/teachingCase.ts'

type Review = {
  readonly view: ReviewView | null
  readonly teachingCase: TeachingCase | null
  readonly steps: readonly TimelineStep[]
  readonly at: number
  /** The images of a step, where it has a picture too. */
  readonly areImagesShown: boolean
  /** What the expert drew lies over the images; nothing is drawn meanwhile. */
  readonly isComparing: boolean
}
const nothing: Review = { view: null, teachingCase: null, steps: [], at: 0, areImagesShown: false, isComparing: false }

/** A case that is looked through step by step; nothing of it can be changed, and what is drawn beside it is the learner's own. */
export const useReview = create<Review>(() => nothing)
// Whatever closes its document ends the review on the screen.
useSession.subscribe(({ caseId }, before) => { if (before.caseId !== null && before.caseId === useReview.getState().view?.caseId && caseId !== before.caseId) useReview.setState(nothing) })

export async function beginReview(teachingCaseId: string, learner: string, version?: number): Promise<string | null> {
  const isHere = sinceNow()
  const reply = await client.call('quiz.review', { teachingCaseId, learner, ...(version === undefined ? {} : { version }) })
  if (!reply.ok) return faultText(reply.error)
  if (!isHere()) return null
  const { teachingCase, caseId, timeline } = reply.value
  if (!await leaveCase()) return 'The case that is open is not saved. Save it, then begin.'
  useReview.setState({ ...nothing, view: reply.value, teachingCase, steps: timeline })
  goToStep(0)
  showPlanLayout('planes')
  const opening = openCase(caseId, 'plan')
  const isStillHere = sinceNow()
  await opening
  // Left before its case was open.
  if (!isStillHere() && useReview.getState().view?.caseId === caseId && useSession.getState().caseId !== caseId) useReview.setState(nothing)
  return null
}

/** After a restart: the case whose document was open. */
export async function resumeReview({ teachingCaseId, version }: { readonly teachingCaseId: string; readonly version: number }): Promise<void> {
  const settings = await client.call('app.settings', {})
  const fault = settings.ok && settings.value.operator !== '' ? await beginReview(teachingCaseId, settings.value.operator, version) : ''
  if (fault === null) return
  showList('teaching')
  closeCase()
}

/** The images of the step, where it names some; else those that were shown. */
export function goToStep(to: number): void {
  useReview.setState(({ steps }) => ({ at: Math.max(0, Math.min(steps.length - 1, to)), areImagesShown: false }))
  const { view, steps, at } = useReview.getState()
  const seriesUid = steps[at]?.seriesUid ?? null
  if (view !== null && seriesUid !== null) showSeries(view.caseId, seriesUid)
}
export const showImages = (areImagesShown: boolean): void => { useReview.setState({ areImagesShown }) }
export const compareWithExpert = (isComparing: boolean): void => { useReview.setState({ isComparing }) }
export async function leaveReview(): Promise<void> {
  const { view } = useReview.getState()
  if (view !== null && !await leaveCase()) return
  useReview.setState(nothing)
  if (view !== null) showList('teaching')
}
