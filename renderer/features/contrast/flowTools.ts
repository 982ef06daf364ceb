import { useViewing, type ToolName } from '#renderer/viewports/index.ts'
import { putRegionToolAway } from './curves/index.ts'
import { putSpreadToolAway } from './spread/index.ts'

const flowTools: readonly ToolName[] = ['curveRegion', 'jointOutline', 'midline']

/** Esc: a tool of this stage goes out of the hand; false when none was in it. */
export function cancelFlowTools(): boolean {
  const { activeTool } = useViewing.getState()
  if (!flowTools.includes(activeTool)) return false
  putRegionToolAway()
  putSpreadToolAway()
  return true
}
