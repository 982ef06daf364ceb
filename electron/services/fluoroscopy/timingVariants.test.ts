import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Element } from '#test/builders/dicomBytes.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'
import { functionalGroups, group, projectionFile, type Change, type ProjectionFields } from '#test/builders/projectionBytes.ts'
import { createFluoroscopyServices } from './fluoroscopyServices.ts'

type Expected = { readonly source: 'frameTime' | 'frameTimeVector' | 'frameTimestamps' | 'none'; readonly times: readonly number[]; readonly says?: string }
type Row = readonly [section: string, name: string, fields: Omit<ProjectionFields, 'seriesUid'>, expected: Expected]

const FRAME_TIME = 0x00181063
const VECTOR = 0x00181065
const pointer = (...tags: readonly number[]): Change => ({ '00280009': ['AT', tags] })
const time = (value: string, vr = 'DS'): Change => ({ '00181063': [vr, value] })
const vector = (value: string, vr = 'DS'): Change => ({ '00181065': [vr, value] })
const none = (says: string): Expected => ({ source: 'none', times: [], says })
const stamped = (stamps: readonly (string | null)[], tag = '00189074'): Change =>
  functionalGroups([], stamps.map((stamp): Element[] => [group('00209111', ...(stamp === null ? [] : [[tag, 'DT', stamp] as const]))]))
const four = { frames: 4 }

/** Rows are written from the standard, each with the section of PS3.3 (or PS3.5) that decides it. */
const rows: readonly Row[] = [
  ['C.7.6.5.1.1', 'Frame Time, pointed to', { ...four, change: { ...pointer(FRAME_TIME), ...time('33.3') } }, { source: 'frameTime', times: [0, 33.3, 66.6, 99.9] }],
  ['C.7.6.5.1.1', 'Frame Time in exponent form', { ...four, change: { ...pointer(FRAME_TIME), ...time('1.25E+02') } }, { source: 'frameTime', times: [0, 125, 250, 375] }],
  ['PS3.5 6.2', 'Frame Time with blanks around it', { ...four, change: { ...pointer(FRAME_TIME), ...time(' 66.7 ') } }, { source: 'frameTime', times: [0, 66.7, 133.4, 200.1] }],
  ['PS3.5 6.2', 'Frame Time as text in another VR', { ...four, change: { ...pointer(FRAME_TIME), ...time('40', 'LO') } }, { source: 'frameTime', times: [0, 40, 80, 120] }],
  ['PS3.5 6.2.2', 'Frame Time of unknown VR', { ...four, change: { ...pointer(FRAME_TIME), ...time('40', 'UN') } }, { source: 'frameTime', times: [0, 40, 80, 120] }],
  ['C.7.6.5', 'Frame Time as a binary number', { ...four, change: { ...pointer(FRAME_TIME), '00181063': ['FD', [40]] } }, { source: 'frameTime', times: [0, 40, 80, 120] }],
  ['PS3.5 7.1.3', 'implicit VR', { ...four, change: { ...pointer(FRAME_TIME), ...time('40') }, options: { syntax: 'implicitLittle' } }, { source: 'frameTime', times: [0, 40, 80, 120] }],
  ['PS3.5 7.3', 'big-endian, pointer included', { ...four, change: { ...pointer(VECTOR), ...time('40'), ...vector('0\\50\\50\\50') }, options: { syntax: 'explicitBig' } }, { source: 'frameTimeVector', times: [0, 50, 100, 150] }],
  ['C.7.6.5', 'Frame Time of words', { ...four, change: { ...pointer(FRAME_TIME), ...time('fast') } }, none('The Frame Time of the header is not a number.')],
  ['C.7.6.5', 'Frame Time with its unit', { ...four, change: { ...pointer(FRAME_TIME), ...time('33 ms') } }, none('is not a number')],
  ['PS3.5 6.2', 'Frame Time with a decimal comma', { ...four, change: { ...pointer(FRAME_TIME), ...time('33,3') } }, none('is not a number')],
  ['C.7.6.5', 'Frame Time NaN', { ...four, change: { ...pointer(FRAME_TIME), '00181063': ['FD', [Number.NaN]] } }, none('is not a number')],
  ['C.7.6.5', 'Frame Time 0', { ...four, change: { ...pointer(FRAME_TIME), ...time('0') } }, none('is 0, which is not a time')],
  ['C.7.6.5', 'Frame Time negative', { ...four, change: { ...pointer(FRAME_TIME), ...time('-33') } }, none('is -33, which is not a time')],
  ['PS3.5 7.4.5', 'Frame Time empty', { ...four, change: { ...pointer(FRAME_TIME), ...time('') } }, none('points to a Frame Time that it does not have')],
  ['C.7.6.6', 'pointer to a missing Frame Time', { ...four, change: pointer(FRAME_TIME) }, none('points to a Frame Time that it does not have')],
  ['C.7.6.6', 'pointer to a missing Frame Time, and a vector', { ...four, change: { ...pointer(FRAME_TIME), ...vector('0\\40\\40\\40') } }, { source: 'frameTimeVector', times: [0, 40, 80, 120], says: 'points to a Frame Time that it does not have' }],
  ['C.7.6.6', 'Frame Time without a pointer', { ...four, change: time('125') }, { source: 'frameTime', times: [0, 125, 250, 375] }],
  ['C.7.6.5.1.2', 'Frame Time Vector: increments, the first 0', { ...four, change: { ...pointer(VECTOR), ...vector('0\\125\\124\\126') } }, { source: 'frameTimeVector', times: [0, 125, 249, 375] }],
  ['C.7.6.5.1.2', 'a vector whose first is not 0', { ...four, change: { ...pointer(VECTOR), ...vector('33\\33\\33\\33') } }, { source: 'frameTimeVector', times: [0, 33, 66, 99], says: 'does not begin with 0' }],
  ['C.7.6.5.1.2', 'a vector with fewer values than frames', { ...four, change: { ...pointer(VECTOR), ...vector('0\\33\\33') } }, none('has 3 values for 4 frames')],
  ['C.7.6.5.1.2', 'a vector with more values than frames', { ...four, change: { ...pointer(VECTOR), ...vector('0\\33\\33\\33\\33') } }, none('has 5 values for 4 frames')],
  ['C.7.6.5.1.2', 'a vector that goes back', { ...four, change: { ...pointer(VECTOR), ...vector('0\\33\\-5\\33') } }, none('goes back in time')],
  ['C.7.6.5.1.2', 'a vector of zeros', { ...four, change: { ...pointer(VECTOR), ...vector('0\\0\\0\\0') } }, none('all zero')],
  ['C.7.6.5.1.2', 'a vector with one increment of 0', { ...four, change: { ...pointer(VECTOR), ...vector('0\\33\\0\\33') } }, { source: 'frameTimeVector', times: [0, 33, 33, 66], says: 'Frames 2 and 3 carry the same time' }],
  ['C.7.6.5.1.2', 'a vector with a word in it', { ...four, change: { ...pointer(VECTOR), ...vector('0\\33\\x\\33') } }, none('The Frame Time Vector of the header is not a number')],
  ['C.7.6.5.1.2', 'a broken vector gives way to Frame Time, and says so', { ...four, change: { ...pointer(VECTOR), ...vector('0\\33'), ...time('40') } }, { source: 'frameTime', times: [0, 40, 80, 120], says: 'has 2 values for 4 frames' }],
  ['C.7.6.6', 'the pointer chooses Frame Time', { ...four, change: { ...pointer(FRAME_TIME), ...time('40'), ...vector('0\\50\\50\\50') } }, { source: 'frameTime', times: [0, 40, 80, 120] }],
  ['C.7.6.6', 'the pointer chooses the vector', { ...four, change: { ...pointer(VECTOR), ...time('40'), ...vector('0\\50\\50\\50') } }, { source: 'frameTimeVector', times: [0, 50, 100, 150] }],
  ['C.7.6.6', 'two pointers are followed in their order', { ...four, change: { ...pointer(VECTOR, FRAME_TIME), ...time('40'), ...vector('0\\50\\50\\50') } }, { source: 'frameTimeVector', times: [0, 50, 100, 150] }],
  ['C.8.6.3', 'frames counted by page, as a scanned document is', { kind: 'multiFrameSecondary', frames: 3, change: { ...pointer(0x00182001), '00182001': ['IS', '1\\2\\3'] } }, none('counts its frames by (0018,2001), which is not a time')],
  ['C.8.6.3', 'multi-frame capture with Frame Time', { kind: 'multiFrameSecondary', frames: 3, change: { ...pointer(FRAME_TIME), ...time('100') } }, { source: 'frameTime', times: [0, 100, 200] }],
  ['C.8.6.3', 'multi-frame capture that says nothing', { kind: 'multiFrameSecondary', frames: 3 }, none('does not say when its frames were taken')],
  ['C.8.5', 'ultrasound with Frame Time', { kind: 'ultrasoundRun', frames: 3, change: { ...pointer(FRAME_TIME), ...time('20') } }, { source: 'frameTime', times: [0, 20, 40] }],
  ['C.8.5', 'ultrasound with a vector', { kind: 'ultrasoundRun', frames: 3, change: { ...pointer(VECTOR), ...vector('0\\16.6\\16.7') } }, { source: 'frameTimeVector', times: [0, 16.6, 33.3] }],
  ['C.7.6.5', 'Cine Rate is no time', { ...four, change: { '00180040': ['IS', '30'] } }, none('does not say when')],
  ['C.7.6.5', 'Recommended Display Frame Rate is no time', { ...four, change: { '00082144': ['IS', '15'] } }, none('does not say when')],
  ['C.7.6.5', 'Frame Delay is no time of a frame', { ...four, change: { '00181066': ['DS', '500'], ...pointer(FRAME_TIME), ...time('40') } }, { source: 'frameTime', times: [0, 40, 80, 120] }],
  ['C.7.6.5', 'a time that no tube can pulse at', { ...four, change: { ...pointer(FRAME_TIME), ...time('0.033') } }, { source: 'frameTime', times: [0, 0.033, 0.066, 0.099], says: '30303 frames a second' }],
  ['C.7.6.16.2.2', 'Frame Acquisition DateTime of each frame', { kind: 'enhancedXa', frames: 3, change: stamped(['20260102101500.000', '20260102101500.067', '20260102101500.200']) }, { source: 'frameTimestamps', times: [0, 67, 200] }],
  ['C.7.6.16.2.2', 'over midnight', { kind: 'enhancedXa', frames: 2, change: stamped(['20260102235959.900', '20260103000000.100']) }, { source: 'frameTimestamps', times: [0, 200] }],
  ['PS3.5 6.2 DT', 'with a zone', { kind: 'enhancedXa', frames: 2, change: stamped(['20260102101500.000+0100', '20260102101500.125+0100']) }, { source: 'frameTimestamps', times: [0, 125] }],
  ['C.7.6.16.2.2', 'Frame Reference DateTime where no other is', { kind: 'enhancedXa', frames: 2, change: stamped(['20260102101500.010', '20260102101500.110'], '00189151') }, { source: 'frameTimestamps', times: [0, 100], says: 'most representative' }],
  ['C.7.6.16.2.2', 'one frame without a timestamp', { kind: 'enhancedXa', frames: 3, change: stamped(['20260102101500.000', null, '20260102101500.200']) }, none('has 2 frame timestamps for 3 frames')],
  ['C.7.6.16', 'fewer items than frames', { kind: 'enhancedXa', frames: 3, change: stamped(['20260102101500.000', '20260102101500.100']) }, none('has 2 frame timestamps for 3 frames')],
  ['C.7.6.16.2.2', 'timestamps that go back', { kind: 'enhancedXa', frames: 2, change: stamped(['20260102101500.100', '20260102101500.000']) }, none('go back in time')],
  ['C.7.6.16.2.2', 'timestamps that are all equal', { kind: 'enhancedXa', frames: 2, change: stamped(['20260102101500', '20260102101500']) }, none('all equal')],
  ['C.7.6.16.2.2', 'a timestamp that is no time', { kind: 'enhancedXa', frames: 2, change: stamped(['20260102101500', '20261342101500']) }, none('has 1 frame timestamps for 2 frames')],
  ['C.7.6.16.2.2', 'timestamps go before a Frame Time without a pointer', { kind: 'enhancedXa', frames: 2, change: { ...stamped(['20260102101500.000', '20260102101500.100']), ...time('40') } }, { source: 'frameTimestamps', times: [0, 100] }],
  ['C.7.6.16.2.2', 'broken timestamps give way to Frame Time, and say so', { kind: 'enhancedXa', frames: 2, change: { ...stamped(['20260102101500.000', null]), ...time('40') } }, { source: 'frameTime', times: [0, 40], says: 'has 1 frame timestamps for 2 frames' }],
]

let folder = ''
let library: TestLibrary
const uid = (index: number): string => `1.2.840.99.1.${String(index + 1)}`
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-timing-'))
  library = await openTestLibrary(path.join(folder, 'data'))
  const files = path.join(folder, 'source')
  await mkdir(files)
  for (const [index, [, , fields]] of rows.entries()) await writeFile(path.join(files, String(index)), projectionFile({ ...fields, seriesUid: uid(index) }))
  expect(await library.services['library.import']({ paths: [files], storage: 'inPlace' })).toMatchObject({ ok: true, value: { instances: rows.length, refused: [] } })
})
afterAll(async () => {
  await library.end()
  await rm(folder, { recursive: true, force: true })
})

it('has forty variants at least', () => { expect(rows.length).toBeGreaterThanOrEqual(40) })

it.each(rows.map((row, index) => [row[0], row[1], row[3], index] as const))('%s: %s', async (_section, _name, { source, times, says }, index) => {
  const { 'fluoroscopy.timing': timing } = createFluoroscopyServices({ source: library.source, calibrationsOf: () => [] })
  const answer = await timing({ seriesUid: uid(index), run: 0 })
  if (!answer.ok) throw new Error(answer.error.code)
  expect({ source: answer.value.source, count: answer.value.frameTimesMs.length }).toEqual({ source, count: times.length })
  answer.value.frameTimesMs.forEach((at, frame) => { expect(at).toBeCloseTo(times[frame] ?? Number.NaN, 6) })
  if (says === undefined) expect(answer.value.note).toBe('')
  else expect(answer.value.note).toContain(says)
  if (source === 'none') expect(answer.value.note).toContain('cannot be measured')
})
