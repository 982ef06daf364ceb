import { stopPatterns, type ContrastAssessment, type ContrastDecision, type ContrastPattern } from '#shared/contrast/assessment.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

export type ContrastState = CaseDocument['contrast']

export const patternNames: Readonly<Record<ContrastPattern, string>> = {
  intraArticular: 'Intra-articular', epidural: 'Epidural', capsularLeak: 'Capsular leak', subdural: 'Subdural',
  extraArticular: 'Extra-articular', intrathecal: 'Intrathecal', venous: 'Venous', arterial: 'Arterial',
}
/** Below this a fast arterial flow can pass between two frames. */
export const ADVISED_FRAMES_PER_SECOND = 7.5

/** Why injecting is off the table altogether; null = it is not. */
export function injectOff(state: ContrastState): string | null {
  const stop = state.patterns.find(pattern => stopPatterns.has(pattern))
  if (stop !== undefined) return `Inject is off: ${patternNames[stop]} is chosen.`
  return state.vesselFilling === 'yes' ? 'Inject is off: vessel filling is seen.' : null
}

/** What injecting still waits for, in words. */
export function injectTodo(state: ContrastState, hasSecondView: boolean): readonly string[] {
  const todo: string[] = []
  if (state.afterFrames.length === 0) todo.push('the frames it was seen on')
  if (state.patterns.length === 0) todo.push('pattern')
  if (state.vesselFilling === null) todo.push('vessel filling')
  if (state.vesselFilling === 'unsure') todo.push('vessel filling is Unsure')
  if (!hasSecondView && state.comment.trim() === '') todo.push('a second view, or the reason why there is none')
  return todo
}

/** The frames as chosen of this run; those of another run do not count here. */
export const framesOf = (state: ContrastState, seriesUid: string): Pick<ContrastState, 'maskFrames' | 'afterFrames' | 'shiftPx'> =>
  state.seriesUid === seriesUid ? state : { maskFrames: [], afterFrames: [], shiftPx: [0, 0] }

export function toggleFrame(state: ContrastState, seriesUid: string, kind: 'maskFrames' | 'afterFrames', frame: number): ContrastState {
  const kept = framesOf(state, seriesUid)
  const frames = kept[kind].includes(frame) ? kept[kind].filter(each => each !== frame) : [...kept[kind], frame].toSorted((a, b) => a - b)
  return { ...state, seriesUid, maskFrames: [...kept.maskFrames], afterFrames: [...kept.afterFrames], shiftPx: [kept.shiftPx[0], kept.shiftPx[1]], [kind]: frames, decision: null }
}

/** Another answer: a decision that was made on the earlier ones is open again. */
export const withAnswer = (state: ContrastState, change: Partial<Pick<ContrastState, 'patterns' | 'vesselFilling' | 'comment'>>): ContrastState => ({ ...state, ...change, decision: null })

/** What is written into the record: the answers with the frames they were seen on. */
export function assessmentOf(state: ContrastState, decision: ContrastDecision, shown: { readonly seriesUid: string; readonly frame: number }): ContrastAssessment {
  const seriesUid = state.seriesUid ?? shown.seriesUid
  return {
    seriesUid, decision, patterns: [...state.patterns], vesselFilling: state.vesselFilling, comment: state.comment,
    subtraction: state.maskFrames.length === 0 ? null : { seriesUid, maskFrames: [...state.maskFrames], shiftPx: [state.shiftPx[0], state.shiftPx[1]] },
    seenFrames: state.afterFrames.length > 0 ? [...state.afterFrames] : [shown.frame],
  }
}
