import { IconAlertOctagon } from '@tabler/icons-react'
import { closeCase, retrySave, stayInCase, useSession } from '#renderer/features/case/index.ts'

/** The case was to be left, and its last steps are held in memory alone: a person says what becomes of them. */
export function LeaveAsked() {
  const isAsked = useSession((session) => session.isLeaving)
  if (!isAsked) return null
  return (
    <section className="problem ask refused" aria-label="The case is not saved">
      <p role="alert"><IconAlertOctagon className="i stop" aria-hidden /> The case stays open: its last step is not saved. If you leave it now, that step is gone.</p>
      <div className="row">
        <button type="button" className="btn sm" onClick={() => { void retrySave() }}>Save again</button>
        <button type="button" className="btn sm" onClick={stayInCase}>Stay</button>
        <button type="button" className="btn sm ghost" onClick={closeCase}>Leave without it</button>
      </div>
    </section>
  )
}
