import { useMemo } from 'react'
import { useContrastAnalysis, useContrastAnswer, type ContrastAnalysis, type FrameMaps, type FrameMode } from '#renderer/viewports/index.ts'
import type { MaskProposal } from '#shared/contrast/maskProposal.ts'
import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import { headerRecipeWords, recipeOfFrame, recipesInRun } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { shiftsOf } from './subtractionEdits.ts'

/** A mask to accept by one press. */
export type MaskOffer = { readonly source: 'proposal' | 'header'; readonly words: string; /** Frames of the series. */ readonly maskFrames: readonly number[] }

/** The frames before the first change, and the header's recipe where it has one that can be followed. Where nobody works on the run, it waits until none plays. */
export function useMaskOffers(series: SeriesDescription, run: number, isActive = true): { readonly offers: readonly MaskOffer[]; readonly proposal: MaskProposal | null; readonly isAsked: boolean; readonly broken: string | null } {
  const part = series.runs[run]
  const isRun = part !== undefined && part.frames > 1
  const analysis = useContrastAnalysis(series, run)
  const { answer, part: asked } = useContrastAnswer(isRun && analysis.ok ? analysis.value : null, 'proposal', null, !isActive)
  return useMemo(() => {
    if (part === undefined) return { offers: [], proposal: null, isAsked: false, broken: null }
    const image = series.images[part.image]
    const words = image === undefined ? null : headerRecipeWords(image)
    const header = image === undefined || words === null ? null : headerOffer(series, run, words)
    const proposed = answer === null ? [] : proposalOffer(answer.maskFrames, part.firstFrame, answer.onsetFrame)
    return { offers: [...(header?.kind === 'offer' ? [header.offer] : []), ...proposed], proposal: answer, isAsked: asked !== null, broken: header?.kind === 'broken' ? header.message : null }
  }, [series, run, part, answer, asked])
}

function proposalOffer(frames: readonly number[], firstFrame: number, onsetFrame: number | null): readonly MaskOffer[] {
  const [first, last] = [frames[0], frames.at(-1)]
  if (first === undefined || last === undefined) return []
  const which = first === last ? `Frame ${String(first + 1)}` : `Frames ${String(first + 1)} to ${String(last + 1)}`
  return [{ source: 'proposal', words: onsetFrame === null ? `${which}: nothing changes in this run` : `${which}, before the first change in frame ${String(onsetFrame + 1)}`, maskFrames: frames.map((frame) => firstFrame + frame) }]
}

type HeaderOffer = { readonly kind: 'offer'; readonly offer: MaskOffer } | { readonly kind: 'broken'; readonly message: string }

/** The last frame stands for the run: earlier ones may be masks themselves. */
function headerOffer(series: SeriesDescription, run: number, words: string): HeaderOffer | null {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  if (part === undefined || image === undefined) return null
  const byHeader: RunSubtraction = { seriesUid: series.summary.seriesUid, firstFrame: part.firstFrame, frames: part.frames, maskFrames: [], maskSource: 'header', shiftPx: [0, 0], frameShiftsPx: [], shiftRegions: [], landmark: 0, image }
  const tried = Array.from({ length: part.frames }, (_, at) => recipeOfFrame(byHeader, part.firstFrame + part.frames - 1 - at))
  const found = tried.find((recipe) => recipe.ok)
  if (found?.ok !== true) return { kind: 'broken', message: tried[0]?.ok === false ? tried[0].error.message : words }
  return { kind: 'offer', offer: { source: 'header', words, maskFrames: found.value.header === 'AVG_SUB' ? found.value.maskFrames : [] } }
}

/** One mask for all frames, as the pictures of a whole run need it; frames of the run. */
export const maskInRun = ({ maskFrames, firstFrame }: RunSubtraction): readonly number[] => maskFrames.map((frame) => frame - firstFrame)

/** The pictures of the whole run, made once somebody looks at one. */
export function useRunMaps(series: SeriesDescription, run: number, subtraction: RunSubtraction | null, mode: FrameMode): FrameMaps | null {
  const analysis = useContrastAnalysis(series, run)
  const isWanted = mode === 'peak' || mode === 'arrival' || mode === 'timeToPeak'
  const isPossible = subtraction !== null && subtraction.maskFrames.length > 0
  const input = isPossible && isWanted ? { maskFrames: maskInRun(subtraction), shiftsPx: shiftsOf(subtraction), recipes: recipesInRun(subtraction) } : null
  const { answer, part } = useContrastAnswer(analysis.ok ? analysis.value : null, 'maps', input)
  return useMemo(() => {
    if (!isWanted || subtraction === null) return null
    if (!isPossible) return { kind: 'problem', message: 'The header gives every frame a mask of its own. A picture of the whole run needs one: choose the frames before the contrast.' }
    if (!analysis.ok) return analysis.error.code === 'LOADING' ? { kind: 'coming', part: 0 } : { kind: 'problem', message: analysis.error.message }
    if (part !== null || answer === null) return { kind: 'coming', part: part ?? 0 }
    return answer.ok ? { kind: 'here', maps: answer.value } : { kind: 'problem', message: answer.error.message }
  }, [isWanted, isPossible, subtraction, analysis, answer, part])
}

/** The worker of a run once its frames are here. */
export function useAnalysis(series: SeriesDescription, run: number): ContrastAnalysis | null {
  const analysis = useContrastAnalysis(series, run)
  return analysis.ok ? analysis.value : null
}
