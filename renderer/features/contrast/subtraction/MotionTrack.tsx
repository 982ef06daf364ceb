import { useContrastAnswer } from '#renderer/viewports/index.ts'
import { movedScore } from '#shared/contrast/runAlignment.ts'
import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { shiftsOf } from './subtractionEdits.ts'
import { maskInRun, useAnalysis } from './useSubtraction.ts'

/** A score this high fills the track. */
const FULL_SCORE = 5

/** What motion leaves on bone in each frame, along the time line; above the line bone edges look like contrast. */
export function MotionTrack({ series, run, subtraction }: { readonly series: SeriesDescription; readonly run: number; readonly subtraction: RunSubtraction }) {
  const isPossible = subtraction.maskFrames.length > 0
  const { answer } = useContrastAnswer(useAnalysis(series, run), 'alignment', isPossible ? { maskFrames: [...maskInRun(subtraction)], shiftsPx: [...shiftsOf(subtraction)], region: null } : null, true)
  if (answer?.ok !== true) return null
  const { scores } = answer.value
  const worst = Math.max(...scores)
  const moved = scores.flatMap((score, frame) => (score > movedScore ? [frame] : []))
  const words = moved.length === 0 ? `No movement, score ${worst.toFixed(1)} at most` : `Moved in ${String(moved.length)} of ${String(scores.length)} frames, score ${worst.toFixed(1)}`
  return (
    <div className="motion" role="img" aria-label={`Motion after the mask: ${words}`} title={words}>
      <svg viewBox={`0 0 ${String(Math.max(1, scores.length - 1))} ${String(FULL_SCORE)}`} preserveAspectRatio="none" aria-hidden>
        {scores.map((score, frame) => <rect key={frame} className={score > movedScore ? 'moved' : ''} x={frame - 0.4} width={0.8} y={FULL_SCORE - Math.min(score, FULL_SCORE)} height={Math.min(score, FULL_SCORE)} />)}
        <line x1={0} x2={scores.length} y1={FULL_SCORE - movedScore} y2={FULL_SCORE - movedScore} />
      </svg>
      <span className={moved.length === 0 ? 'soft' : 'caution'}>Motion {worst.toFixed(1)}</span>
    </div>
  )
}
