import { IconArrowBackUp, IconArrowForwardUp, IconArrowsMove, IconContrast, IconCrosshair, IconNeedle, IconRefresh, IconStar, IconVectorSpline, IconZoomIn } from '@tabler/icons-react'
import { redo, undo, useReceipt, useSession } from '#renderer/features/case/index.ts'
import { MeasureTools, useMeasuring } from '#renderer/features/measure/index.ts'
import { saveKeyImage } from '#renderer/features/record/index.ts'
import { useViewing, type ToolName } from '#renderer/viewports/index.ts'

const tools: readonly { readonly name: ToolName; readonly label: string; readonly icon: typeof IconNeedle; readonly optional?: true }[] = [
  { name: 'path', label: 'Path', icon: IconNeedle },
  { name: 'outline', label: 'Outline', icon: IconVectorSpline },
  { name: 'crosshair', label: 'Crosshair', icon: IconCrosshair },
  { name: 'window', label: 'Window', icon: IconContrast },
  { name: 'move', label: 'Move', icon: IconArrowsMove },
  { name: 'zoom', label: 'Zoom', icon: IconZoomIn },
]

export function ActionBar() {
  const { caseId, saved, stage } = useSession()
  const { activeTool, setActiveTool, activeViewId, resetView } = useViewing()
  const receipt = useReceipt(state => state.receipt)
  const isFrame = useMeasuring(state => state.frameViews > 0)
  // Structures are outlined on CT.
  const offered = tools.filter(tool => (tool.name !== 'path' && tool.name !== 'outline') || (stage === 'plan' && !(tool.name === 'outline' && isFrame)))
  return (
    <div className="act" role="toolbar" aria-label="Tools" data-region="tools">
      {caseId !== null && stage !== 'record' && (
        <>
          {offered.map(({ name, label, icon: Icon }) => (
            <button key={name} type="button" className={activeTool === name ? 'tool on' : 'tool'} aria-pressed={activeTool === name} onClick={() => { setActiveTool(name) }}>
              <Icon className="i" aria-hidden />{label}
            </button>
          ))}
          <MeasureTools />
          <button type="button" className="tool" aria-disabled={activeViewId === null} onClick={() => { if (activeViewId !== null) resetView(activeViewId) }}><IconRefresh className="i" aria-hidden />Reset</button>
          <button type="button" className="tool" onClick={() => { void saveKeyImage() }}><IconStar className="i" aria-hidden />Key image</button>
          <span className="sep" />
        </>
      )}
      {caseId !== null && (
        <>
          <button type="button" className="undo" aria-disabled={(saved?.canUndo ?? null) === null} onClick={() => { void undo() }}>
            <IconArrowBackUp className="i" aria-hidden /><span>Undo<small>{saved?.canUndo ?? 'nothing'}</small></span>
          </button>
          <button type="button" className="undo" aria-disabled={(saved?.canRedo ?? null) === null} onClick={() => { void redo() }}>
            <IconArrowForwardUp className="i" aria-hidden /><span>Redo<small>{saved?.canRedo ?? 'nothing'}</small></span>
          </button>
        </>
      )}
      <div className="receipt" aria-hidden>{receipt?.words ?? ''}</div>
    </div>
  )
}
