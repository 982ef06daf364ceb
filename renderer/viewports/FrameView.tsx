import type { FrameViewProps } from './viewProps.ts'
import { useViewing } from './viewing.ts'
import { ViewFrame } from './ViewFrame.tsx'

export function FrameView({ viewId, title, subtitle, headerEnd, large = false, onEnlarge }: FrameViewProps) {
  const active = useViewing(state => state.activeViewId === viewId)
  return <ViewFrame title={title} subtitle={subtitle} active={active} large={large} label={title} headerEnd={headerEnd} onEnlarge={onEnlarge} hostRef={null} loading={null} problem={null} notice={null} />
}
