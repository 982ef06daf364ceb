import { expect } from 'vitest'

/** What every host must answer alike, on an empty library. Golden figures are computed by hand from the formulas in ARCHITECTURE.md. */
export type ContractCase = {
  readonly name: string
  readonly method: string
  readonly input: unknown
  /** Matched against the answer: a subset of it. */
  readonly answer: Record<string, unknown>
}

const fault = (code: string) => ({ ok: false, error: { code } })
const nowhere = '1.2.826.0.1.3680043.2.1125.1'
const absentRecord = '7d444840-9dc0-41d1-b245-5ffdce74fad2'
const path = { entryLpsMm: [30, 75, -25], targetLpsMm: [20, 15, 0] }

export const goldenCases: readonly ContractCase[] = [
  { name: 'an empty library has no series', method: 'library.series', input: {}, answer: { ok: true, value: { series: [] } } },
  { name: 'an empty library has no cases', method: 'case.list', input: {}, answer: { ok: true, value: { cases: [] } } },
  { name: 'there are no records yet', method: 'record.list', input: {}, answer: { ok: true, value: { records: [] } } },
  { name: 'and none are found', method: 'record.search', input: { words: 'anna' }, answer: { ok: true, value: { total: 0, records: [] } } },
  { name: 'nor counted', method: 'record.statistics', input: {}, answer: { ok: true, value: { records: 0, signed: 0, byMonth: [], fluoroscopyTimeS: null } } },
  { name: 'their table has a head alone', method: 'record.table', input: {}, answer: { ok: true, value: { path: null, csv: expect.stringMatching(/^record_id,patient_id,[^\r]*\r\n$/), records: 0 } } },
  { name: 'there are no accounts yet', method: 'user.list', input: {}, answer: { ok: true, value: { users: [] } } },
  { name: 'there are no drafts of teaching cases yet', method: 'teaching.drafts', input: {}, answer: { ok: true, value: { drafts: [] } } },
  { name: 'no released ones', method: 'teaching.cases', input: {}, answer: { ok: true, value: { cases: [] } } },
  { name: 'and no sets', method: 'teaching.sets', input: {}, answer: { ok: true, value: { sets: [] } } },
  { name: 'nothing to be asked about', method: 'quiz.cases', input: { learner: 'Kim' }, answer: { ok: true, value: { cases: [] } } },
  { name: 'nor a class', method: 'quiz.class', input: {}, answer: { ok: true, value: { learners: [], items: [], notScored: 0, confidence: { higherBy: null } } } },
  { name: 'a setting is kept', method: 'app.changeSettings', input: { operator: 'Dr B. Weber' }, answer: { ok: true, value: { operator: 'Dr B. Weber', organisation: '' } } },
  { name: 'and read again', method: 'app.settings', input: {}, answer: { ok: true, value: { operator: 'Dr B. Weber', organisation: '' } } },
  {
    // p = (-10, -60, 25): |p| = sqrt(4325); atan2(10, 60); asin(25 / |p|); u = -p / |p|.
    name: 'the figures of a path', method: 'plan.evaluate', input: path,
    answer: { ok: true, value: { lengthMm: 65.76473218982953, inPlaneTowards: 'RIGHT', needleReserveMm: null, clearances: [] } },
  },
  {
    // 2 mm of radius and 0.359 mm of a 22 G needle off 8 mm, 1.5 mm uncertain: 4.1 mm; prone, the tip to LEFT: the hub leans to RIGHT.
    name: 'all that a path is asked', method: 'plan.evaluate',
    input: {
      entryLpsMm: [-10, 60, 0], targetLpsMm: [0, 0, 0], needle: { gauge: 22, lengthMm: 65 }, patientPosition: 'HFP', carmSetting: { patientLies: 'PRONE', setTo: 'SUPINE' }, sliceNormalLps: [0, 0, 1],
      structures: [{ id: 'va', kind: 'vertebralArtery', pathLpsMm: [[0, -8, -30], [0, -8, 30]], radiusMm: [2, 2], uncertaintyMm: 1.5, curve: 'smooth' }],
      jointLine: { side: 'LEFT', medialLpsMm: [-10, 0, 0], lateralLpsMm: [2, 0, 0] }, landmarks: [{ kind: 'midline', pointLpsMm: [5, 60, 0] }],
    },
    answer: {
      ok: true, value: {
        gravity: { hubLeansTowards: 'RIGHT' }, acquisitionPlane: { gantryTiltDeg: 0, outOfPlaneDeg: 0 }, targetBand: { jointLineMm: 12, inBand: true },
        skinOffsets: [{ landmark: 'midline', sidewaysMm: 15, sidewaysTowards: 'RIGHT', alongBodyMm: null }], clearances: [{ id: 'va', level: 'caution' }], notAssessed: ['thecalSac', 'c2Root', 'internalCarotid'],
        carm: { progress: { anteroposterior: { primaryDeg: expect.closeTo(-80.538, 3), offTrueDeg: expect.closeTo(80.538, 3) } } }, console: { entrySide: { primaryDeg: expect.closeTo(9.462, 3) } },
        problems: [{ code: 'RESERVE_SHORT' }, { code: 'OTHER_SIDE' }],
      },
    },
  },
  { name: 'a joint line the wrong way round', method: 'plan.evaluate', input: { ...path, jointLine: { side: 'LEFT', medialLpsMm: [20, 8, 0], lateralLpsMm: [9, 8, 0] } }, answer: fault('JOINT_LINE_TURNED_ROUND') },
  { name: 'a path straight down has no angle', method: 'plan.evaluate', input: { entryLpsMm: [0, 50, 0], targetLpsMm: [0, 0, 0] }, answer: { ok: true, value: { lengthMm: 50, inPlaneDeg: 0, craniocaudalDeg: 0, inPlaneTowards: 'NEITHER' } } },
  { name: 'a case without dose reports', method: 'library.doseReports', input: { caseId: 'case-nowhere' }, answer: { ok: true, value: { reports: [], unreadable: [], studies: [] } } },
  { name: 'stopping an import that is over', method: 'library.cancelImport', input: { jobId: absentRecord }, answer: { ok: true, value: { stopped: false } } },
]

export const faultCases: readonly ContractCase[] = [
  { name: 'an attempt that nobody began', method: 'quiz.submit', input: { attemptId: absentRecord }, answer: fault('UNKNOWN_ATTEMPT') },
  { name: 'a path of no length', method: 'plan.evaluate', input: { entryLpsMm: [1, 2, 3], targetLpsMm: [1, 2, 3] }, answer: fault('DEGENERATE_PATH') },
  { name: 'a series that is not there', method: 'library.describe', input: { seriesUid: nowhere }, answer: fault('UNKNOWN_SERIES') },
  { name: 'a teaching case of it', method: 'teaching.begin', input: { seriesUids: [nowhere] }, answer: fault('UNKNOWN_SERIES') },
  { name: 'a teaching case of nothing', method: 'teaching.begin', input: {}, answer: fault('NOTHING_TO_TEACH') },
  { name: 'a draft that is not there', method: 'teaching.draft', input: { draftId: absentRecord }, answer: fault('UNKNOWN_DRAFT') },
  { name: 'its frame', method: 'library.exportFrame', input: { seriesUid: nowhere, frame: 0, path: '/tmp/axis-guide-never-written' }, answer: { ok: false } },
  { name: 'its timing', method: 'fluoroscopy.timing', input: { seriesUid: nowhere }, answer: fault('UNKNOWN_SERIES') },
  { name: 'its calibration', method: 'fluoroscopy.calibration', input: { seriesUid: nowhere, frame: 0 }, answer: fault('UNKNOWN_SERIES') },
  { name: 'its subtraction', method: 'contrast.subtract', input: { seriesUid: nowhere, frame: 0, maskFrames: [0], path: '/tmp/axis-guide-never-written' }, answer: { ok: false } },
  { name: 'its curve', method: 'contrast.curve', input: { seriesUid: nowhere, roi: { centre: [10, 10], radiiPx: [3, 3] }, maskFrames: [0] }, answer: fault('UNKNOWN_SERIES') },
  { name: 'its record', method: 'record.create', input: { seriesUid: nowhere, side: 'RIGHT', level: 'C1-2' }, answer: fault('UNKNOWN_SERIES') },
  { name: 'a case that is not there', method: 'case.get', input: { caseId: 'nobody' }, answer: fault('UNKNOWN_CASE') },
  { name: 'undo in it', method: 'case.undo', input: { caseId: 'nobody' }, answer: fault('UNKNOWN_CASE') },
  { name: 'redo in it', method: 'case.redo', input: { caseId: 'nobody' }, answer: fault('UNKNOWN_CASE') },
  { name: 'a record that is not there', method: 'record.get', input: { recordId: absentRecord }, answer: fault('UNKNOWN_RECORD') },
  { name: 'its chain', method: 'record.verify', input: { recordId: absentRecord }, answer: fault('UNKNOWN_RECORD') },
  { name: 'an account that is not there', method: 'user.changePassphrase', input: { userId: absentRecord, passphrase: 'old passphrase', newPassphrase: 'new passphrase' }, answer: fault('UNKNOWN_USER') },
  { name: 'a first account that adds nobody', method: 'user.add', input: { name: 'Dr C. Lang', role: 'trainee', passphrase: 'battery staple' }, answer: fault('NOT_ALLOWED') },
  { name: 'its sources', method: 'record.sources', input: { recordId: absentRecord }, answer: fault('UNKNOWN_RECORD') },
  { name: 'what it lacks', method: 'record.missing', input: { recordId: absentRecord }, answer: fault('UNKNOWN_RECORD') },
  { name: 'its signature', method: 'record.sign', input: { recordId: absentRecord, userId: absentRecord, passphrase: 'old passphrase', signedHash: '0'.repeat(64) }, answer: fault('UNKNOWN_RECORD') },
  { name: 'its countersignature', method: 'record.countersign', input: { recordId: absentRecord, userId: absentRecord, passphrase: 'old passphrase', signedHash: '0'.repeat(64) }, answer: fault('UNKNOWN_RECORD') },
  { name: 'its export', method: 'record.export', input: { recordId: absentRecord }, answer: fault('UNKNOWN_RECORD') },
]

const bad = (name: string, method: string, input: unknown): ContractCase => ({ name, method, input, answer: fault('BAD_REQUEST') })
export const strictnessCases: readonly ContractCase[] = [
  bad('an unknown method', 'library.nothing', {}),
  bad('a name that every object has', 'constructor', {}),
  bad('the prototype', '__proto__', {}),
  bad('no input', 'app.hello', null),
  bad('a list for an object', 'library.series', []),
  bad('a field that is not in the schema', 'plan.evaluate', { ...path, colour: 'red' }),
  bad('a point of two numbers', 'plan.evaluate', { ...path, entryLpsMm: [1, 2] }),
  bad('a point of four numbers', 'plan.evaluate', { ...path, entryLpsMm: [1, 2, 3, 4] }),
  bad('a number as text', 'plan.evaluate', { ...path, entryLpsMm: ['1', 2, 3] }),
  bad('no number', 'plan.evaluate', { ...path, entryLpsMm: [null, 2, 3] }),
  bad('a radius of nothing', 'plan.evaluate', { ...path, structures: [{ id: 'a', kind: 'artery', pathLpsMm: [[0, 0, 0], [1, 1, 1]], radiusMm: 0 }] }),
  bad('a UID with a letter', 'library.describe', { seriesUid: '1.2.a' }),
  bad('a UID of 65 characters', 'library.describe', { seriesUid: '1'.repeat(65) }),
  bad('a frame before the first', 'library.exportFrame', { seriesUid: nowhere, frame: -1, path: '/tmp/x' }),
  bad('half a frame', 'fluoroscopy.calibration', { seriesUid: nowhere, frame: 0.5 }),
  bad('a region without width', 'contrast.curve', { seriesUid: nowhere, roi: { centre: [10, 10], radiiPx: [0, 3] }, maskFrames: [0] }),
  bad('a curve without a mask frame', 'contrast.curve', { seriesUid: nowhere, roi: { centre: [10, 10], radiiPx: [3, 3] }, maskFrames: [] }),
  bad('a region of one number', 'contrast.curve', { seriesUid: nowhere, roi: { centre: [10], radiiPx: [3, 3] }, maskFrames: [0] }),
  bad('no paths', 'library.import', { paths: [] }),
  bad('an empty path', 'library.import', { paths: [''] }),
  bad('another word for a side', 'record.create', { seriesUid: nowhere, side: 'left', level: 'C1-2' }),
  bad('an event of no kind', 'record.append', { recordId: absentRecord, event: { kind: 'deleted' } }),
  bad('a page of no records', 'record.search', { limit: 0 }),
  bad('a record id that is none', 'record.get', { recordId: '1' }),
]
