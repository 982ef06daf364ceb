import { z } from 'zod'
import { contrastDecision, contrastPattern } from '#shared/contrast/assessment.ts'
import { finite, instant } from '#shared/values.ts'
import { complications, painTimes, type NoteSections, type PainTime } from './note/noteSections.ts'
import { emptySections } from './note/emptyNote.ts'
import { jointVolumeMl } from './note/drugGiven.ts'
import { blockResult, reliefAt } from './note/painRelief.ts'
import type { RecordState } from './recordEvents.ts'

const figure = finite.nullable()
const words = z.string()

/** What a procedure is found, counted and audited by, drawn from its record. */
export const recordSummary = z.strictObject({
  performedAtIso: instant.describe('of the time-out, else when the record was begun'),
  operator: words.describe('empty where nobody is named'),
  signedBy: words.nullable(), countersignedBy: words.nullable(),
  patterns: z.array(contrastPattern).describe('of every decision about contrast'), lastDecision: contrastDecision.nullable(),
  complications: z.array(z.enum(complications)).describe('empty: not answered'),
  position: words.nullable(), approach: words.nullable(), guidance: z.array(z.string()), needleGauge: figure, needleLengthMm: figure, passes: figure,
  drugs: z.array(z.string()), jointVolumeMl: figure, particulateGiven: z.enum(['yes', 'no']).nullable(),
  fluoroscopyTimeS: figure, airKermaMGy: figure, doseAreaProductGyCm2: figure, ctdiVolMGy: figure, doseLengthProductMGyCm: figure,
  painAtRest: z.strictObject({ before: figure, at0Min: figure, at15Min: figure, at30Min: figure, at6Hours: figure }),
  reliefPercent: figure.describe('the best within half an hour'), blockPositive: z.boolean().nullable(),
  disposition: words.nullable(), keyImages: z.int(), addenda: z.int(),
})
export type RecordSummary = Readonly<z.infer<typeof recordSummary>>

export function summaryOf(state: RecordState): RecordSummary {
  const { note, assessments, signature, countersignature, keyImages, addenda } = state
  const { order, timeOut, technique, injectate, dose, after } = note
  const pain = latestPain(state)
  const steroids = (injectate?.drugs ?? []).filter(({ isSteroid }) => isSteroid)
  return {
    performedAtIso: timeOut?.atIso ?? state.createdAtIso,
    operator: order?.operator.trim() || signature?.name || keyImages[0]?.actor || '',
    signedBy: signature?.name ?? null, countersignedBy: countersignature?.name ?? null,
    patterns: [...new Set(assessments.flatMap(({ assessment }) => assessment.patterns))], lastDecision: assessments.at(-1)?.assessment.decision ?? null,
    complications: [...new Set((after?.complications ?? []).map(({ what }) => what))],
    position: technique?.position ?? null, approach: technique?.approach ?? null, guidance: [...technique?.guidance ?? []], needleGauge: technique?.needle.gauge ?? null, needleLengthMm: technique?.needle.lengthMm ?? null, passes: technique?.passes ?? null,
    drugs: (injectate?.drugs ?? []).map(({ name }) => name), jointVolumeMl: injectate === null ? null : jointVolumeMl(injectate.drugs),
    particulateGiven: steroids.some(({ particulate }) => particulate === 'yes') ? 'yes' : steroids.length > 0 && steroids.every(({ particulate }) => particulate === 'no') ? 'no' : null,
    fluoroscopyTimeS: dose?.fluoroscopyTimeS ?? null, airKermaMGy: dose?.airKermaMGy ?? null, doseAreaProductGyCm2: dose?.doseAreaProductGyCm2 ?? null, ctdiVolMGy: dose?.ctdiVolMGy ?? null, doseLengthProductMGyCm: dose?.doseLengthProductMGyCm ?? null,
    painAtRest: atRest(pain), reliefPercent: bestRelief(pain), blockPositive: blockResult(pain)?.isPositive ?? null,
    disposition: after?.disposition ?? null, keyImages: keyImages.filter(({ removed }) => !removed).length, addenda: addenda.length,
  }
}

/** Scores that came as an addendum stand over those of the note; what it leaves open stays as the note says. */
function latestPain({ note, addenda }: RecordState): NoteSections['pain'] {
  return addenda.reduce<NoteSections['pain']>((known, { pain: later }) => (later === undefined ? known : {
    ...known, ...Object.fromEntries(Object.entries(later).filter(([, value]) => value !== null)),
  }), note.pain ?? emptySections.pain)
}

function atRest(pain: NoteSections['pain']): RecordSummary['painAtRest'] {
  const score = (time: PainTime): number | null => pain[time]?.atRest ?? null
  return { before: score('before'), at0Min: score('at0Min'), at15Min: score('at15Min'), at30Min: score('at30Min'), at6Hours: score('at6Hours') }
}

function bestRelief(pain: NoteSections['pain']): number | null {
  const reliefs = painTimes.filter((time) => time !== 'before' && time !== 'at6Hours').flatMap((time) => reliefAt(pain, time)?.percent ?? [])
  return reliefs.length === 0 ? null : Math.max(...reliefs)
}
