import { editCase } from '#renderer/features/case/index.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

/** A changed answer reopens the decision: it was taken on other answers. */
export const answer = (step: string, change: Partial<CaseDocument['contrast']>): void => { void editCase(step, (before) => ({ ...before, contrast: { ...before.contrast, decision: null, ...change } })) }
