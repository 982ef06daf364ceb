import { editCase } from '#renderer/features/case/index.ts'
import { viewWords, type ViewWord } from './projectionView.ts'

/** What a run shows, where its angles do not say. Which runs are laterals decides whether one was seen: a decision taken before is open again. */
export const sayView = (key: string, name: string, view: ViewWord): void => {
  void editCase(`${name} is ${viewWords[view]}`, before => ({ ...before, contrast: { ...before.contrast, decision: null, viewOf: { ...before.contrast.viewOf, [key]: view } } }))
}
