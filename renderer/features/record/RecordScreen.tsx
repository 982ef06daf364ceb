import { useEffect, useState } from 'react'
import { useCaseSeries, useSession, type ScreenProps } from '#renderer/features/case/index.ts'
import { CarriedRecords } from '#renderer/features/rebuild/index.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { ContrastBox } from './ContrastBox.tsx'
import { EnlargedImages } from './EnlargedImages.tsx'
import { KeyImages } from './KeyImages.tsx'
import { AfterBox } from './note/AfterBox.tsx'
import { ChecksBox } from './note/ChecksBox.tsx'
import { DoseBox } from './note/DoseBox.tsx'
import { DrugsBox } from './note/DrugsBox.tsx'
import { OrderBox } from './note/OrderBox.tsx'
import { PainBox } from './note/PainBox.tsx'
import { TechniqueBox } from './note/TechniqueBox.tsx'
import { TimeOutBox } from './note/TimeOutBox.tsx'
import { useNoteScreen } from './note/useNoteScreen.ts'
import { PaperView } from './paper/PaperView.tsx'
import { closePaper, usePaper } from './paper/paperStore.ts'
import { SheetEditor } from './paper/SheetEditor.tsx'
import { PlanBox } from './PlanBox.tsx'
import { useRecordOnScreen } from './recordOnScreen.ts'
import { RecordPanel } from './RecordPanel.tsx'
import { TimelineBox } from './TimelineBox.tsx'
import { useRecordUndoCommands } from './useRecordUndo.ts'
import { VersionsBox } from './VersionsBox.tsx'
import './record.css'
import './note/note.css'

export const RecordScreen = ({ tools }: ScreenProps) => (
  <>
    <RecordWork />
    {tools}
    <RecordPanel />
  </>
)

function RecordWork() {
  const { recordId, state, events, signaturesFromFile, fault } = useRecordOnScreen()
  useRecordUndoCommands()
  if (recordId === null) return <NoRecord />
  if (fault !== null) return <Message words={fault} />
  if (state === null) return <Message words="Reading the record." />
  return <Contents state={state} events={events} signaturesFromFile={signaturesFromFile} />
}

function Contents({ state: saved, events, signaturesFromFile }: { readonly state: RecordState; readonly events: readonly RecordEvent[]; readonly signaturesFromFile: readonly number[] }) {
  const screen = useNoteScreen(saved)
  const { state, isLocked } = screen
  const [enlarged, enlarge] = useState<readonly string[]>([])
  useEffect(() => {
    // A field that is typed into when the window closes is left first.
    const leaveField = (): void => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur() }
    window.addEventListener('pagehide', leaveField)
    return () => { window.removeEventListener('pagehide', leaveField) }
  }, [])
  const isPaper = usePaper(({ open }) => open?.recordId === state.recordId)
  const editing = usePaper((paper) => paper.editing)
  const isEnlarged = enlarged.some((id) => state.keyImages.some((image) => image.keyImageId === id && !image.removed))
  return (
    <main className="work recw" data-region="work">
      <KeyImages state={state} events={events} isLocked={isLocked} onEnlarge={({ keyImageId }) => { closePaper(); enlarge([keyImageId]) }} />
      {isPaper ? <PaperView /> : editing !== null ? <SheetEditor key={editing} kind={editing} onClose={closePaper} /> : isEnlarged
        ? <EnlargedImages state={state} shown={enlarged} onShow={enlarge} isLocked={isLocked} />
        : (
          <div className="ngrid" id="note">
            <TimeOutBox screen={screen} /><DoseBox screen={screen} />
            <TechniqueBox screen={screen} /><DrugsBox screen={screen} />
            <ContrastBox state={state} missing={screen.missing.filter(({ section }) => section === 'contrast').map(({ words }) => words)} /><PainBox screen={screen} />
            <PlanBox state={state} /><AfterBox screen={screen} />
            <OrderBox screen={screen} /><ChecksBox screen={screen} />
            <TimelineBox state={state} events={events} signaturesFromFile={signaturesFromFile} /><VersionsBox state={state} events={events} signaturesFromFile={signaturesFromFile} />
          </div>
        )}
    </main>
  )
}

/** The documents of the case may carry its record from elsewhere. */
function NoRecord() {
  const { series } = useCaseSeries(useSession(({ caseId }) => caseId))
  return (
    <main className="work" data-region="work">
      <div className="empty"><p>No record yet. A record begins when the side is confirmed in Study and side.</p><CarriedRecords seriesUids={series.filter(({ kind }) => kind === 'document').map(({ seriesUid }) => seriesUid)} /></div>
    </main>
  )
}

const Message = ({ words }: { readonly words: string }) => <main className="work" data-region="work"><div className="empty"><p>{words}</p></div></main>
