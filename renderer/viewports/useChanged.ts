import { orientationWords, type ViewOrientation } from './camera/orientation.ts'
import { usePresenting } from './presenting.ts'
import { useSeriesViewing } from './viewing.ts'
import type { ViewId } from './viewProps.ts'
import { viewById } from './viewRegistry.ts'

/** What has been done to a view's picture, and the one step that takes it back; null when it is as acquired. */
export function useChanged(viewId: ViewId, seriesUid: string, turn: ViewOrientation, looks: readonly string[] = []): { readonly words: string; readonly reset: () => void } | null {
  const { inverted } = useSeriesViewing(seriesUid)
  const isKept = usePresenting(state => state.applied[seriesUid] !== undefined)
  const words = [...(isKept ? ['State'] : []), ...(inverted ? ['Inverted'] : []), ...orientationWords(turn), ...looks]
  return words.length === 0 ? null : { words: words.join(', '), reset: () => { viewById(viewId)?.resetTurns() } }
}
