import { IconAlertTriangle, IconCircleCheck, IconLock, IconLockOpen } from '@tabler/icons-react'
import type { QuizSet } from '#shared/contract/areas/quiz.ts'

const states = {
  locked: { Icon: IconLock, look: '', words: 'locked' }, notLocked: { Icon: IconLockOpen, look: '', words: 'not locked' }, changed: { Icon: IconAlertTriangle, look: 'caution', words: 'changed' },
} as const

type SetTilesProps = { readonly sets: readonly QuizSet[]; readonly all: number; readonly setId: string | null; readonly onChoose: (setId: string | null) => void }

/** The sets that are here, each with how far one came; nothing where there is none. */
export const SetTiles = ({ sets, all, setId, onChoose }: SetTilesProps) => (sets.length === 0 ? null : (
  <ul className="qz-ts" aria-label="Sets">
    <li><button type="button" className={setId === null ? 'qz-t on' : 'qz-t'} aria-pressed={setId === null} onClick={() => { onChoose(null) }}><b>All cases</b><span>by number</span><span>{all === 1 ? '1 case' : `${String(all)} cases`}</span></button></li>
    {sets.map((set) => <li key={set.setId}><SetTile set={set} isChosen={set.setId === setId} onChoose={() => { onChoose(set.setId) }} /></li>)}
  </ul>
))

function SetTile({ set: { title, version, state, done, asked }, isChosen, onChoose }: { readonly set: QuizSet; readonly isChosen: boolean; readonly onChoose: () => void }) {
  const { Icon, look, words } = states[state]
  const isDone = asked > 0 && done === asked
  return (
    <button type="button" className={isChosen ? 'qz-t on' : 'qz-t'} aria-pressed={isChosen} title={title} onClick={onChoose}>
      <b>{title}</b>
      <span className={look}><Icon className="i" aria-hidden />version {version}, {words}</span>
      <span>{isDone && <IconCircleCheck className="i ok" aria-hidden />}{done} of {asked} done</span>
    </button>
  )
}
