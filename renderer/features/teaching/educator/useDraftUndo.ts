import { useSession } from '#renderer/features/case/index.ts'
import { useDraft, useDrafts } from '../teachingQueries.ts'
import { useDraftEdits } from './draftStore.ts'
import { useDraftOfCase } from './useDraftOfCase.ts'

type Undoing = { readonly undo: { readonly words: string } | null; readonly redo: { readonly words: string } | null; readonly run: (which: 'undo' | 'redo') => void }

/** The steps of the open draft, while Teach is open; null elsewhere. */
export function useDraftUndo(): Undoing | null {
  const stage = useSession(({ stage: shown }) => shown)
  const drafts = useDrafts(stage === 'teach')
  const line = useDraftOfCase(drafts.value)
  const draftId = stage === 'teach' ? line?.draftId ?? null : null
  const { value } = useDraft(draftId)
  const { undo, redo } = useDraftEdits(draftId ?? '')
  if (stage !== 'teach') return null
  const words = (step: string | null | undefined): { readonly words: string } | null => (step === null || step === undefined ? null : { words: step })
  return { undo: words(value?.canUndo), redo: words(value?.canRedo), run: (which) => { if (value !== null) (which === 'undo' ? undo : redo)() } }
}
