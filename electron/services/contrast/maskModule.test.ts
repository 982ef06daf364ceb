import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { createMemorySource } from '#test/builders/memorySource.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { describeSeries } from '#test/builders/series.ts'
import type { MaskItem } from '#shared/dicom/imageDescription.ts'
import { createContrastServices } from './contrastServices.ts'

const FRAMES = 12
const ROWS = 5
const COLUMNS = 6
const stored = (frame: number, row: number, column: number): number => 300 + ((frame * 7919 + row * 613 + column * 271) % 2900)
const source = (masks: MaskItem[]) => createMemorySource(
  describeSeries([describePixels({ rows: ROWS, columns: COLUMNS, frames: FRAMES, pixelIntensityRelationship: 'LIN', masks })], null),
  Array.from({ length: FRAMES }, (_, frame) => new Uint8Array(Uint16Array.from({ length: ROWS * COLUMNS }, (_value, at) => stored(frame + 1, Math.floor(at / COLUMNS), at % COLUMNS)).buffer)),
  createNodeDecoder(),
)

const folder = mkdtempSync(path.join(tmpdir(), 'axis-mask-module-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
async function subtract(masks: MaskItem[], frameNumber: number): Promise<readonly number[] | string> {
  const file = path.join(folder, `${(files += 1)}.raw`)
  const services = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source: source(masks) })
  const reply = await services['contrast.subtract']({ seriesUid: '1.2.3.4', frame: frameNumber - 1, path: file })
  if (!reply.ok) return reply.error.code
  const bytes = readFileSync(file)
  return [...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))]
}

/**
 * PS3.3 C.7.6.10.1 word by word, frames and pixels one at a time, in double precision. `first` is the first frame of the first
 * pair of Applicable Frame Range. Null: this item does not subtract this frame.
 */
function definition(item: MaskItem, frame: number): readonly number[] | null {
  const first = item.applicableFrameRanges[0]?.[0] ?? NaN
  const offset = item.tidOffset ?? 1
  const maskNumbers = { NONE: [], AVG_SUB: item.maskFrameNumbers, TID: [frame - offset], REV_TID: [(first - offset) - (frame - first)] }[item.operation]
  if (maskNumbers.length === 0 || maskNumbers.some((number) => number < 1 || number > FRAMES)) return null
  if (item.applicableFrameRanges.length > 0 && !item.applicableFrameRanges.some(([from, to]) => from <= frame && frame <= to)) return null
  const averaged = item.contrastFrameAveraging ?? 1
  if (item.applicableFrameRanges.length === 0 && frame > FRAMES - averaged + 1) return null
  const [vertical, horizontal] = item.subPixelShift ?? [0, 0]
  const mean = (numbers: readonly number[], row: number, column: number): number => numbers.reduce((sum, number) => sum - Math.log(stored(number, row, column)), 0) / numbers.length
  const clamp = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value))
  const maskAt = (row: number, column: number): number => mean(maskNumbers, clamp(row, ROWS), clamp(column, COLUMNS))
  const contrast = Array.from({ length: averaged }, (_, n) => frame + n)
  return Array.from({ length: ROWS * COLUMNS }, (_, at) => {
    const row = Math.floor(at / COLUMNS), column = at % COLUMNS
    // What the mask shows at (y, x) lies at (y + vertical, x + horizontal) after the shift.
    const y = row - vertical, x = column - horizontal
    const j = Math.floor(y), i = Math.floor(x), g = y - j, f = x - i
    const mask = (maskAt(j, i) * (1 - f) + maskAt(j, i + 1) * f) * (1 - g) + (maskAt(j + 1, i) * (1 - f) + maskAt(j + 1, i + 1) * f) * g
    return mean(contrast, row, column) - mask
  })
}

const item = (fields: Partial<MaskItem>): MaskItem => ({ operation: 'AVG_SUB', applicableFrameRanges: [], maskFrameNumbers: [], contrastFrameAveraging: null, subPixelShift: null, tidOffset: null, ...fields })
const items: readonly (readonly [string, MaskItem])[] = [
  ['NONE', item({ operation: 'NONE' })],
  ['AVG_SUB of one frame', item({ maskFrameNumbers: [2] })],
  ['AVG_SUB of frames that are not neighbours', item({ maskFrameNumbers: [1, 4, 12], applicableFrameRanges: [[2, 11]] })],
  ['AVG_SUB in two ranges', item({ maskFrameNumbers: [1, 2], applicableFrameRanges: [[3, 4], [8, 9]] })],
  ['AVG_SUB with two contrast frames averaged', item({ maskFrameNumbers: [1, 2], contrastFrameAveraging: 2 })],
  ['AVG_SUB with four contrast frames averaged in a range', item({ maskFrameNumbers: [1], contrastFrameAveraging: 4, applicableFrameRanges: [[3, 9]] })],
  ['AVG_SUB shifted by whole pixels', item({ maskFrameNumbers: [1, 2], subPixelShift: [1, -2] })],
  ['AVG_SUB shifted by tenths', item({ maskFrameNumbers: [1, 2, 3], subPixelShift: [-0.3, 0.7] })],
  ['AVG_SUB shifted beyond the picture', item({ maskFrameNumbers: [1], subPixelShift: [9.5, -9.5] })],
  ['TID without offset', item({ operation: 'TID' })],
  ['TID with an offset', item({ operation: 'TID', tidOffset: 3 })],
  ['TID that looks ahead', item({ operation: 'TID', tidOffset: -2 })],
  ['TID of the frame itself', item({ operation: 'TID', tidOffset: 0 })],
  ['TID shifted, in a range', item({ operation: 'TID', tidOffset: 2, subPixelShift: [0.25, 0.5], applicableFrameRanges: [[5, 8]] })],
  ['TID with contrast frames averaged', item({ operation: 'TID', tidOffset: 4, contrastFrameAveraging: 3 })],
  ['REV_TID', item({ operation: 'REV_TID', tidOffset: 1, applicableFrameRanges: [[6, 10]] })],
  ['REV_TID over two ranges', item({ operation: 'REV_TID', tidOffset: 1, applicableFrameRanges: [[6, 7], [9, 10]] })],
  ['REV_TID with a negative offset, shifted', item({ operation: 'REV_TID', tidOffset: -4, subPixelShift: [0.4, -1.6], applicableFrameRanges: [[5, 9]] })],
  ['REV_TID without an offset', item({ operation: 'REV_TID', applicableFrameRanges: [[4, 6]] })],
]

describe('contrast.subtract by the header against the definition', () => {
  it.each(items)('%s, every frame', async (_name, mask) => {
    for (let frame = 1; frame <= FRAMES; frame += 1) {
      const expected = definition(mask, frame)
      const given = await subtract([mask], frame)
      if (expected === null) expect([frame, given]).toEqual([frame, 'NO_RECIPE'])
      else for (const [at, value] of expected.entries()) expect(Math.abs((typeof given === 'string' ? NaN : given[at] ?? NaN) - value), `frame ${frame}, pixel ${at}: ${JSON.stringify(given)}`).toBeLessThan(4e-6)
    }
  })

  it('takes of several items the first that applies to the frame', async () => {
    const masks = [item({ operation: 'NONE', applicableFrameRanges: [[1, 2]] }), item({ maskFrameNumbers: [1], applicableFrameRanges: [[3, 5]] }), item({ operation: 'TID', tidOffset: 2 })]
    expect(await subtract(masks, 2)).toBe('NO_RECIPE')
    for (const [frame, which] of [[4, 1], [7, 2]] as const) {
      const expected = definition(masks[which] ?? item({}), frame) ?? []
      const given = await subtract(masks, frame)
      expect(typeof given === 'string' ? [] : given.map((value, at) => Math.abs(value - (expected[at] ?? NaN)) < 4e-6)).toEqual(expected.map(() => true))
    }
  })

  it('goes on to the next item where one names frames that are not there', async () => {
    expect(await subtract([item({ maskFrameNumbers: [40] }), item({ operation: 'TID' })], 5)).toEqual(await subtract([item({ operation: 'TID' })], 5))
  })

  const broken: readonly (readonly [string, MaskItem, RegExp])[] = [
    ['names a frame that is not there', item({ maskFrameNumbers: [1, 40] }), /names frame 40 for the mask; this run has frames 1 to 12.*Choose the mask frames/],
    ['names no mask frame', item({}), /names no mask frames.*Choose the mask frames/],
    ['reverses from nowhere', item({ operation: 'REV_TID' }), /names no range/],
    ['looks before the first frame of its range', item({ operation: 'TID', tidOffset: 9, applicableFrameRanges: [[5, 8]] }), /names frame -4/],
  ]
  it.each(broken)('says what can still be done where the header %s', async (_name, mask, words) => {
    const services = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source: source([mask]) })
    const reply = await services['contrast.subtract']({ seriesUid: '1.2.3.4', frame: 4 + (mask.operation === 'TID' ? 0 : 1), path: path.join(folder, 'never.raw') })
    expect(reply).toMatchObject({ ok: false, error: { code: 'NO_RECIPE', message: expect.stringMatching(words) } })
  })
})
