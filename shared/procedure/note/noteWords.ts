import type { KeyImageSlot } from './keyImageSlots.ts'
import type { Complication, NoteSectionName, PainTime } from './noteSections.ts'

/** How the parts of a note are called, on the screen and on paper. */
export const sectionWords: Readonly<Record<NoteSectionName, string>> = {
  order: 'Order', checks: 'Checks before', timeOut: 'Time-out', technique: 'Technique', injectate: 'Drugs', dose: 'Dose', after: 'After', pain: 'Pain score',
}

export const slotWords: Readonly<Record<KeyImageSlot, string>> = {
  apNeedle: 'AP, needle before contrast', lateralNeedle: 'Lateral, needle depth', apContrast: 'AP with contrast', lateralContrast: 'Lateral with contrast', contrastRun: 'Run with contrast',
  planSlice: 'Plan, slice with path', tipInJoint: 'Tip in the joint, along the needle', immediateContrast: 'Contrast, at once', delayedContrast: 'Contrast, later',
}

export const painTimeWords: Readonly<Record<PainTime, string>> = { before: 'Before', at0Min: '0 min', at15Min: '15 min', at30Min: '30 min', at6Hours: '6 h' }

export const complicationWords: Readonly<Record<Complication, string>> = {
  none: 'None', morePain: 'More pain', vasovagal: 'Vasovagal reaction', paraesthesia: 'Paraesthesia', vascularUptake: 'Vascular uptake of contrast', haematoma: 'Haematoma', dizziness: 'Dizziness', ataxia: 'Ataxia',
  duralPuncture: 'Dural puncture', highBlock: 'High block', seizure: 'Seizure', stroke: 'Stroke', cordInjury: 'Injury of the cord', allergicReaction: 'Allergic reaction', infection: 'Infection', other: 'Other',
}
