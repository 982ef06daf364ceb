import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { useContrastAnswer } from '#renderer/viewports/index.ts'
import type { LookHere } from '#shared/contrast/lookHere.ts'
import { useRunAnalysis } from '../runAnalysis.ts'

export type Places = { readonly places: readonly LookHere[] | null; readonly fault: string | null; readonly part: number | null }

/** Where something came and went, strongest first; looked for while no run plays. */
export function useLookHere(run: Run): Places {
  const { analysis, lie, fault } = useRunAnalysis(run, false)
  const { answer, part } = useContrastAnswer(analysis, 'lookHere', lie, true)
  return { places: answer?.ok === true ? answer.value : null, fault: fault ?? (answer?.ok === false ? answer.error.message : null), part }
}
