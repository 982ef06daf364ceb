import { useEffect, useState } from 'react'
import { openCase, readPlace, useSession, type StageName } from '#renderer/features/case/index.ts'
import { ContrastScreen } from '#renderer/features/contrast/index.ts'
import { CasesScreen } from '#renderer/features/library/index.ts'
import { PlanScreen } from '#renderer/features/planning/index.ts'
import { RecordScreen } from '#renderer/features/record/index.ts'
import { StudyScreen } from '#renderer/features/study/index.ts'
import { forgetPixels } from '#renderer/viewports/index.ts'
import { ActionBar } from './ActionBar.tsx'
import { KeysSheet } from './KeysSheet.tsx'
import { PatientBar } from './PatientBar.tsx'
import { ProblemLine } from './ProblemLine.tsx'
import { StageRail } from './StageRail.tsx'
import { useAppKeys } from './useAppKeys.ts'

const screens: Readonly<Record<StageName, () => React.ReactNode>> = { study: StudyScreen, plan: PlanScreen, contrast: ContrastScreen, record: RecordScreen }

export function App() {
  const { caseId, stage } = useSession()
  const [keysShown, setKeysShown] = useState(false)
  const [ready, setReady] = useState(() => readPlace() === null)
  useAppKeys({ toggleKeys: () => { setKeysShown(shown => !shown) }, closeSheet: () => { setKeysShown(false) } })
  useEffect(() => {
    const place = readPlace()
    if (place !== null) void openCase(place.caseId, place.stage).finally(() => { setReady(true) })
  }, [])
  // Of one patient nothing stays in memory when another comes.
  useEffect(() => () => { forgetPixels() }, [caseId])
  const Screen = caseId === null ? CasesScreen : screens[stage]
  return (
    <div className={keysShown ? 'app with-sheet' : 'app'}>
      <PatientBar />
      <StageRail onKeys={() => { setKeysShown(shown => !shown) }} />
      {ready && <Screen key={`${caseId ?? 'cases'}-${stage}`} />}
      {keysShown && <div className="sheet"><KeysSheet onClose={() => { setKeysShown(false) }} /></div>}
      <ActionBar />
      <ProblemLine />
    </div>
  )
}
