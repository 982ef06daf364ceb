import type { FrameViewProps } from './viewProps.ts'
import { useViewing } from './viewing.ts'
import { ViewFrame } from './ViewFrame.tsx'

export function FrameView({ viewId, title, subtitle, headerEnd, large = false, onEnlarge }: FrameViewProps) {
  const active = useViewing(state => state.activeViewId === viewId)
  return <ViewFrame title={title} subtitle={subtitle} active={active} large={large} label={`${title}: ${subtitle}`} headerEnd={headerEnd} onEnlarge={onEnlarge}>{null}</ViewFrame>
}
