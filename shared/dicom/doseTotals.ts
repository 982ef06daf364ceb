import { z } from 'zod'
import { finite, text, uid } from '#shared/values.ts'
import type { DoseContent, PlaneDose } from './doseReport.ts'

const amount = finite.min(0).nullable()

/** What one study took, added up over its reports, or why it cannot be. */
export const studyDose = z.strictObject({
  studyUid: uid,
  projection: z.strictObject({ doseAreaGyCm2: amount, airKermaMGy: amount, fluoroscopyTimeS: amount, frames: amount, isOfTwoPlanes: z.boolean().describe('summed over both; each stands in its report'), sopInstanceUids: z.array(uid) }).nullable(),
  ct: z.strictObject({ doseLengthMGyCm: amount, highestCtdiVolMGy: amount, scans: amount, sopInstanceUids: z.array(uid) }).nullable(),
  notes: z.array(text(400)).describe('why a total is not given'),
})
export type StudyDose = Readonly<z.infer<typeof studyDose>>

export type FiledDose = { readonly studyUid: string; readonly sopInstanceUid: string; readonly content: DoseContent }
type Projection = Extract<DoseContent, { kind: 'projection' }>
type Ct = Extract<DoseContent, { kind: 'ct' }>

/**
 * Dose of each study over all its reports. Reports may count the same irradiation: by the UIDs of the irradiations, what is
 * in another report already is not added again, and where that cannot be told nothing is added up.
 *
 * @units   Gy.cm2, mGy, s, mGy.cm
 * @source  PS3.16 TID 10003 and TID 10013, Irradiation Event UID (113769, DCM)
 * @limits  air kerma of two planes is summed as is customary; the reference points differ, so that it is no dose of one place
 */
export function doseOfStudies(reports: readonly FiledDose[]): readonly StudyDose[] {
  return [...new Set(reports.map(({ studyUid }) => studyUid))].map((studyUid): StudyDose => {
    const own = reports.filter((report) => report.studyUid === studyUid)
    const projections = countedOnce(own.flatMap(({ sopInstanceUid, content }) => (content.kind === 'projection' ? [{ sopInstanceUid, content }] : [])))
    const cts = countedOnce(own.flatMap(({ sopInstanceUid, content }) => (content.kind === 'ct' ? [{ sopInstanceUid, content }] : [])))
    return {
      studyUid,
      projection: projections === 'cannotTell' || projections.length === 0 ? null : addProjections(projections),
      ct: cts === 'cannotTell' || cts.length === 0 ? null : addCts(cts),
      notes: [...(projections === 'cannotTell' ? [cannotTell('fluoroscopy')] : []), ...(cts === 'cannotTell' ? [cannotTell('CT')] : [])],
    }
  })
}

const cannotTell = (what: string): string => `Several dose reports of ${what} are here, and they do not say which irradiation is in which. They are not added up, because some of it may be in more than one. Read the totals of each.`

type One<C extends DoseContent> = { readonly sopInstanceUid: string; readonly content: C }

/** Reports that have no irradiation in common; one that lies within another is left out. */
function countedOnce<C extends DoseContent>(reports: readonly One<C>[]): readonly One<C>[] | 'cannotTell' {
  if (reports.length < 2) return reports
  if (reports.some(({ content }) => content.eventUids.length === 0)) return 'cannotTell'
  const kept: One<C>[] = []
  // The larger report first, so that what it holds is known when the smaller one is looked at.
  for (const report of reports.toSorted((a, b) => b.content.eventUids.length - a.content.eventUids.length || (a.sopInstanceUid < b.sopInstanceUid ? -1 : 1))) {
    const counted = new Set(kept.flatMap(({ content }) => content.eventUids))
    const again = report.content.eventUids.filter((event) => counted.has(event)).length
    if (again === report.content.eventUids.length) continue
    if (again > 0) return 'cannotTell'
    kept.push(report)
  }
  return kept
}

function addProjections(reports: readonly One<Projection>[]): NonNullable<StudyDose['projection']> {
  const planes = reports.flatMap(({ content }) => ofAllPlanes(content.planes))
  const sum = (figure: 'doseArea' | 'airKerma' | 'fluoroscopyTime' | 'frames') => added(planes.map((plane) => plane[figure]?.value ?? null))
  return {
    doseAreaGyCm2: sum('doseArea'), airKermaMGy: sum('airKerma'), fluoroscopyTimeS: sum('fluoroscopyTime'), frames: sum('frames'),
    isOfTwoPlanes: reports.some(({ content }) => content.planes.length > 1), sopInstanceUids: reports.map(({ sopInstanceUid }) => sopInstanceUid),
  }
}

/** Where a report gives the totals of all planes itself, those of each are in them. */
function ofAllPlanes(planes: readonly PlaneDose[]): readonly PlaneDose[] {
  const all = planes.find(({ plane }) => plane === 'all')
  return all === undefined ? planes : [all]
}

function addCts(reports: readonly One<Ct>[]): NonNullable<StudyDose['ct']> {
  const values = reports.flatMap(({ content }) => content.scans.flatMap(({ ctdiVol }) => (ctdiVol === null ? [] : [ctdiVol.value])))
  return {
    doseLengthMGyCm: added(reports.map(({ content }) => content.doseLength?.value ?? null)), highestCtdiVolMGy: values.length === 0 ? null : Math.max(...values),
    scans: added(reports.map(({ content }) => content.events?.value ?? null)), sopInstanceUids: reports.map(({ sopInstanceUid }) => sopInstanceUid),
  }
}

/** A sum of which one part is not known is not known. */
const added = (values: readonly (number | null)[]): number | null =>
  values.length === 0 || values.includes(null) ? null : Number(values.reduce((sum: number, value) => sum + (value ?? Number.NaN), 0).toPrecision(12))
