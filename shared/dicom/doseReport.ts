import { z } from 'zod'
import { text, uid } from '#shared/values.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { isSameConcept, type CodedConcept, type ContentItem } from './contentItem.ts'
import { doseFigure, toDoseFigure, type DoseFigure, type DoseQuantity } from './doseUnits.ts'

const figure = doseFigure.nullable().describe('null: not stated')
const planeName = z.enum(['single', 'A', 'B', 'all'])

/** What the tube of one plane gave. @source PS3.16 TID 10002, TID 10004, TID 10007 */
export const planeDose = z.strictObject({
  plane: planeName.nullable(),
  doseArea: figure, doseAreaFluoroscopy: figure, doseAreaAcquisition: figure,
  airKerma: figure.describe('at the reference point'), airKermaFluoroscopy: figure, airKermaAcquisition: figure,
  fluoroscopyTime: figure, acquisitionTime: figure, frames: figure.describe('radiographic ones'),
})
export type PlaneDose = Readonly<z.infer<typeof planeDose>>

/** One scan. @source PS3.16 TID 10013 */
export const ctScanDose = z.strictObject({ protocol: text(256).nullable(), acquisitionType: text(64).nullable(), ctdiVol: figure, phantom: text(64).nullable().describe('that CTDIvol is of'), doseLength: figure })
export type CtScanDose = Readonly<z.infer<typeof ctScanDose>>

const common = {
  scope: text(64).nullable().describe('what the totals are of, as the report says: study, series, procedure step'),
  startedAt: text(26).nullable().describe('DT'), endedAt: text(26).nullable().describe('DT'),
  eventUids: z.array(uid).describe('of every irradiation in it'),
}
export const doseContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('projection'), ...common, planes: z.array(planeDose).min(1).max(4) }),
  z.strictObject({ kind: z.literal('ct'), ...common, doseLength: figure, events: figure.describe('number of scans'), scans: z.array(ctScanDose).max(10_000) }),
])
export type DoseContent = Readonly<z.infer<typeof doseContent>>
export type DoseFault = Fault<'NOT_A_DOSE_REPORT' | 'BROKEN_REPORT' | 'UNEXPECTED_UNIT'>

const dcm = (value: string): Pick<CodedConcept, 'value' | 'scheme'> => ({ value, scheme: 'DCM' })
/** Concepts of TID 10001 to 10004, 10007 and 10011 to 10013. */
const concepts = {
  title: dcm('113701'), accumulatedXRay: dcm('113702'), accumulatedCt: dcm('113811'), plane: dcm('113764'), scope: dcm('113705'), started: dcm('113809'), ended: dcm('113810'), eventUid: dcm('113769'), eventXRay: dcm('113706'), ctAcquisition: dcm('113819'),
  doseArea: dcm('113722'), doseAreaFluoroscopy: dcm('113726'), doseAreaAcquisition: dcm('113727'), airKerma: dcm('113725'), airKermaFluoroscopy: dcm('113728'), airKermaAcquisition: dcm('113729'), fluoroscopyTime: dcm('113730'), acquisitionTime: dcm('113855'), frames: dcm('113731'),
  ctDoseLength: dcm('113813'), ctEvents: dcm('113812'), ctDose: dcm('113829'), ctdiVol: dcm('113830'), scanDoseLength: dcm('113838'), phantom: dcm('113835'), protocol: dcm('125203'), acquisitionType: dcm('113820'),
} as const
const planes: readonly (readonly [Pick<CodedConcept, 'value' | 'scheme'>, z.infer<typeof planeName>])[] = [[dcm('113622'), 'single'], [dcm('113620'), 'A'], [dcm('113621'), 'B'], [dcm('113890'), 'all']]

type Read<T> = Result<T, Fault<'BROKEN_REPORT' | 'UNEXPECTED_UNIT'>>
const broken = (what: string) => err('BROKEN_REPORT', `${what}. None of its figures is used. Read them at the machine.`)
const under = ({ children }: ContentItem, concept: Pick<CodedConcept, 'value' | 'scheme'>): readonly ContentItem[] => children.filter(({ name }) => isSameConcept(name, concept))

/**
 * What a radiation dose report says: its totals, for a CT also those of each scan.
 *
 * @units   Gy.cm2, mGy, s, mGy.cm whatever the report was written in; what it states stands beside each figure
 * @source  PS3.16 TID 10001 Projection X-Ray Radiation Dose, TID 10011 CT Radiation Dose
 * @limits  a report with one unit that a figure cannot have, one figure that is no number, or two totals of one thing gives none at all
 */
export function readDoseReport(tree: ContentItem): Result<DoseContent, DoseFault> {
  if (!isSameConcept(tree.name, concepts.title)) return err('NOT_A_DOSE_REPORT', 'This report is about something else than radiation dose.')
  const [xRay, ct] = [under(tree, concepts.accumulatedXRay), under(tree, concepts.accumulatedCt)]
  if (xRay.length > 0 && ct.length > 0) return broken('This dose report gives totals of fluoroscopy and of CT in one report, which nothing here can tell apart')
  if (xRay.length > 0) return readProjection(tree, xRay)
  const [accumulated, ...more] = ct
  if (accumulated === undefined) return broken('This dose report states no totals')
  return more.length > 0 ? broken('This dose report states the totals of the CT more than once') : readCt(tree, accumulated)
}

function readProjection(tree: ContentItem, accumulated: readonly ContentItem[]): Read<DoseContent> {
  const read: PlaneDose[] = []
  for (const item of accumulated) {
    const plane = readPlane(item)
    if (!plane.ok) return plane
    if (read.some((known) => known.plane === plane.value.plane)) return broken('This dose report states the totals of one plane more than once')
    read.push(plane.value)
  }
  return ok({ kind: 'projection', ...commonOf(tree, concepts.eventXRay), planes: read })
}

function readPlane(item: ContentItem): Read<PlaneDose> {
  const coded = codeUnder(item, concepts.plane)
  const figures = createFigures(item)
  const plane: PlaneDose = {
    plane: planes.find(([code]) => isSameConcept(coded, code))?.[1] ?? null,
    doseArea: figures.read(concepts.doseArea, 'doseArea'), doseAreaFluoroscopy: figures.read(concepts.doseAreaFluoroscopy, 'doseArea'), doseAreaAcquisition: figures.read(concepts.doseAreaAcquisition, 'doseArea'),
    airKerma: figures.read(concepts.airKerma, 'kerma'), airKermaFluoroscopy: figures.read(concepts.airKermaFluoroscopy, 'kerma'), airKermaAcquisition: figures.read(concepts.airKermaAcquisition, 'kerma'),
    fluoroscopyTime: figures.read(concepts.fluoroscopyTime, 'time'), acquisitionTime: figures.read(concepts.acquisitionTime, 'time'), frames: figures.read(concepts.frames, 'count'),
  }
  return figures.fault() ?? ok(plane)
}

function readCt(tree: ContentItem, accumulated: ContentItem): Read<DoseContent> {
  const totals = createFigures(accumulated)
  const [doseLength, events] = [totals.read(concepts.ctDoseLength, 'doseLength'), totals.read(concepts.ctEvents, 'count')]
  const fault = totals.fault()
  if (fault !== null) return fault
  const scans: CtScanDose[] = []
  for (const scan of under(tree, concepts.ctAcquisition)) {
    const read = readScan(scan)
    if (!read.ok) return read
    scans.push(read.value)
  }
  return ok({ kind: 'ct', ...commonOf(tree, concepts.ctAcquisition), doseLength, events, scans })
}

/** A localiser has no CTDIvol and no DLP, so that a scan without them is a whole one. */
function readScan(scan: ContentItem): Read<CtScanDose> {
  const [dose] = under(scan, concepts.ctDose)
  const [protocol] = under(scan, concepts.protocol)
  const about = { protocol: protocol?.value.kind === 'text' ? protocol.value.text.slice(0, 256) : null, acquisitionType: codeUnder(scan, concepts.acquisitionType)?.meaning.slice(0, 64) ?? null }
  if (dose === undefined) return ok({ ...about, ctdiVol: null, phantom: null, doseLength: null })
  const figures = createFigures(dose)
  const read: CtScanDose = { ...about, ctdiVol: figures.read(concepts.ctdiVol, 'kerma'), phantom: codeUnder(dose, concepts.phantom)?.meaning.slice(0, 64) ?? null, doseLength: figures.read(concepts.scanDoseLength, 'doseLength') }
  return figures.fault() ?? ok(read)
}

/** Reads figures of one container one by one and keeps the first fault: one figure that cannot be trusted spoils them all. */
function createFigures(item: ContentItem) {
  let first: Extract<Read<never>, { ok: false }> | null = null
  return {
    read: (concept: Pick<CodedConcept, 'value' | 'scheme'>, quantity: DoseQuantity): DoseFigure | null => {
      const figure = figureOf(under(item, concept), quantity)
      if (figure.ok) return figure.value
      first ??= figure
      return null
    },
    fault: () => first,
  }
}

/** Null where it is not stated, or stated as having no value. */
function figureOf(items: readonly ContentItem[], quantity: DoseQuantity): Read<DoseFigure | null> {
  const [first, ...more] = items
  if (first === undefined) return ok(null)
  const { value } = first
  if (value.kind !== 'number') return broken('This dose report states a figure that is no number')
  if (more.some((other) => other.value.kind !== 'number' || other.value.stated !== value.stated)) return broken('This dose report states one figure twice, and differently')
  if (value.stated === null) return ok(null)
  if (value.value === null || value.value < 0) return broken(`This dose report states a figure as "${value.stated.slice(0, 32)}"`)
  if (value.unit === null) return err('UNEXPECTED_UNIT', 'This dose report states a figure without its unit. None of its figures is used. Read them at the machine.')
  return toDoseFigure(quantity, value.value, { value: value.stated, unit: value.unit.value })
}

function codeUnder(item: ContentItem, concept: Pick<CodedConcept, 'value' | 'scheme'>): CodedConcept | null {
  const [found] = under(item, concept)
  return found?.value.kind === 'code' ? found.value.code : null
}

const dateTimeUnder = (tree: ContentItem, concept: Pick<CodedConcept, 'value' | 'scheme'>): string | null => {
  const [found] = under(tree, concept)
  return found?.value.kind === 'dateTime' ? found.value.dateTime.slice(0, 26) : null
}

const commonOf = (tree: ContentItem, event: Pick<CodedConcept, 'value' | 'scheme'>) => ({
  scope: codeUnder(tree, concepts.scope)?.meaning.slice(0, 64) ?? null,
  startedAt: dateTimeUnder(tree, concepts.started), endedAt: dateTimeUnder(tree, concepts.ended),
  eventUids: under(tree, event).flatMap((item) => under(item, concepts.eventUid)).flatMap(({ value }) => (value.kind === 'uid' && uid.safeParse(value.uid).success ? [value.uid] : [])),
})
