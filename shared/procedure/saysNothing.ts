import type { RecordState } from './recordEvents.ts'

/** Neither seen nor said: there is nothing in the record that could be read elsewhere. */
export const saysNothing = ({ keyImages, note, acceptedPlan, assessments }: Pick<RecordState, 'keyImages' | 'note' | 'acceptedPlan' | 'assessments'>): boolean =>
  keyImages.every(({ removed }) => removed) && acceptedPlan === null && assessments.length === 0 && Object.values(note).every((section) => section === null)
