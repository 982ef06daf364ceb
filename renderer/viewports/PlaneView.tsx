import type { PlaneViewProps } from './viewProps.ts'
import { useViewing } from './viewing.ts'
import { ViewFrame } from './ViewFrame.tsx'

export function PlaneView({ viewId, title, subtitle, tags, large = false, onEnlarge }: PlaneViewProps) {
  const active = useViewing(state => state.activeViewId === viewId)
  return <ViewFrame title={title} subtitle={subtitle} active={active} large={large} label={`${title}: ${subtitle}`} headerEnd={tags} onEnlarge={onEnlarge}>{null}</ViewFrame>
}
