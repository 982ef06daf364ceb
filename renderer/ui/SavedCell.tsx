import { IconAlertOctagon, IconDeviceFloppy, IconLoader2 } from '@tabler/icons-react'

/** `open`: something is on the screen or on its way, and nothing has failed. */
export type SavedState = 'saved' | 'saving' | 'open' | 'failed'

type SavedCellProps = { readonly state: SavedState; /** What is saved, as "Attempt": "Attempt saved". */ readonly subject?: string; /** What stands below while nothing has failed. */ readonly when: string; readonly onTryAgain: () => void }

/** Whether what was made is on the disk, and since when. */
export function SavedCell({ state, subject, when, onTryAgain }: SavedCellProps) {
  const failed = state === 'failed'
  const word = state === 'open' ? 'not all saved' : state
  const Icon = failed ? IconAlertOctagon : state === 'saved' ? IconDeviceFloppy : IconLoader2
  return (
    <div className={failed ? 'cell stop' : 'cell'}>
      <span className={failed ? 'stop' : 'ok'}><Icon className="i i-lg" aria-hidden /></span>
      <div>
        <div className="k">{failed ? 'Held in memory' : subject === undefined ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : `${subject} ${word}`}</div>{' '}
        <div className="v">{failed ? 'Not saved' : when}</div>
      </div>
      {failed && <button type="button" className="btn sm" onClick={onTryAgain}>Try again</button>}
    </div>
  )
}
