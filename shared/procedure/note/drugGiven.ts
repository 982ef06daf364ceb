import { z } from 'zod'
import { finite, text } from '#shared/values.ts'

export const drugPlaces = ['skin', 'joint', 'contrast'] as const

/**
 * One drug as it was given. Of strength, volume and dose two are enough, and the third follows from them; where all three are
 * written they must agree (`doseOf`). Strength and dose of contrast are of its iodine.
 */
export const drugGiven = z.strictObject({
  name: text(120).min(1), place: z.enum(drugPlaces),
  strengthMgPerMl: finite.positive().max(2000).nullable(), volumeMl: finite.positive().max(100).nullable(), doseMg: finite.positive().max(1e5).nullable(),
  particulate: z.enum(['yes', 'no']).nullable().describe('asked of steroids; null: not answered'),
  isSteroid: z.boolean(), lot: text(64),
})
export type DrugGiven = Readonly<z.infer<typeof drugGiven>>

/** Two figures that were written and the one that follows, or why they cannot be believed. */
export type DrugAmounts =
  | { readonly kind: 'complete'; readonly strengthMgPerMl: number; readonly volumeMl: number; readonly doseMg: number; readonly computed: 'strength' | 'volume' | 'dose' | null }
  | { readonly kind: 'open' }
  | { readonly kind: 'disagree'; readonly expectedDoseMg: number }

/** Rounded figures of a label may differ by this part without being an error. */
const ROUNDING = 0.02

/**
 * What was given, whichever two figures were written: dose = strength x volume.
 * @units mg, mL, mg/mL
 */
export function doseOf({ strengthMgPerMl, volumeMl, doseMg }: Pick<DrugGiven, 'strengthMgPerMl' | 'volumeMl' | 'doseMg'>): DrugAmounts {
  if (strengthMgPerMl !== null && volumeMl !== null) {
    const expectedDoseMg = strengthMgPerMl * volumeMl
    if (doseMg === null) return { kind: 'complete', strengthMgPerMl, volumeMl, doseMg: expectedDoseMg, computed: 'dose' }
    return Math.abs(doseMg - expectedDoseMg) <= ROUNDING * expectedDoseMg ? { kind: 'complete', strengthMgPerMl, volumeMl, doseMg, computed: null } : { kind: 'disagree', expectedDoseMg }
  }
  if (strengthMgPerMl !== null && doseMg !== null) return { kind: 'complete', strengthMgPerMl, volumeMl: doseMg / strengthMgPerMl, doseMg, computed: 'volume' }
  if (volumeMl !== null && doseMg !== null) return { kind: 'complete', strengthMgPerMl: doseMg / volumeMl, volumeMl, doseMg, computed: 'strength' }
  return { kind: 'open' }
}

/**
 * Volume that went into the joint, contrast included; null while the volume of one of them is not known.
 * @units mL
 */
export function jointVolumeMl(drugs: readonly DrugGiven[]): number | null {
  let sum = 0
  for (const drug of drugs) {
    if (drug.place === 'skin') continue
    const amounts = doseOf(drug)
    if (drug.volumeMl === null && amounts.kind !== 'complete') return null
    sum += drug.volumeMl ?? (amounts.kind === 'complete' ? amounts.volumeMl : Number.NaN)
  }
  return sum
}

/** More than this in the joint asks for a reason: the convention for cervical facet joints; a site may set its own. @units mL */
export const JOINT_LIMIT_ML = 1
