import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { relateViews } from '#shared/projection/pairGeometry.ts'
import { readView, type ViewReading } from '#shared/projection/readView.ts'
import type { Element } from '#test/builders/dicomBytes.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'
import { functionalGroups, group, projectionFile, type Change } from '#test/builders/projectionBytes.ts'

type Angles = readonly [primary: number, secondary: number]
type Room = { readonly angles?: Angles; readonly detector?: number; readonly table?: readonly [number, number, number]; readonly tableDeg?: readonly [number, number, number] }
const LEVEL = [0, 0, 0] as const

/** C.8.19.6.13; what a row does not name is left out. */
const room = ({ angles, detector = 0, table, tableDeg = LEVEL }: Room): Element => group('00189462',
  ...(angles === undefined ? [] : [['00189463', 'FL', [angles[0]]], ['00189464', 'FL', [angles[1]]]] as const),
  ['00189465', 'FL', [detector]],
  ...(table === undefined ? [] : (['00189466', '00189467', '00189468'] as const).map((tag, axis): Element => [tag, 'FL', [table[axis] ?? NaN]])),
  ...(['00189469', '00189470', '00189471'] as const).map((tag, axis): Element => [tag, 'FL', [tableDeg[axis] ?? NaN]]))
const patient = (primary: number, secondary: number): Element => group('00189405', ['00181510', 'DS', String(primary)], ['00181511', 'DS', String(secondary)])
const tableTop = (lateral: number, vertical: number, longitudinal: number): Element => group('00189406', ['300a0128', 'DS', String(vertical)], ['300a0129', 'DS', String(longitudinal)], ['300a012a', 'DS', String(lateral)])
const geometry = group('00189476', ['00181110', 'DS', '1000'], ['00189402', 'FL', [750]])
const imager = group('00289443', ['00181164', 'DS', '0.3\\0.3'])
const lies = (position: string | null): Change => ({ '00185100': position === null ? null : ['CS', position] })

type Expected = { readonly angles?: Angles | null; readonly table?: readonly [number, number, number] | null; readonly gap?: string | null; readonly frame?: number }
type Row = readonly [section: string, name: string, position: string | null, shared: readonly Element[], perFrame: readonly (readonly Element[])[], expected: Expected]
const each: readonly (readonly Element[])[] = [[], []]

const rows: readonly Row[] = [
  ['C.8.19.6.10', 'angles in the patient alone', 'HFS', [patient(30, -10)], each, { angles: [30, -10], table: null, gap: null }],
  ['C.8.19.6.13', 'angles in the room, head first supine', 'HFS', [room({ angles: [30, 0] })], each, { angles: [30, 0], gap: null }],
  ['C.8.19.6.13.1.2', 'a tilt in the room alone: towards head or feet is not told', 'HFS', [room({ angles: [30, -10] })], each, { angles: null, gap: 'ANGLES_NOT_STATED' }],
  ['C.8.19.6.13.1.2', 'a tilt in the room, and its side in the patient', 'HFS', [patient(30, -10), room({ angles: [30, -10] })], each, { angles: [30, -10], gap: null }],
  ['C.8.19.6.13.1.2', 'the same tilt, told to the source', 'HFS', [patient(30, -10), room({ angles: [30, 10] })], each, { angles: [30, -10], gap: null }],
  ['C.8.19.6.13.1.2', 'another tilt than that of the patient', 'HFS', [patient(30, -10), room({ angles: [30, 20] })], each, { angles: null, gap: 'ANGLES_CONTRADICT' }],
  ['PS3.17 FFF.1.2.2', 'head first prone', 'HFP', [room({ angles: [0, 0] })], each, { angles: [180, 0], gap: null }],
  ['PS3.17 FFF.1.2.2', 'head first prone, to the other side', 'HFP', [room({ angles: [100, 0] })], each, { angles: [-80, 0], gap: null }],
  ['PS3.17 FFF.1.2.2', 'head first, right side down', 'HFDR', [room({ angles: [0, 0] })], each, { angles: [90, 0], gap: null }],
  ['PS3.17 FFF.1.2.2', 'head first, left side down', 'HFDL', [room({ angles: [0, 0] })], each, { angles: [-90, 0], gap: null }],
  ['PS3.17 FFF.1.2.2', 'feet first: the picture may stand on its head', 'FFS', [room({ angles: [30, 0] })], each, { angles: null, gap: 'ANGLES_NOT_STATED' }],
  ['PS3.17 FFF.1.2.2', 'nobody says how the patient lies', null, [room({ angles: [30, 0] })], each, { angles: null, gap: 'ANGLES_NOT_STATED' }],
  ['C.8.19.6.13.1.3', 'a table that is tilted', 'HFS', [room({ angles: [30, 0], tableDeg: [0, 5, 0] })], each, { angles: null, gap: 'ANGLES_NOT_STATED' }],
  ['C.8.19.6.13', 'one angle of the room', 'HFS', [group('00189462', ['00189463', 'FL', [30]])], each, { angles: null, gap: 'ANGLES_NOT_STATED' }],
  ['C.8.19.6.13', 'both sets, which agree', 'HFP', [patient(-170, 12), room({ angles: [10, 12] })], each, { angles: [-170, 12], gap: null }],
  ['C.8.19.6.13', 'both sets, half a turn apart', 'HFS', [patient(-170, 12), room({ angles: [10, 12] })], each, { angles: null, gap: 'ANGLES_CONTRADICT' }],
  ['C.8.19.6.13.1.2', 'an angle beyond the half turn', 'HFS', [room({ angles: [270, 0] })], each, { angles: null, gap: 'ANGLE_OUT_OF_RANGE' }],
  ['C.8.19.6.13.1.2', 'over the top', 'HFS', [room({ angles: [0, 120] })], each, { angles: null, gap: 'ANGLE_OUT_OF_RANGE' }],
  ['C.8.19.6.13.1.2', 'a detector that is turned in its plane', 'HFS', [patient(30, 0), room({ angles: [30, 0], detector: 45 })], each, { angles: [30, 0], gap: 'PICTURE_TURNED' }],
  ['C.8.19.6.13.1.2', 'a detector that was turned once round', 'HFS', [patient(30, 0), room({ angles: [30, 0], detector: 360 })], each, { angles: [30, 0], gap: null }],
  ['C.7.6.16', 'angles of the room at each frame: the second', 'HFS', [], [[room({ angles: [0, 0] })], [room({ angles: [90, 0] })]], { angles: [90, 0], gap: null, frame: 1 }],
  ['C.7.6.16', 'the second frame says nothing', 'HFS', [], [[room({ angles: [0, 0] })], []], { angles: null, gap: 'ANGLES_NOT_STATED', frame: 1 }],
  ['C.8.19.6.13.1.3', 'where the table stands', 'HFS', [patient(0, 0), room({ table: [10, 200, -300] })], each, { angles: [0, 0], table: [10, 200, -300], gap: null }],
  ['C.8.19.6.13.1.3', 'where the table stands at each frame', 'HFS', [patient(0, 0)], [[room({ table: [0, 0, 0] })], [room({ table: [0, 0, 40] })]], { table: [0, 0, 40], gap: null, frame: 1 }],
  ['C.8.19.6.11', 'the table top from its own zero', 'HFS', [patient(0, 0), tableTop(3, 180, -40)], each, { table: [3, 180, -40], gap: null }],
  ['C.8.19.6.13', 'the table from the isocentre before its own zero', 'HFS', [patient(0, 0), room({ table: [1, 2, 3] }), tableTop(3, 180, -40)], each, { table: [1, 2, 3] }],
  ['C.8.19.6.13', 'two of three parts of the table', 'HFS', [patient(0, 0), group('00189462', ['00189466', 'FL', [1]], ['00189467', 'FL', [2]])], each, { table: null, gap: null }],
  ['C.8.19.6.13', 'a table a kilometre away', 'HFS', [patient(0, 0), room({ table: [0, 1e6, 0] })], each, { table: null, gap: null }],
  ['C.8.19.6.13', 'a table at no number', 'HFS', [patient(0, 0), room({ table: [0, NaN, 0] })], each, { table: null, gap: null }],
  ['PS3.5 7.5', 'an empty sequence', 'HFS', [patient(0, 0), ['00189462', 'SQ', []]], each, { angles: [0, 0], table: null, gap: null }],
]
const uid = (index: number): string => `1.2.840.98.${String(index)}`
let folder = ''
let library: TestLibrary

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-room-'))
  const input = path.join(folder, 'files')
  await mkdir(input)
  await Promise.all(rows.map(([, , position, shared, perFrame], index) => writeFile(path.join(input, `${String(index)}.dcm`), projectionFile({ kind: 'enhancedXa', frames: 2, seriesUid: uid(index), change: { ...lies(position), ...functionalGroups([geometry, imager, ...shared], perFrame) } }))))
  library = await openTestLibrary(path.join(folder, 'data'))
  await library.services['library.import']({ paths: [input], storage: 'inPlace' })
})
afterAll(async () => {
  await library.end()
  await rm(folder, { recursive: true, force: true })
})

async function read(index: number, frame = 0): Promise<ViewReading> {
  const answer = await library.services['library.describe']({ seriesUid: uid(index) })
  const image = answer.ok ? answer.value.images[0] : undefined
  if (image === undefined) throw new Error(`row ${String(index)} was not described`)
  return readView(image, frame)
}
const named = (name: string): number => rows.findIndex((row) => row[1] === name)

describe('where C-arm and table of an enhanced object stand', () => {
  it.each(rows.map((row, index) => [row[0], row[1], row[5], index] as const))('%s: %s', async (_section, _name, expected, index) => {
    const found = await read(index, expected.frame)
    if (expected.angles !== undefined) expect(found.primaryDeg === null || found.secondaryDeg === null ? null : [found.primaryDeg, found.secondaryDeg]).toEqual(expected.angles)
    if (expected.table !== undefined) expect(found.table?.tableMm ?? null).toEqual(expected.table)
    if (expected.gap !== undefined) expect(found.gaps[0]?.code ?? null).toBe(expected.gap)
    expect([found.sidMm, found.sodMm]).toEqual([1000, 750])
    expect(found.geometry === null).toBe(found.gaps.length > 0)
  })

  it('tell how far the table was shifted between two views', async () => {
    const stated = { by: 'Dr B. Weber', atIso: '2026-01-15T10:20:00.000Z' }
    const first = await read(named('where the table stands'))
    const lateral = await read(named('angles of the room at each frame: the second'), 1)
    const second: ViewReading = { ...lateral, table: first.table === null ? null : { ...first.table, tableMm: [10, 190, -260] } }
    const shifted = { stillBetween: null, tableShifted: { referenceId: '11111111-1111-4111-8111-111111111111', ...stated }, table: null, points: [{ pointId: '11111111-1111-4111-8111-111111111111', role: 'other' as const, name: 'P', first: { frame: 0, pointPx: [4, 4] as [number, number] }, second: { frame: 0, pointPx: [4, 4] as [number, number] } }] }
    // The table went 10 mm up and 40 mm towards the head end: the isocentre lies so much lower and nearer to the feet.
    expect(relateViews(shifted, { first, second })).toMatchObject({ ok: true, value: { secondIsocentreMm: [0, 10, -40] } })
    expect(relateViews({ ...shifted, stillBetween: stated }, { first, second })).toMatchObject({ ok: false, error: { code: 'TABLE_MOVED', message: expect.stringContaining('41 mm elsewhere') } })
    expect(relateViews({ ...shifted, stillBetween: stated }, { first, second: { ...second, table: first.table } })).toMatchObject({ ok: true, value: { secondIsocentreMm: [0, 0, 0] } })
  })
})
