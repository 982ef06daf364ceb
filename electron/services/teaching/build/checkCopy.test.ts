import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collectWords } from '#electron/services/teaching/deidentify/index.ts'
import type { ReleaseCheck } from '#shared/teaching/deidentification/findings.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { ctSlice, fileBytes, type Element } from '#test/builders/dicomBytes.ts'
import { checkCopy, type CheckedParts } from './checkCopy.ts'
import { openStaging, type Staging } from './staging.ts'

const PATIENT = { name: 'TEACHING CASE 001', id: 'CASE001' }
const job = { tell: () => undefined, signal: new AbortController().signal }
let folder: string
let staging: Staging
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-check-'))
  staging = openStaging(folder, 'copy')
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

const slice = (change: Readonly<Record<string, readonly [string, Element[2]] | null>> = {}): Uint8Array => fileBytes(ctSlice({ patientName: PATIENT.name, patientId: PATIENT.id, sopInstanceUid: '1.2.3.4.1', change: { '00120062': ['CS', 'YES'], ...change } }))
async function outcome(name: ReleaseCheck['name'], bytes: Uint8Array, differences: Partial<CheckedParts> = {}): Promise<ReleaseCheck | undefined> {
  const parts: CheckedParts = {
    options: deidentifyOptions.parse({}), boxes: [], texts: [], names: { tokens: new Set(), pieces: [] }, words: collectWords().words([]), patient: PATIENT, statedBurned: new Set(), nameOfSeries: () => 'CT 1', face: [],
    pictureProblems: [], leftOut: [], uids: new Set(), files: [await staging.put('S0001/I00001', bytes)], sheetPages: 1, shownOnSheet: new Set(['1.2.3.4.1']), isScripted: true, ...differences,
  }
  return (await checkCopy(parts, staging, job)).checks.find((one) => one.name === name)
}

describe('what is on the picture sheet', () => {
  it.each([
    ['a picture of the copy', slice(), new Set(['1.2.3.4.1'])],
    ['nothing of an object without pixels', slice({ '7fe00010': null }), new Set<string>()],
  ])('is %s', async (_what, bytes, shownOnSheet) => {
    expect(await outcome('pictureSheet', bytes, { shownOnSheet })).toMatchObject({ state: 'toDo' })
  })

  it.each([
    ['a picture that is on no page', slice(), new Set<string>()],
    ['floating values beside the picture', slice({ '7fe00008': ['OF', new Uint8Array(256)] }), new Set(['1.2.3.4.1'])],
    ['pixels inside a sequence', slice({ '00081140': ['SQ', [[['7fe00010', 'OW', new Uint8Array(8)]]]] }), new Set(['1.2.3.4.1'])],
  ])('or the copy does not pass: %s', async (_what, bytes, shownOnSheet) => {
    expect(await outcome('pictureSheet', bytes, { shownOnSheet })).toEqual({ name: 'pictureSheet', state: 'failed', words: 'An object has pixels that are on no page of the picture sheet, so nobody would look at them: S0001/I00001. Leave its series out, then check again.' })
  })
})

describe('a UID of the case that stands in the copy', () => {
  const uids = new Set(['1.2.3.4.1', '1.2.3.4.2', '1.2.3.1', '1.2.3.2', '1.2.3.9', '1.2.77.1', '1.2.77.2', '1.2.77.9'])
  const check = (change: Parameters<typeof slice>[0], differences: Partial<CheckedParts> = {}) => outcome('uids', slice(change), { uids, ...differences })
  const named = (uid: string): Parameters<typeof slice>[0] => ({ '0040a730': ['SQ', [[['0040a040', 'CS', 'UIDREF'], ['0040a124', 'UI', uid]]]] })

  it.each([
    ['the object, series, study and frame of reference that the copy has', { '00081115': ['SQ', [[['0020000d', 'UI', '1.2.3.1'], ['0020000e', 'UI', '1.2.3.2'], ['30060024', 'UI', '1.2.3.9']]]] }],
    ['what was nobody’s in the case', { '00083010': ['UI', '1.9.1'], '00081115': ['SQ', [[['0020000e', 'UI', '1.9.2']]]] }],
  ] satisfies readonly (readonly [string, Parameters<typeof slice>[0]])[])('meets %s', async (_what, change) => {
    expect(await check(change)).toMatchObject({ state: 'passed' })
  })

  it.each([
    ['an instance, as an instance', { '00081140': ['SQ', [[['00081155', 'UI', '1.2.3.4.2']]]] }], ['an instance, by name', named('1.2.3.4.2')], ['a series', { '00081115': ['SQ', [[['0020000e', 'UI', '1.2.77.2']]]] }],
    ['a study', { '0040a375': ['SQ', [[['0020000d', 'UI', '1.2.77.1']]]] }], ['a frame of reference', { '30060010': ['SQ', [[['30060024', 'UI', '1.2.77.9']]]] }], ['a frame of reference of a registration', { '00700308': ['SQ', [[['00200052', 'UI', '1.2.77.9']]]] }],
  ] satisfies readonly (readonly [string, Parameters<typeof slice>[0]])[])('or the copy does not pass: %s that was left out', async (_what, change) => {
    expect(await check(change)).toEqual({ name: 'uids', state: 'failed', words: '1 reference leads to objects, series, studies or frames of reference that are not in the copy. Take their series too, or leave out what refers to them.' })
  })

  it('is followed in what the case says of itself too', async () => {
    const image = await staging.put('S0001/I00002', slice())
    const content = await staging.put('content.json', new TextEncoder().encode('{"questions":[{"seriesUid":"1.2.77.2"}]}'))
    expect(await check({}, { files: [image, content] })).toMatchObject({ state: 'failed' })
  })
})
