import { IconEye } from '@tabler/icons-react'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from '../contrastView.ts'

type FaintButtonProps = { readonly choice: RunChoice; readonly isOn: boolean; readonly isPossible: boolean; readonly onToggle: () => void }

/** The window for faint flow; in dashed caution until it was used once on this run. */
export function FaintButton({ choice, isOn, isPossible, onToggle }: FaintButtonProps) {
  const isSeen = useCaseDocument().contrast.faintSeen[runKey(choice.seriesUid, choice.run)] !== undefined
  return (
    <button type="button" className={`btn sm faint${isOn ? ' on' : ''}${isSeen ? '' : ' unseen'}`} aria-pressed={isOn} aria-disabled={!isPossible} title={isSeen ? 'Window for faint flow' : 'Not yet used on this run'} onClick={() => { if (isPossible) onToggle() }}>
      <IconEye size="1.1rem" aria-hidden />Faint flow <kbd>F</kbd>
    </button>
  )
}
