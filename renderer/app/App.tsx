import { useEffect, useRef, useState } from 'react'
import { goToStage, openCase, readPlace, useSession, useSideConflicts, type ScreenProps, type StageName } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { ContrastScreen, useReopening } from '#renderer/features/contrast/index.ts'
import { CasesScreen } from '#renderer/features/library/index.ts'
import { PlanScreen } from '#renderer/features/planning/index.ts'
import { RecordScreen } from '#renderer/features/record/index.ts'
import { useLayoutInViews } from '#renderer/features/picture/index.ts'
import { StudyScreen } from '#renderer/features/study/index.ts'
import { useXrayPage } from '#renderer/features/xray/index.ts'
import { forgetPixels } from '#renderer/viewports/index.ts'
import { ActionBar } from './ActionBar.tsx'
import { appCommands } from './appCommands.ts'
import { FindSheet } from './FindSheet.tsx'
import { KeysSheet } from './KeysSheet.tsx'
import { PatientBar } from './PatientBar.tsx'
import { ProblemLine } from './ProblemLine.tsx'
import { ReceiptLine } from './ReceiptLine.tsx'
import { StageRail } from './StageRail.tsx'
import { useAppKeys } from './useAppKeys.ts'

const screens: Readonly<Record<StageName, (props: ScreenProps) => React.ReactNode>> = { study: StudyScreen, plan: PlanScreen, contrast: ContrastScreen, record: RecordScreen }

type Sheet = 'none' | 'keys' | 'find'

export function App() {
  const { caseId, stage } = useSession()
  const disagree = useSideConflicts().length > 0
  const [sheet, setSheet] = useState<Sheet>('none')
  const [ready, setReady] = useState(() => readPlace() === null)
  const focusBefore = useRef<HTMLElement | null>(null)
  const show = (next: Exclude<Sheet, 'none'>): void => {
    if (sheet === next) return close()
    if (sheet === 'none' && document.activeElement instanceof HTMLElement) focusBefore.current = document.activeElement
    setSheet(next)
  }
  const close = (): void => {
    setSheet('none')
    focusBefore.current?.focus()
    focusBefore.current = null
  }
  useCommands(() => appCommands({ toggleKeys: () => { show('keys') }, openFind: () => { show('find') }, closeSheet: () => {
    if (sheet === 'none') return false
    close()
    return true
  } }, disagree))
  useAppKeys()
  useLayoutInViews()
  useReopening()
  useEffect(() => {
    if (!disagree) return
    // What disagrees is told and answered on the first page of the first stage.
    useXrayPage.setState({ page: 'path' })
    if (stage !== 'study') goToStage('study')
  }, [disagree, stage])
  useEffect(() => {
    const place = readPlace()
    if (place !== null) void openCase(place.caseId, place.stage).finally(() => { setReady(true) })
  }, [])
  // Of one patient nothing stays in memory when another comes.
  useEffect(() => () => { forgetPixels() }, [caseId])
  const Screen = caseId === null ? CasesScreen : screens[stage]
  return (
    <div className={sheet === 'none' ? 'app' : 'app with-sheet'}>
      <PatientBar />
      <StageRail onKeys={() => { show('keys') }} onFind={() => { show('find') }} />
      {ready && <Screen key={`${caseId ?? 'cases'}-${stage}`} tools={<ActionBar />} />}
      {sheet === 'keys' && <div className="sheet"><KeysSheet onClose={close} /></div>}
      {sheet === 'find' && <div className={caseId === null ? 'sheet centred' : 'sheet'}><FindSheet onClose={close} onRun={run => { close(); run() }} /></div>}
      <ReceiptLine />
      <ProblemLine />
    </div>
  )
}
