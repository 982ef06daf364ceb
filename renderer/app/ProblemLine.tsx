import { useSession } from '#renderer/features/case/index.ts'
import { useUnsavedKeyImages } from '#renderer/features/record/index.ts'

/** The app's one assertive live region: problems that stand until they are solved. */
export function ProblemLine() {
  const saving = useSession(state => state.saving)
  const openFault = useSession(state => state.openFault)
  const heldImages = useUnsavedKeyImages(state => state.message)
  const words = saving.kind === 'failed' ? saving.message : heldImages ?? openFault ?? ''
  return <div className={words === '' ? 'sr' : 'problem'} role="alert" aria-live="assertive">{words}</div>
}
