import { IconArrowBackUp, IconArrowForwardUp, IconArrowsMove, IconContrast, IconCrosshair, IconNeedle, IconRefresh, IconStar, IconVectorSpline, IconZoomIn } from '@tabler/icons-react'
import { isForTeaching, redo, undo, useReceipts, useSession } from '#renderer/features/case/index.ts'
import { MeasureTools, useMeasuring } from '#renderer/features/measure/index.ts'
import { RecordTools, saveKeyImage, useRecordUndo } from '#renderer/features/record/index.ts'
import { useDraftUndo } from '#renderer/features/teaching/index.ts'
import { useViewing, type ToolName } from '#renderer/viewports/index.ts'

const tools: readonly { readonly name: ToolName; readonly label: string; readonly icon: typeof IconNeedle; readonly optional?: true }[] = [
  { name: 'path', label: 'Path', icon: IconNeedle },
  { name: 'outline', label: 'Outline', icon: IconVectorSpline },
  { name: 'crosshair', label: 'Crosshair', icon: IconCrosshair },
  { name: 'window', label: 'Window', icon: IconContrast },
  { name: 'move', label: 'Move', icon: IconArrowsMove },
  { name: 'zoom', label: 'Zoom', icon: IconZoomIn },
]

/** As many letters have room beside Undo on the smallest screen; longer words stand above the bar, where they can be read to their end. */
const BESIDE_UNDO = 44

export function ActionBar() {
  const { caseId, saved, stage } = useSession()
  const { activeTool, setActiveTool, activeViewId, resetView } = useViewing()
  const record = useRecordUndo()
  const draft = useDraftUndo()
  const own = record ?? draft
  const isClosed = record !== null && record.closed !== null
  const ofCase = draft === null && !isClosed
  const undoWords = own?.undo?.words ?? (ofCase ? saved?.canUndo : null) ?? null
  const redoWords = own?.redo?.words ?? (ofCase ? saved?.canRedo : null) ?? null
  const nothing = isClosed ? 'signed, closed' : 'nothing'
  const receipts = useReceipts(state => state.receipts)
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
          {stage !== 'teach' && <MeasureTools />}
          <button type="button" className="tool" aria-disabled={activeViewId === null} onClick={() => { if (activeViewId !== null) resetView(activeViewId) }}><IconRefresh className="i" aria-hidden />Reset</button>
          {stage !== 'teach' && !isForTeaching(caseId) && <button type="button" className="tool" onClick={() => { void saveKeyImage() }}><IconStar className="i" aria-hidden />Key image</button>}
          <span className="sep" />
        </>
      )}
      {caseId !== null && stage === 'record' && <RecordTools />}
      {caseId !== null && (
        <>
          <button type="button" className="undo" aria-disabled={undoWords === null} onClick={() => { if (own === null) void undo(); else own.run('undo') }}>
            <IconArrowBackUp className="i" aria-hidden /><span>Undo<small>{undoWords ?? nothing}</small></span>
          </button>
          <button type="button" className="undo" aria-disabled={redoWords === null} onClick={() => { if (own === null) void redo(); else own.run('redo') }}>
            <IconArrowForwardUp className="i" aria-hidden /><span>Redo<small>{redoWords ?? nothing}</small></span>
          </button>
        </>
      )}
      <div className={receipts.some(({ words }) => words.length > BESIDE_UNDO) ? 'receipt long' : 'receipt'} aria-hidden>{receipts.map(({ words, at }) => <p key={`${String(at)} ${words}`}>{words}</p>)}</div>
    </div>
  )
}
