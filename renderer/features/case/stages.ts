import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

export const stageNames = ['study', 'plan', 'contrast', 'record', 'teach'] as const
export type StageName = (typeof stageNames)[number]
export type StageState = { readonly state: 'locked' | 'open' | 'todo' | 'done' | 'attention'; readonly words: string }

/** A plan made before the side was confirmed last may be on the wrong side: it is marked, never moved over. */
export function isPlanStale(document: CaseDocument): boolean {
  const { planAccepted, study } = document
  if (planAccepted === null) return false
  return study.confirmedAtIso === null || planAccepted.atIso < study.confirmedAtIso
}

export const isSideConfirmed = (document: CaseDocument): boolean => document.study.confirmedAtIso !== null && document.study.side !== null

/** What each stage of the rail says; nothing opens before the side is confirmed. `toCheck`: what puts the accepted plan in question; `contrastToDo`: how much is to do before a decision, null while nobody knows. */
export function stageStates(document: CaseDocument | null, keyImages: number, toCheck: 'check the plan' | 'check the head' | 'accept again' | null = null, contrastToDo: number | null = null): Readonly<Record<StageName, StageState>> {
  if (document === null) {
    const locked = { state: 'locked', words: '' } as const
    return { study: { state: 'locked', words: 'no case' }, plan: locked, contrast: locked, record: locked, teach: locked }
  }
  const { study, contrast } = document
  const study1: StageState = isSideConfirmed(document)
    ? { state: 'done', words: `${study.side ?? ''} ${study.level ?? ''}` }
    : { state: document.planAccepted === null ? 'todo' : 'attention', words: 'to do' }
  if (study1.state !== 'done') {
    const locked = { state: 'locked', words: 'after side' } as const
    return { study: study1, plan: locked, contrast: locked, record: locked, teach: locked }
  }
  return {
    study: study1,
    plan: isPlanStale(document) ? { state: 'attention', words: 'check the side' } : document.planAccepted === null ? { state: 'todo', words: document.plans.length === 0 ? 'to do' : 'to accept' } : toCheck !== null ? { state: 'attention', words: toCheck } : { state: 'done', words: 'accepted' },
    contrast: contrast.decision === null ? { state: 'todo', words: contrastToDo === null ? 'to do' : contrastToDo === 0 ? 'to decide' : `${String(contrastToDo)} to do` } : { state: 'done', words: { inject: 'Inject', reposition: 'Reposition', abort: 'Abort' }[contrast.decision] },
    record: keyImages === 0 ? { state: 'todo', words: 'no images' } : { state: 'done', words: `${String(keyImages)} ${keyImages === 1 ? 'image' : 'images'}` },
    teach: { state: 'open', words: 'if wanted' },
  }
}

/** The stage a step belonged to, told from what it changed; undo goes there first. */
export function changedStage(before: CaseDocument, after: CaseDocument): StageName | null {
  const differs = (left: unknown, right: unknown): boolean => JSON.stringify(left) !== JSON.stringify(right)
  if (differs(before.study, after.study)) return 'study'
  if (differs([before.plans, before.activePlanId, before.planAccepted, before.planning], [after.plans, after.activePlanId, after.planAccepted, after.planning])) return 'plan'
  return differs(before.contrast, after.contrast) ? 'contrast' : null
}
