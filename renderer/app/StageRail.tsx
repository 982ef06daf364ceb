import { IconAlertTriangle, IconCheck, IconKeyboard, IconLock, IconSearch } from '@tabler/icons-react'
import { goToStage, stageNames, stageStates, useCaseRecord, useCaseSeries, useConfirmAgain, useSession, useSideConflicts, type StageName } from '#renderer/features/case/index.ts'
import { useContrastToDo } from '#renderer/features/contrast/index.ts'
import { isAcceptanceStopped, useIsRunChanged } from '#renderer/features/planning/index.ts'
import { useQuizRail } from '#renderer/features/teaching/index.ts'
import { isHeadOpen, newerSeriesReason } from '#shared/planning/staleness.ts'

const titles: Readonly<Record<StageName, string>> = { study: 'Study and side', plan: 'Plan', contrast: 'Contrast', record: 'Record', teach: 'Teach' }

export function StageRail({ onKeys, onFind }: { readonly onKeys: () => void; readonly onFind: () => void }) {
  const { document, stage, caseId, saved } = useSession()
  const { state: record } = useCaseRecord()
  const disagree = useSideConflicts().length > 0
  // While the sides do not agree, only the stage that asks for the side is open.
  const counted = document === null || !disagree ? document : { ...document, study: { ...document.study, confirmedAtIso: null } }
  const { series } = useCaseSeries(caseId)
  const accepted = document?.plans.find(plan => plan.planId === document.planAccepted?.planId)
  const isHeadUnchecked = document !== null && accepted?.kind === 'volume' && isHeadOpen(newerSeriesReason(accepted, series, document.planning.registrations))
  const isRunChanged = useIsRunChanged()
  const isStopped = document !== null && isAcceptanceStopped(document)
  const contrastToDo = useContrastToDo()
  const keyImages = record?.keyImages.filter(image => !image.removed).length ?? 0
  const stated = stageStates(counted, keyImages, isStopped ? 'check the plan' : isHeadUnchecked ? 'check the head' : isRunChanged ? 'accept again' : null, contrastToDo)
  // A record that was brought back can be read before anything of its case was done here.
  const quiz = useQuizRail()
  const again = useConfirmAgain()
  const asking = again === null || stated.study.state !== 'done' ? stated : { ...stated, study: { state: 'attention', words: 'confirm again' } as const }
  const states = quiz ?? (record === null || saved?.version !== 0 || disagree ? asking : { ...asking, record: { state: 'open', words: `${String(keyImages)} ${keyImages === 1 ? 'image' : 'images'}` } as const })
  return (
    <nav className="rail" aria-label="Stages" data-region="rail">
      {stageNames.map((name, at) => {
        const { state, words } = states[name]
        const now = quiz === null ? caseId !== null && name === stage : name === 'teach'
        const look = now ? 'now' : { locked: 'lock', open: '', todo: '', done: 'done', attention: 'warn' }[state]
        return (
          <button
            key={name} type="button" className={`st ${look}`} aria-current={now ? 'step' : undefined} aria-disabled={state === 'locked' || quiz !== null}
            onClick={() => { if (state !== 'locked' && quiz === null) goToStage(name) }}
          >
            <span className="st-n" aria-hidden>{mark(now, state, at + 1)}</span>
            <span className="st-t"><span className="sr">{at + 1} </span>{titles[name]}</span>
            <span className="st-s">{words}</span>
            {state === 'locked' && <span className="sr">locked</span>}
          </button>
        )
      })}
      <div className="rail-end">
        <button type="button" className="rail-b" aria-label="Find, Ctrl K" onClick={onFind}><IconSearch className="i" aria-hidden /><span>Find <kbd>Ctrl K</kbd></span></button>
        <button type="button" className="rail-b" aria-label="Keys, F1" onClick={onKeys}><IconKeyboard className="i" aria-hidden /><span>Keys <kbd>F1</kbd></span></button>
      </div>
    </nav>
  )
}

function mark(now: boolean, state: string, number: number) {
  if (now) return number
  if (state === 'locked') return <IconLock className="i i-sm" aria-hidden />
  if (state === 'done') return <IconCheck className="i" aria-hidden />
  return state === 'attention' ? <IconAlertTriangle className="i i-sm" aria-hidden /> : number
}
