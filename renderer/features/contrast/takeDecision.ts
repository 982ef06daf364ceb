import { client, faultText } from '#renderer/api/index.ts'
import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import type { ContrastAssessment, ContrastDecision } from '#shared/contrast/assessment.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from './contrastView.ts'
import type { DecidedOn, ToDo } from './decision.ts'
import { answersOf } from './runEdits.ts'
import { decidedRun, lateralState, looksOf } from './seenRuns.ts'
import { decisionWords } from './words.ts'

/** What a decision is taken with: the evidence there is now, what was still to do, and how fast the run is. */
export type Deciding = { readonly on: DecidedOn; readonly evidenceKeys: readonly string[]; readonly toDo: readonly ToDo[]; readonly framesPerSecond: number | null; readonly shown: ShownFrame | null }
/** The run of the active view and the frame it stands at. */
export type ShownFrame = RunChoice & { readonly frame: number }

/** Puts the decision into the record first; the case shows it only once the record has it. */
export async function takeDecision(decision: ContrastDecision, deciding: Deciding): Promise<void> {
  const { document, saved } = useSession.getState()
  if (document === null || saved === null || saved.recordId === null) return tellReceipt('Confirm the side first: a decision belongs to a record.')
  const assessment = assessmentOf(decision, document, deciding)
  if (assessment === null) return tellReceipt('Open a run or a scan first: a decision names the frames it was taken on.')
  const reply = await client.call('record.append', { recordId: saved.recordId, event: { kind: 'contrastAssessed', assessment } })
  if (!reply.ok) return tellReceipt(faultText(reply.error))
  await editCase(`decision ${decisionWords[decision]}`, (before) => ({ ...before, contrast: { ...before.contrast, decision, decidedRuns: [...deciding.evidenceKeys] } }))
  tellReceipt(`Decision saved: ${decisionWords[decision]}`)
}

/** The answers as the record keeps them; null while there is nothing that they were seen on. */
export function assessmentOf(decision: ContrastDecision, document: CaseDocument, { on, toDo, framesPerSecond, shown }: Deciding): ContrastAssessment | null {
  const { contrast } = document
  const { patterns, vesselFilling, comment, quality, injection, ct } = contrast
  const seen = on.kind === 'ct' ? seenOnCt(contrast, shown) : seenOnRun(document, on.runs, shown)
  if (seen === null) return null
  const missing = decision === 'inject' ? toDo.map(({ words }) => words) : []
  const against = contrast.againstListReason.trim()
  return {
    ...seen, patterns: [...patterns], vesselFilling, decision, comment, quality, injection,
    ...(on.kind === 'runs' ? { looks: looksOf(contrast, on.runs), framesPerSecond } : {}),
    ...(missing.length === 0 ? {} : { missing }), ...(missing.length === 0 || against === '' ? {} : { againstListReason: against }),
    ...(ct === null ? {} : { ctSpread: ct.figures }),
  }
}

type Seen = Pick<ContrastAssessment, 'seriesUid' | 'subtraction' | 'seenFrames' | 'noLateralReason'>

function seenOnRun(document: CaseDocument, runs: readonly ListedRun[], shown: ShownFrame | null): Seen | null {
  const { contrast } = document
  const run = decidedRun(contrast, runs)
  const marked = run === null ? [] : answersOf(document, run).seenFrames
  // Where no frame was marked, the decision names the one on the screen, of whichever run that is.
  const place = run !== null && marked.length > 0 ? run : shown
  if (place === null) return null
  const { maskFrames, shiftPx, maskSource, frameShiftsPx } = answersOf(document, place)
  const noLateralReason = contrast.noLateralReason.trim()
  return {
    seriesUid: place.seriesUid, seenFrames: place === shown ? [shown.frame] : [...marked],
    subtraction: maskFrames.length === 0 ? null : { seriesUid: place.seriesUid, maskFrames, shiftPx, ...(maskSource === 'proposal' && { proposed: true as const }), ...(frameShiftsPx.length > 0 && { automatic: true as const }) },
    ...(lateralState(contrast, runs) === 'seen' || noLateralReason === '' ? {} : { noLateralReason }),
  }
}

/** The slices in which something is opaque; before the scans were compared, the one on the screen. */
function seenOnCt({ ct }: CaseDocument['contrast'], shown: ShownFrame | null): Seen | null {
  if (ct !== null) return { seriesUid: ct.figures.afterSeriesUid, subtraction: null, seenFrames: [...ct.slices] }
  return shown === null ? null : { seriesUid: shown.seriesUid, subtraction: null, seenFrames: [shown.frame] }
}
