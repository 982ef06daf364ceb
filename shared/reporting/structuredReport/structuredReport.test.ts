import { describe, expect, it } from 'vitest'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { createdBody, keyImageBody } from '#test/builders/recordEvents.ts'
import { addendum, ctPlan, decided, fluoroscopicPlanAccepted, KEY_IMAGE, olderFluoroscopicPlan, onFrame, recordOf, reportRecords, reportsOf } from '#test/builders/reportRecords.ts'
import { measureCodes } from './codes.ts'
import { privateCodes } from './privateCodes.ts'
import * as privates from './privateCodes.ts'
import { groupsOf, imagesUnder, readStructuredReport, saidIn, type ReadReport } from './readStructuredReport.ts'

const read = async (bodies: readonly RecordEventBody[]): Promise<readonly ReadReport[]> => (await reportsOf(recordOf(bodies))).map(({ bytes }) => {
  const reading = readHeader(bytes, bytes.length)
  const report = reading.kind === 'read' ? readStructuredReport(reading.header) : null
  if (report?.ok !== true) throw new Error(JSON.stringify(report))
  return report.value
})
const one = async (bodies: readonly RecordEventBody[]): Promise<ReadReport> => {
  const [report, ...more] = await read(bodies)
  if (report === undefined || more.length > 0) throw new Error('one report was expected')
  return report
}

describe('a structured report, read back', () => {
  it('is what the record says, group by group', async () => {
    const { tree, isComplete, verifiedBy, evidence } = await one(reportRecords['a CT plan with fluoroscopy, a decision and a note'])
    expect({ isComplete, verifiedBy, evidence }).toEqual({ isComplete: false, verifiedBy: [], evidence: ['1.2.3.1.57', '1.2.3.1.58', '1.2.3.2.7'] })
    expect(groupsOf(tree).map(({ trackingIdentifier, finding, site, side }) => [trackingIdentifier, finding?.value, site?.meaning, side])).toEqual([
      ['Path A', 'PLANNED_PATH', 'Atlantal-axial joint', 'LEFT'], ['Path A, Vertebral artery, left', 'NEAR_STRUCTURE', 'Vertebral artery', null], ['Path A, Thecal sac', 'NEAR_STRUCTURE', 'Thecal sac', null],
      ['Contrast decision 1', 'CONTRAST_SEEN', 'Atlantal-axial joint', 'LEFT'], ['Key image 1', 'KEY_IMAGE', 'Atlantal-axial joint', 'LEFT'], ['Key image 2', 'KEY_IMAGE', 'Atlantal-axial joint', 'LEFT'], ['Path A on key image 2', 'DRAWN_PATH', 'Atlantal-axial joint', 'LEFT'],
    ])
  })

  it('gives the points of the plan back, in the patient and on the frame', async () => {
    const [inSpace] = groupsOf((await one(reportRecords['a CT plan'])).tree)
    expect(saidIn(inSpace ?? { items: [] }, privateCodes.entry).map(({ value }) => value)).toEqual([{ kind: 'points3d', graphic: 'POINT', pointsLpsMm: [ctPlan.entryLpsMm], frameOfReferenceUid: '1.2.3.9' }])
    const [onImage] = groupsOf((await one([createdBody, fluoroscopicPlanAccepted])).tree)
    const [target] = saidIn(onImage ?? { items: [] }, privateCodes.target)
    expect(target?.value).toEqual({ kind: 'points', graphic: 'POINT', pointsFromCorner: [[300.5, 211]] })
    expect(target === undefined ? null : imagesUnder(target)).toEqual([{ sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', sopInstanceUid: '1.2.3.1.57', frameNumbers: [41] }])
  })

  it('finds the image of an older plan by a key image of its frame, and says that there is none where there is none', async () => {
    const points = async (bodies: readonly RecordEventBody[]) => groupsOf((await one(bodies)).tree).filter(({ finding }) => finding?.value === 'PLANNED_PATH').flatMap(({ items }) => items.map(({ value }) => value.kind))
    expect(await points([createdBody, onFrame, olderFluoroscopicPlan])).toContain('points')
    expect(await points([createdBody, olderFluoroscopicPlan])).toEqual(['number', 'text', 'text', 'number', 'number'])
  })

  it('tells no place in a scan that states no frame of reference, and keeps its lengths', async () => {
    const [group] = groupsOf((await one(reportRecords['a CT plan in a scan without a frame of reference'])).tree)
    expect(group?.items.map(({ value }) => value.kind)).toEqual(['code', 'number', 'number', 'number', 'text', 'text', 'number', 'number', 'number', 'code'])
    expect(saidIn(group ?? { items: [] }, measureCodes.pathLength).map(({ value }) => value)).toMatchObject([{ value: 54.75, unit: { value: 'mm' } }])
  })

  it('says beside the numbers of CT how far they hold', async () => {
    const none = { value: null, reason: 'Not assessed: the earlier scan does not show it.' }
    const onCt: RecordEventBody = { ...decided, assessment: { ...decided.assessment, ctSpread: {
      beforeSeriesUid: '1.2.3.1', afterSeriesUid: '1.2.3.2', laterSeriesUid: null, basis: 'registered', repeatsWithinMm: 0.4, focusLpsMm: [0, 0, 0], reachMm: 35, needleLeftOut: true, coverage: { share: 0.2, lowLpsMm: [-35, -35, -5], highLpsMm: [35, 35, 35] },
      thresholdHu: 120, noiseHu: 20, saturatedVoxels: 0, longestMm: 6, volumeMl: { value: 0.1, reason: null }, injectedMl: null, missingMl: { value: null, reason: 'Enter how much was injected.' }, discordance: null, distances: [{ kind: 'vertebralArtery', name: 'Vertebral artery', distanceMm: none, uncertaintyMm: 1, repeatsWithinMm: 0.4 }], decrease: null, by: '', atIso: '2026-11-22T10:42:41.000Z',
    } } }
    const [group] = groupsOf((await one([createdBody, onCt])).tree)
    expect(saidIn(group ?? { items: [] }, privateCodes.ctInWords).map(({ value }) => (value.kind === 'text' ? value.text : null))).toEqual(expect.arrayContaining([
      'Opaque on CT: at least 0.10 mL, within what both scans show', 'Shown by both scans: 20 % of what lies within 35 mm, to 5 mm towards the feet. What lies elsewhere is not assessed', `To Vertebral artery: ${none.reason}`,
    ]))
  })

  it('leaves out a key image that was removed, and what it was made of', async () => {
    const { tree, evidence } = await one(reportRecords['a removed key image'])
    expect(groupsOf(tree).map(({ trackingIdentifier }) => trackingIdentifier)).toEqual(['Contrast decision 1', 'Key image 1', 'Path A on key image 1'])
    expect(evidence).toEqual(['1.2.3.1.57', '1.2.3.2.7'])
  })

  it('tracks a plan and a key image by the same UIDs in every report', async () => {
    const uids = async (bodies: readonly RecordEventBody[]) => Object.fromEntries(groupsOf((await one(bodies)).tree).map(({ trackingIdentifier, trackingUid }) => [trackingIdentifier, trackingUid]))
    const [first, later] = [await uids(reportRecords['a CT plan']), await uids([...reportRecords['a CT plan'], decided])]
    expect(later).toMatchObject(first)
    expect(new Set(Object.values(later)).size).toBe(Object.keys(later).length)
  })
})

describe('the reports of a record', () => {
  it('are the same bytes each time, and another object once something was added', async () => {
    const [first] = await reportsOf(recordOf(reportRecords['a CT plan']))
    const [again] = await reportsOf(recordOf(reportRecords['a CT plan']))
    const [later] = await reportsOf(recordOf([...reportRecords['a CT plan'], decided]))
    expect(again).toEqual(first)
    expect(later?.sopInstanceUid).not.toBe(first?.sopInstanceUid)
  })

  it('are, once signed, what was signed, by whom, and each further word after the report before it', async () => {
    const reports = await read(reportRecords['two signatures and an addendum'])
    expect(reports.map(({ isComplete, verifiedBy, follows }) => ({ isComplete, by: verifiedBy.map(({ name }) => name), follows }))).toEqual([
      { isComplete: true, by: ['Dr B. Weber'], follows: [] },
      { isComplete: true, by: ['Dr B. Weber', 'Prof. C. Lang'], follows: [reports[0]?.sopInstanceUid] },
      { isComplete: true, by: [], follows: [reports[1]?.sopInstanceUid] },
    ])
    const signedAlone = await reportsOf(recordOf(reportRecords['two signatures and an addendum'].slice(0, -2)))
    expect((await reportsOf(recordOf(reportRecords['two signatures and an addendum'])))[0]).toEqual(signedAlone[0])
    expect(JSON.stringify(reports[2]?.tree)).toContain(addendum.kind === 'addendumWritten' ? addendum.words : 'no words')
  })

  it('are none where nothing was measured, decided or kept', async () => {
    expect(await reportsOf(recordOf([createdBody, keyImageBody(KEY_IMAGE), { kind: 'keyImageRemoved', keyImageId: KEY_IMAGE }]))).toEqual([])
  })
})

describe('the private codes', () => {
  const all = [
    ...Object.values(privates.privateCodes), ...Object.values(privates.structureCodes),
    ...(['intraArticular', 'capsularLeak', 'extraArticular', 'epidural', 'intrathecal', 'subdural', 'arterial', 'venous'] as const).map(privates.patternCode),
    ...(['posterior', 'posterolateral', 'lateral', 'caudalToCranial'] as const).map(privates.approachCode), ...(['stop', 'caution', 'above', 'notAssessed'] as const).map(privates.levelCode),
  ]
  it('fit into a code value and a meaning, and are each one thing', () => {
    expect(all.filter(({ value, meaning }) => value.length > 16 || meaning.length > 64 || !/^[A-Z0-9_]+$/.test(value))).toEqual([])
    expect(new Set(all.map(({ value }) => value)).size).toBe(all.length)
  })
})
