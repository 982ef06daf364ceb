import { useEffect, useRef, useState } from 'react'
import { attemptOf, reviewOf, goToStage, openCase, readPlace, useSession, useSideConflicts, type ScreenProps, type StageName } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { ContrastScreen, useReopening } from '#renderer/features/contrast/index.ts'
import { CasesScreen, useList, type ListName } from '#renderer/features/library/index.ts'
import { PlanScreen } from '#renderer/features/planning/index.ts'
import { AfterSigned, AsideImages, RecordScreen } from '#renderer/features/record/index.ts'
import { RecordsScreen } from '#renderer/features/records/index.ts'
import { useLayoutInViews } from '#renderer/features/picture/index.ts'
import { useOfferedStates } from '#renderer/features/presentation/index.ts'
import { QuizScreen, resumeAttempt, resumeReview, ReviewScreen, TeachingLists, TeachScreen, useQuiz, useReview } from '#renderer/features/teaching/index.ts'
import { StudyScreen } from '#renderer/features/study/index.ts'
import { useXrayPage } from '#renderer/features/xray/index.ts'
import { forgetPixels, useViewing } from '#renderer/viewports/index.ts'
import { ActionBar } from './ActionBar.tsx'
import { appCommands } from './appCommands.ts'
import { FindSheet } from './FindSheet.tsx'
import { KeysSheet } from './KeysSheet.tsx'
import { LeaveAsked } from './LeaveAsked.tsx'
import { PatientBar } from './PatientBar.tsx'
import { ProblemLine } from './ProblemLine.tsx'
import { ReceiptLine } from './ReceiptLine.tsx'
import { StageRail } from './StageRail.tsx'
import { useAppKeys } from './useAppKeys.ts'

const screens: Readonly<Record<StageName, (props: ScreenProps) => React.ReactNode>> = { study: StudyScreen, plan: PlanScreen, contrast: ContrastScreen, record: RecordScreen, teach: TeachScreen }

const lists: Readonly<Record<ListName, (props: ScreenProps) => React.ReactNode>> = { cases: CasesScreen, records: RecordsScreen, teaching: TeachingLists }

type Sheet = 'none' | 'keys' | 'find'

export function App() {
  const { caseId, stage } = useSession()
  const list = useList((state) => state.list)
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
  useOfferedStates()
  useReopening()
  useEffect(() => {
    if (!disagree) return
    // What disagrees is told and answered on the first page of the first stage.
    useXrayPage.setState({ page: 'path' })
    if (stage !== 'study') goToStage('study')
  }, [disagree, stage])
  useEffect(() => {
    const place = readPlace()
    if (place === null) return
    const attemptId = attemptOf(place.caseId)
    const reviewed = reviewOf(place.caseId)
    void (reviewed !== null ? resumeReview(reviewed) : attemptId === null ? openCase(place.caseId, place.stage) : resumeAttempt(attemptId)).finally(() => { setReady(true) })
  }, [])
  // Of one patient nothing stays in memory when another comes.
  useEffect(() => () => { forgetPixels() }, [caseId])
  const isQuiz = useQuiz((state) => state.view !== null)
  const isReview = useReview((state) => state.teachingCase !== null)
  useEffect(() => { useViewing.setState({ areTeachingImages: isQuiz || isReview }) }, [isQuiz, isReview])
  const Screen = isQuiz ? QuizScreen : isReview ? ReviewScreen : caseId !== null ? screens[stage] : lists[list]
  return (
    <div className={sheet === 'none' ? 'app' : 'app with-sheet'}>
      <PatientBar />
      <StageRail onKeys={() => { show('keys') }} onFind={() => { show('find') }} />
      {ready && <Screen key={isQuiz ? `quiz-${caseId ?? ''}` : isReview ? 'review' : `${caseId ?? list}-${stage}`} tools={<ActionBar />} />}
      {sheet === 'keys' && <div className="sheet"><KeysSheet onClose={close} /></div>}
      {sheet === 'find' && <div className={caseId === null ? 'sheet centred' : 'sheet'}><FindSheet onClose={close} onRun={run => { close(); run() }} /></div>}
      <ReceiptLine />
      <div className="problems"><ProblemLine /><LeaveAsked /><AfterSigned /><AsideImages /></div>
    </div>
  )
}
