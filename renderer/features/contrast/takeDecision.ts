import { client, faultText } from '#renderer/api/index.ts'
import { editCase, notPut, recordFirst, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import type { ContrastAssessment, ContrastDecision } from '#shared/contrast/assessment.ts'
import type { RunPace } from '#shared/contrast/runPace.ts'
import { recipeOfFrame } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { JsonValue } from '#shared/procedure/canonicalJson.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from './contrastView.ts'
import { isCtOld } from './ct/ctInputs.ts'
import type { DecidedOn, ToDo } from './decision.ts'
import { answersOf, type RunAnswers } from './runEdits.ts'
import { decidedRun, lateralState, looksOf } from './seenRuns.ts'
import { subtractionOf } from './subtraction/subtractionEdits.ts'
import { decisionWords } from './words.ts'

/** What a decision is taken with: the evidence there is now, what was still to do, and how fast the run is. */
export type Deciding = { readonly on: DecidedOn; readonly evidenceKeys: readonly string[]; readonly toDo: readonly ToDo[]; readonly pace: RunPace | null; readonly shown: ShownFrame | null }
/** The run of the active view and the frame it stands at. */
export type ShownFrame = RunChoice & { readonly frame: number }

/** Puts the decision into the record first; the case shows it only once the record has it. */
export async function takeDecision(decision: ContrastDecision, deciding: Deciding): Promise<void> {
  const { document, saved } = useSession.getState()
  if (document === null || saved === null || saved.recordId === null) return tellReceipt('Confirm the side first: a decision belongs to a record.')
  const { recordId } = saved
  const words = decisionWords[decision]
  const taken = await recordFirst('decision', {
    what: `the decision ${words}`, again: 'decide again', said: decidedOn,
    put: async (isOff) => {
      const place = deciding.on.kind === 'ct' ? null : placeOfDecision(document, deciding.on.runs, deciding.shown)
      const described = place === null ? null : await client.call('library.describe', { seriesUid: place.seriesUid })
      if (described?.ok === false) return notPut(faultText(described.error))
      if (isOff()) return null
      const assessment = assessmentOf(decision, document, deciding, described?.value ?? null)
      if (assessment === null) return notPut('Open a run or a scan first: a decision names the frames it was taken on.')
      const reply = await client.call('record.append', { recordId, event: { kind: 'contrastAssessed', assessment } })
      return reply.ok ? reply.value : notPut(faultText(reply.error))
    },
    edit: () => editCase(`decision ${words}`, (before) => ({ ...before, contrast: { ...before.contrast, decision, decidedRuns: [...deciding.evidenceKeys] } })),
  })
  if (taken !== null) tellReceipt(`Decision saved: ${words}`)
}

/** What a decision rests on. That more of a run was looked at meanwhile changes nothing of it. */
const decidedOn = (document: CaseDocument): JsonValue => [{ ...document.contrast, seenToEnd: null, faintSeen: null, peakSeen: null }, isCtOld(document)]

/** The answers as the record keeps them; null while there is nothing that they were seen on. `series`: that of the run decided on. */
export function assessmentOf(decision: ContrastDecision, document: CaseDocument, { on, toDo, pace, shown }: Deciding, series: SeriesDescription | null): ContrastAssessment | null {
  const { contrast } = document
  const { patterns, vesselFilling, comment, quality, injection, ct } = contrast
  const seen = on.kind === 'ct' ? seenOnCt(contrast, shown) : seenOnRun(document, on.runs, shown, series)
  if (seen === null) return null
  const missing = decision === 'inject' ? toDo.map(({ words }) => words) : []
  const against = contrast.againstListReason.trim()
  return {
    ...seen, patterns: [...patterns], vesselFilling, decision, comment, quality, injection,
    ...(on.kind === 'runs' ? { looks: looksOf(contrast, on.runs), framesPerSecond: pace?.meanPerS ?? null, ...(pace?.isUneven === true ? { slowestFramesPerSecond: pace.slowestPerS } : {}) } : {}),
    ...(missing.length === 0 ? {} : { missing }), ...(missing.length === 0 || against === '' ? {} : { againstListReason: against }),
    ...(ct === null ? {} : { ctSpread: isCtOld(document) ? { ...ct.figures, isOld: true } : ct.figures }),
  }
}

type Seen = Pick<ContrastAssessment, 'seriesUid' | 'subtraction' | 'otherSubtractions' | 'seenFrames' | 'noLateralReason'>

/** The run with frames marked; where none was, the decision names the frame on the screen, of whichever run that is. */
function placeOfDecision(document: CaseDocument, runs: readonly ListedRun[], shown: ShownFrame | null): RunChoice | null {
  const run = decidedRun(document.contrast, runs)
  return run !== null && answersOf(document, run).seenFrames.length > 0 ? run : shown
}

function seenOnRun(document: CaseDocument, runs: readonly ListedRun[], shown: ShownFrame | null, series: SeriesDescription | null): Seen | null {
  const { contrast } = document
  const place = placeOfDecision(document, runs, shown)
  if (place === null) return null
  const answers = answersOf(document, place)
  const seenFrames = place === shown ? [shown.frame] : [...answers.seenFrames]
  const noLateralReason = contrast.noLateralReason.trim()
  return {
    seriesUid: place.seriesUid, seenFrames, ...howSubtracted(answers, series, place.run, seenFrames),
    ...(lateralState(contrast, runs) === 'seen' || noLateralReason === '' ? {} : { noLateralReason }),
  }
}

/** How the frames were subtracted on which it was seen: as the screen did it, the shift that was found and the header's own masks included. */
function howSubtracted(answers: RunAnswers, series: SeriesDescription | null, run: number, frames: readonly number[]): Pick<Seen, 'subtraction' | 'otherSubtractions'> {
  const subtraction = series === null ? null : subtractionOf(answers, series, run)
  if (subtraction === null) return { subtraction: null }
  const recipes = frames.map((frame) => {
    const recipe = recipeOfFrame(subtraction, frame)
    return { frame, subtraction: recipe.ok ? recipe.value : null }
  })
  const first = recipes.find((one) => one.subtraction !== null)?.subtraction ?? null
  const asFirst = JSON.stringify(first)
  const others = recipes.filter((one) => JSON.stringify(one.subtraction) !== asFirst)
  return { subtraction: first, ...(others.length > 0 && { otherSubtractions: others }) }
}

/** The slices in which something is opaque; before the scans were compared, the one on the screen. */
function seenOnCt({ ct }: CaseDocument['contrast'], shown: ShownFrame | null): Seen | null {
  if (ct !== null) return { seriesUid: ct.figures.afterSeriesUid, subtraction: null, seenFrames: [...ct.slices] }
  return shown === null ? null : { seriesUid: shown.seriesUid, subtraction: null, seenFrames: [shown.frame] }
}
