import type { ViewState } from '#shared/procedure/recordEvents.ts'
import { useContrastView } from './contrastView.ts'

/** Brings the run of a key image back into the first view, at its frame and in its mode. */
export function showRun({ seriesUid, frame, view }: { readonly seriesUid: string; readonly frame: number; readonly view: Extract<ViewState, { kind: 'frame' }> }): void {
  const { setActive, setRun, setMode, askFor } = useContrastView.getState()
  setActive('first')
  askFor({ seriesUid, frame })
  setRun('first', { seriesUid, run: 0 })
  setMode('first', view.mode)
}
