import { editCase } from '#renderer/features/case/index.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from '../contrastView.ts'
import { useShiftTools } from './shiftTools.ts'
import { setLandmark } from './subtractionEdits.ts'

/** How much of the anatomy is left behind the difference; one step of undo when it is let go. */
export function Landmark({ choice, share }: { readonly choice: RunChoice; readonly share: number }) {
  const key = runKey(choice.seriesUid, choice.run)
  const draft = useShiftTools((state) => (state.landmark?.key === key ? state.landmark.share : null))
  const shown = draft ?? share
  const percent = Math.round(100 * shown)
  const commit = (): void => {
    if (draft === null) return
    useShiftTools.setState({ landmark: null })
    if (draft !== share) void editCase(`anatomy behind ${String(percent)}%`, setLandmark(choice, draft))
  }
  return (
    <label className="landmark">
      <span>Anatomy behind</span>
      <input
        type="range" min={0} max={100} step={5} value={percent} aria-label="Anatomy behind the difference" aria-valuetext={`${String(percent)}%`}
        onChange={(event) => { useShiftTools.setState({ landmark: { key, share: Number(event.currentTarget.value) / 100 } }) }} onPointerUp={commit} onKeyUp={commit} onBlur={commit}
      />
      <b>{percent}%</b>
    </label>
  )
}
