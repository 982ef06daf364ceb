import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { LateralState } from './seenRuns.ts'
import { isStop, patternOrder, patternWords } from './words.ts'

export type InjectState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting'; readonly toDo: readonly string[] }
  | { readonly kind: 'off'; readonly reason: string }

type Contrast = CaseDocument['contrast']

/** Whether "inject" can be chosen: a vessel or a stop pattern takes it away, an open question keeps it waiting. */
export function injectState(contrast: Contrast, lateral: LateralState): InjectState {
  const stop = patternOrder.find((pattern) => isStop(pattern) && contrast.patterns.includes(pattern))
  if (stop !== undefined) return { kind: 'off', reason: `Inject is off: ${patternWords[stop]} is chosen.` }
  if (contrast.vesselFilling === 'yes') return { kind: 'off', reason: 'Inject is off: vessel filling was seen.' }
  const toDo = openQuestions(contrast, lateral)
  return toDo.length === 0 ? { kind: 'ready' } : { kind: 'waiting', toDo }
}

/** What the panel says of a lateral that was not seen, above the field for the reason. */
export const lateralWords: Readonly<Record<Exclude<LateralState, 'seen'>, string>> = {
  missing: 'Lateral run is missing. Inject stays off until a lateral is seen or a reason is given.',
  notSeen: 'Lateral run is not seen to its end. Inject stays off until a lateral is seen or a reason is given.',
}
const lateralTodo = { missing: 'lateral run or a reason', notSeen: 'see the lateral run to its end, or give a reason' } as const

function openQuestions({ runs, patterns, vesselFilling, noLateralReason }: Contrast, lateral: LateralState): string[] {
  const looked = Object.values(runs)
  return [
    ...(looked.some((run) => run.maskFrames.length > 0) ? [] : ['choose a frame before the contrast']),
    ...(looked.some((run) => run.seenFrames.length > 0) ? [] : ['mark a frame with contrast']),
    ...(lateral === 'seen' || noLateralReason.trim() !== '' ? [] : [lateralTodo[lateral]]),
    ...(vesselFilling === null ? ['answer vessel filling'] : vesselFilling === 'unsure' ? ['vessel filling is Unsure'] : []),
    ...(patterns.length === 0 ? ['choose a pattern'] : []),
  ]
}
