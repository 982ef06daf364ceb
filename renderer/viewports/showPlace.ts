import type { ImagePoint } from './frameLayer.ts'
import { mountedViews, type ViewHandle } from './viewRegistry.ts'
import { useViewing } from './viewing.ts'

const LONGEST_WAIT_MS = 3000

/** The view that shows the series, the one in use before others; it may be about to open. */
function viewOf(seriesUid: string): ViewHandle | null {
  const shown = mountedViews().filter(view => view.seriesUid === seriesUid && view.showPlace !== undefined)
  return shown.find(({ viewId }) => viewId === useViewing.getState().activeViewId) ?? shown[0] ?? null
}

/** Brings a place of a frame into the middle of the view that shows the series; false when none came to show it. */
export async function showPlace(seriesUid: string, frame: number, at: ImagePoint): Promise<boolean> {
  const deadline = performance.now() + LONGEST_WAIT_MS
  while (viewOf(seriesUid) === null && performance.now() < deadline) await new Promise(resolve => { requestAnimationFrame(resolve) })
  const view = viewOf(seriesUid)
  if (view?.showPlace === undefined) return false
  useViewing.getState().setActiveView(view.viewId)
  view.showPlace(frame, at)
  return true
}
