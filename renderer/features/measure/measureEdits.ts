import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { Measurement, MeasurementShape } from '#shared/measurement/measurement.ts'

/** As many as a case document holds. */
export const MOST_MEASUREMENTS = 500

const withMeasurements = (document: CaseDocument, change: (all: CaseDocument['fluoroscopy']['measurements']) => CaseDocument['fluoroscopy']['measurements']): CaseDocument =>
  ({ ...document, fluoroscopy: { ...document.fluoroscopy, measurements: change(document.fluoroscopy.measurements) } })

type Stored = CaseDocument['fluoroscopy']['measurements'][number]

export const withAdded = (document: CaseDocument, added: readonly Stored[]): CaseDocument => withMeasurements(document, all => [...all, ...added])
export const withoutMeasurements = (document: CaseDocument, ids: ReadonlySet<string>): CaseDocument => withMeasurements(document, all => all.filter(({ measurementId }) => !ids.has(measurementId)))
export const withShape = (document: CaseDocument, measurementId: string, shape: MeasurementShape): CaseDocument => withMeasurements(document, all => all.map(each => (each.measurementId === measurementId ? { ...each, shape } : each)))
/** The words of one and of all its copies: they are one thing on many frames. */
export const withLabel = (document: CaseDocument, measurement: Measurement, label: string): CaseDocument =>
  withMeasurements(document, all => all.map(each => (rootOf(each) === rootOf(measurement) ? { ...each, label } : each)))

/** What a measurement and its copies have in common. */
export const rootOf = ({ measurementId, copiedFrom }: Measurement): string => copiedFrom ?? measurementId

/** Copies for those frames that hold none of it yet. */
export function copiesOf(all: readonly Measurement[], measurement: Stored, frames: readonly number[], by: string, atIso: string): readonly Stored[] {
  const root = rootOf(measurement)
  const taken = new Set(all.filter(each => each.seriesUid === measurement.seriesUid && rootOf(each) === root).map(({ frame }) => frame))
  return frames.filter(frame => !taken.has(frame)).map(frame => ({ ...measurement, measurementId: crypto.randomUUID(), frame, by, atIso, copiedFrom: root }))
}

/** One thing on one frame or on many. */
export type MeasurementGroup = { readonly root: string; readonly members: readonly [Measurement, ...Measurement[]] }

/** Measurements by what they are copies of, each group by its frames; in the order in which they were drawn. */
export function groupsOf(all: readonly Measurement[]): readonly MeasurementGroup[] {
  const groups = new Map<string, [Measurement, ...Measurement[]]>()
  for (const measurement of all) {
    const group = groups.get(rootOf(measurement))
    if (group === undefined) groups.set(rootOf(measurement), [measurement])
    else group.push(measurement)
  }
  return [...groups].map(([root, members]) => ({ root, members: members.sort((a, b) => a.frame - b.frame) }))
}

/** The one of a group that stands for it: that of the frame that is shown, else the one that was drawn. */
export const shownOf = ({ root, members }: MeasurementGroup, seriesUid: string | null, frame: number): Measurement =>
  members.find(each => each.seriesUid === seriesUid && each.frame === frame) ?? members.find(({ measurementId }) => measurementId === root) ?? members[0]
