import { qualityParts } from '#shared/contrast/assessment.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { isCtOld } from './ct/ctInputs.ts'
import type { AskedOf } from './ct/ctStructures.ts'
import { decidedRun, lateralState, seenRows, type LateralState, type SeenRow } from './seenRuns.ts'
import { isStop, isVessel, patternOrder, patternWords, qualityWords } from './words.ts'

type Contrast = CaseDocument['contrast']
/** What is decided on, and what the figures of CT rest on. */
type Decided = AskedOf & Pick<CaseDocument, 'contrast'>

/** Where a thing that is to do can be done: a picture of a run, or a field of the panel by its id. */
export type Lead =
  | { readonly kind: 'run'; readonly run: ListedRun; readonly look: SeenRow['what'] }
  | { readonly kind: 'field'; readonly field: 'injection' | 'quality' | 'lateral' | 'vessel' | 'patterns' }
  | { readonly kind: 'ct' }
  | { readonly kind: 'none' }
export type ToDo = { readonly words: string; readonly lead: Lead }

export type InjectState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting'; readonly toDo: readonly ToDo[] }
  /** Something is to do, and the operator has said why it goes on without. */
  | { readonly kind: 'against'; readonly toDo: readonly ToDo[]; readonly reason: string }
  | { readonly kind: 'off'; readonly reason: string }

/** What the decision is taken on: runs, or CT alone where the case has none. */
export type DecidedOn = { readonly kind: 'runs'; readonly runs: readonly ListedRun[] } | { readonly kind: 'ct' }

/** Whether "inject" can be chosen: a vessel or a stop pattern takes it away, what is to do keeps it waiting. */
export function injectState(document: Decided, on: DecidedOn): InjectState {
  const { contrast } = document
  const stop = patternOrder.find((pattern) => isStop(pattern) && contrast.patterns.includes(pattern))
  if (stop !== undefined) return { kind: 'off', reason: `Inject is off: ${patternWords[stop]} is chosen${isVessel(stop) ? ', a vessel, alone or in a mix' : ''}.` }
  if (contrast.vesselFilling === 'yes') return { kind: 'off', reason: 'Inject is off: vessel filling was seen.' }
  const toDo = toDoFor(document, on)
  const reason = contrast.againstListReason.trim()
  return toDo.length === 0 ? { kind: 'ready' } : reason === '' ? { kind: 'waiting', toDo } : { kind: 'against', toDo, reason }
}

/** What the panel says of a lateral that was not seen, above the field for the reason. */
export const lateralWords: Readonly<Record<Exclude<LateralState, 'seen'>, string>> = {
  missing: 'Lateral run is missing. Inject stays off until a lateral is seen or a reason is given.',
  notSeen: 'Lateral run is not seen to its end. Inject stays off until a lateral is seen or a reason is given.',
}
const lookWords: Readonly<Record<SeenRow['what'], string>> = {
  native: 'see the run to its end', subtracted: 'see the subtracted run to its end', peak: 'look at the peak picture', faint: 'look with the faint-flow window', lateral: '',
}

/** Everything that is to do before "inject", in the order in which it is looked at and answered. */
export function toDoFor(document: Decided, on: DecidedOn): readonly ToDo[] {
  const { contrast } = document
  const { injection, quality, patterns, vesselFilling } = contrast
  const unrated = qualityParts.filter((part) => quality[part] === null).map((part) => qualityWords[part].toLowerCase())
  return [
    ...(injection.agent.trim() === '' || injection.volumeMl === null ? [field('say what was injected, and how much', 'injection')] : []),
    ...(unrated.length > 0 ? [field(`rate the run: ${unrated.join(', ')}`, 'quality')] : []),
    ...(on.kind === 'runs' ? looksToDo(contrast, on.runs) : contrast.ct === null ? [{ words: 'compare CT before and after', lead: { kind: 'ct' } } as const] : []),
    ...(isCtOld(document) ? [{ words: 'subtract CT again: drawings, registrations or needles were changed', lead: { kind: 'ct' } } as const] : []),
    ...(patterns.length === 0 ? [field('choose a pattern', 'patterns')] : []),
    ...(vesselFilling === null ? [field('answer vessel filling', 'vessel')] : vesselFilling === 'unsure' ? [field('vessel filling is Unsure', 'vessel')] : []),
  ]
}

const field = (words: string, to: Extract<Lead, { kind: 'field' }>['field']): ToDo => ({ words, lead: { kind: 'field', field: to } })

function looksToDo(contrast: Contrast, runs: readonly ListedRun[]): readonly ToDo[] {
  const run = decidedRun(contrast, runs)
  const lateral = lateralState(contrast, runs)
  const open = seenRows(contrast, runs).filter(({ what, atIso }) => what !== 'lateral' && atIso === null)
  const lateralRun = seenRows(contrast, runs).find(({ what }) => what === 'lateral')?.run ?? null
  return [
    ...open.map(({ what }): ToDo => ({ words: lookWords[what], lead: run === null ? { kind: 'none' } : { kind: 'run', run, look: what } })),
    ...(lateral === 'seen' || contrast.noLateralReason.trim() !== '' ? [] : [lateral === 'missing' || lateralRun === null
      ? field('lateral run or a reason', 'lateral')
      : { words: 'see the lateral run to its end, or give a reason', lead: { kind: 'run', run: lateralRun, look: 'lateral' } } as const]),
    ...(run === null || (contrast.runs[run.key]?.seenFrames.length ?? 0) > 0 ? [] : [{ words: 'mark a frame with contrast', lead: { kind: 'run', run, look: 'subtracted' } } as const]),
  ]
}
