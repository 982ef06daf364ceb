import type { SideWord } from '#shared/dicom/identity.ts'
import type { PracticeRequest } from '#shared/teaching/practice.ts'

export type PracticeKind = NonNullable<PracticeRequest['task']>
/** What is chosen on the screen; what is `any` comes from the seed. */
export type PracticeChoice = {
  readonly kind: PracticeKind
  readonly side: SideWord | 'any'
  readonly difficulty: '1' | '2' | '3' | '4' | '5' | 'any'
  readonly detail: PracticeRequest['detail']
  readonly clock: 'none' | 'short'
}
export const firstChoice: PracticeChoice = { kind: 'path', side: 'any', difficulty: 'any', detail: 'fine', clock: 'none' }

const CLOCK_S = 60

/** Where the side is asked, or may come to be, it is not chosen by the one who is to tell it. */
export const isSideChosen = ({ kind }: Pick<PracticeChoice, 'kind'>): boolean => kind !== 'still' && kind !== 'any'

/** As the generator is asked. Which contrast a run shows is never in it: that is for the learner to name. */
export function practiceAsked(choice: PracticeChoice, seed: number): PracticeRequest {
  const { kind, side, difficulty, detail, clock } = choice
  return {
    seed, task: kind, detail,
    ...(side === 'any' || !isSideChosen(choice) ? {} : { side }), ...(difficulty === 'any' ? {} : { difficulty: Number(difficulty) }), ...(clock === 'none' ? {} : { seconds: CLOCK_S }),
  }
}
