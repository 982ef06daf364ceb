import { useId } from 'react'
import { IconAlertTriangle } from '@tabler/icons-react'

type PrimaryButtonProps = {
  readonly label: string
  /** What still has to be done, in words; empty = the button can run. */
  readonly todo: readonly string[]
  readonly running?: string | null
  readonly onPress: () => void
}

/** The one way forward of a stage. While it cannot run it stays focusable and says what is to do. */
export function PrimaryButton({ label, todo, running = null, onPress }: PrimaryButtonProps) {
  const listId = useId()
  const waiting = todo.length > 0
  return (
    <>
      {waiting && (
        <div className="todo foot-todo" id={listId} aria-live="polite">
          <IconAlertTriangle className="i caution" aria-hidden />
          <span><b>{todo.length} to do:</b> {todo.join('; ')}</span>
        </div>
      )}
      <button
        type="button" className={waiting || running !== null ? 'btn wait' : 'btn pri'} aria-disabled={waiting || running !== null}
        aria-describedby={waiting ? listId : undefined} onClick={() => { if (!waiting && running === null) onPress() }}
      >
        {running ?? label}{waiting && running === null && <small>{todo.length} to do</small>}
      </button>
    </>
  )
}
