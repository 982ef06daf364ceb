import { IconArrowsMove, IconCameraPlus, IconCircleHalf2, IconLayersSubtract, IconStar, IconStarFilled, IconStack2 } from '@tabler/icons-react'
import { useKeyImage, useSeries, useSession, useSessionActions } from '#renderer/features/session/index.ts'
import { useViewing, type ToolName } from '#renderer/viewports/index.ts'
import { useContrastView, viewIdOf } from './contrastView.ts'
import { answersOf, setMask, toggleSeen } from './runEdits.ts'

const iconSize = '1.25rem'

export function ContrastTools() {
  const { edit } = useSessionActions()
  const document = useSession((state) => state.document)
  const slot = useContrastView((state) => state.active)
  const run = useContrastView((state) => state.runs[slot])
  const frame = useContrastView((state) => state.frames[slot])
  const setMode = useContrastView((state) => state.setMode)
  const { data: series } = useSeries(run?.seriesUid ?? null)
  const saveKeyImage = useKeyImage()
  const part = run === null ? undefined : series?.runs[run.run]
  if (run === null || part === undefined || series === undefined) return null
  const answers = answersOf(document, run)
  const isSeen = answers.seenFrames.includes(frame)
  const headerMask = series.images[part.image]?.masks.find((mask) => mask.operation === 'AVG_SUB')?.maskFrameNumbers ?? []
  const chooseMask = (frames: readonly number[]): void => {
    void edit('mask chosen', setMask(run, frames))
    setMode(slot, 'subtracted')
  }
  return (
    <>
      <button type="button" className="tool" onClick={() => { chooseMask([frame]) }}><IconLayersSubtract size={iconSize} aria-hidden />Mask here</button>
      <button type="button" className="tool" onClick={() => { chooseMask(Array.from({ length: frame - part.firstFrame + 1 }, (_, step) => part.firstFrame + step)) }}><IconStack2 size={iconSize} aria-hidden />Mask 1 to here</button>
      {headerMask.length > 0 && <button type="button" className="tool opt" onClick={() => { chooseMask(headerMask.map((number) => part.firstFrame + number - 1)) }}><IconStack2 size={iconSize} aria-hidden />Header’s mask</button>}
      <button type="button" className={isSeen ? 'tool on' : 'tool'} aria-pressed={isSeen} onClick={() => { void edit(isSeen ? 'frame unmarked' : 'frame with contrast marked', toggleSeen(run, frame)) }}>
        {isSeen ? <IconStarFilled size={iconSize} aria-hidden /> : <IconStar size={iconSize} aria-hidden />}Contrast here
      </button>
      <ToolButton tool="window" label="Window"><IconCircleHalf2 size={iconSize} aria-hidden /></ToolButton>
      <ToolButton tool="move" label="Move"><IconArrowsMove size={iconSize} aria-hidden /></ToolButton>
      <button type="button" className="tool" onClick={() => { void saveKeyImage(viewIdOf(slot)) }}><IconCameraPlus size={iconSize} aria-hidden />Key image</button>
    </>
  )
}

function ToolButton({ tool, label, children }: { readonly tool: ToolName; readonly label: string; readonly children: React.ReactNode }) {
  const isOn = useViewing((state) => state.activeTool === tool)
  const setActiveTool = useViewing((state) => state.setActiveTool)
  return <button type="button" className={isOn ? 'tool on opt' : 'tool opt'} aria-pressed={isOn} onClick={() => { setActiveTool(tool) }}>{children}{label}</button>
}
