import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { isDifference, type FrameMode } from '../viewProps.ts'
import type { CornerLine } from './decor.ts'

const modeWords: Readonly<Record<FrameMode, string | null>> = { native: null, subtracted: 'Subtracted', peak: 'Peak opacity', arrival: 'Arrival of contrast', timeToPeak: 'Time to peak' }

type Shown = { readonly mode: FrameMode; readonly faint: boolean; readonly subtraction: SubtractionRecipe | null }

/** What kind of picture it is, and what it cannot say. */
export function whatLines({ mode, faint, subtraction }: Shown, { pixelIntensityRelationship }: Pick<ImageDescription, 'pixelIntensityRelationship'>): readonly CornerLine[] {
  const words = modeWords[mode]
  if (words === null) return []
  const isLogarithmic = pixelIntensityRelationship === 'LIN' || pixelIntensityRelationship === 'LOG'
  if (mode === 'subtracted' && subtraction === null) return [{ text: 'Not subtracted: the header leaves this frame', caution: true }]
  return [
    { text: words },
    ...(faint && isDifference(mode) ? [{ text: 'Faint-flow window, smoothed' }] : []),
    ...(isLogarithmic ? [] : [{ text: 'Qualitative: display values', caution: true }]),
  ]
}

/** "Mask 1 to 8, proposed", "Shift 0.30 across, -0.10 down, automatic", "Anatomy 30%": frames of the run from 1, as everywhere on the screen. */
export function subtractionLines({ maskFrames, shiftPx, header, proposed, contrastFrames, automatic, regions, landmark }: SubtractionRecipe, runFirstFrame: number, ofWholeRun: boolean): readonly CornerLine[] {
  const numbers = (frames: readonly number[]): string => {
    const shown = [...frames].sort((a, b) => a - b).map(frame => frame - runFirstFrame + 1)
    const [first] = shown
    const last = shown.at(-1)
    const together = first !== undefined && last !== undefined && last - first + 1 === shown.length
    return shown.length === 1 ? String(first) : together ? `${String(first)} to ${String(last)}` : shown.join(', ')
  }
  const by = header !== undefined ? `, ${header} of the header` : proposed === true ? ', proposed' : ''
  const isStill = shiftPx[0] === 0 && shiftPx[1] === 0
  const moved = isStill ? 'no shift' : `shift ${signed(shiftPx[1])} across, ${signed(shiftPx[0])} down`
  const shift = ofWholeRun && automatic === true ? 'Laid over each frame' : ofWholeRun && isStill ? 'Patient taken as still' : `${capital(moved)}${automatic === true ? ', automatic' : ''}`
  return [
    { text: `Mask ${numbers(maskFrames)}${by}`, soft: true },
    ...(contrastFrames === undefined || ofWholeRun ? [] : [{ text: `Frames ${numbers(contrastFrames)} averaged`, soft: true }]),
    { text: `${shift}${regions === undefined || ofWholeRun ? '' : regions.length === 1 ? ', 1 box by itself' : `, ${String(regions.length)} boxes by themselves`}`, soft: true },
    ...(landmark === undefined || ofWholeRun ? [] : [{ text: `Anatomy behind ${String(Math.round(100 * landmark))}%`, soft: true }]),
  ]
}

/** Hundredths only where there are any. */
const signed = (px: number): string => `${px < 0 ? '−' : ''}${Math.abs(px).toFixed(Math.abs(px * 10 - Math.round(px * 10)) < 0.01 ? 1 : 2)} px`
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
