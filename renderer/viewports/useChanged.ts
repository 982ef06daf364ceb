import { orientationWords } from './camera/orientation.ts'
import { useSeriesViewing, type TurnedView } from './viewing.ts'
import type { ViewId } from './viewProps.ts'
import { viewById } from './viewRegistry.ts'

/** What has been done to a view's picture, and the one step that takes it back; null when it is as acquired. */
export function useChanged(viewId: ViewId, seriesUid: string, turned: TurnedView, turnable: boolean): { readonly words: string; readonly reset: () => void } | null {
  const { orientations, inverted } = useSeriesViewing(seriesUid)
  const words = [...(inverted ? ['Inverted'] : []), ...(turnable ? orientationWords(orientations[turned]) : [])]
  return words.length === 0 ? null : { words: words.join(', '), reset: () => { viewById(viewId)?.resetTurns() } }
}
