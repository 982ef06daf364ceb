import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { describeSeries, uprightVolume } from '#test/builders/series.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { FromWorker } from './frameMessages.ts'
import { planByteLength, planFrames, viewValues, type FrameTarget } from './framePlan.ts'
import { createFrameReports } from './frameReports.ts'
import { createFrameStore } from './frameStore.ts'
import { canWriteInPlace, finishInPlace, writeEmpty } from './frameWriter.ts'

type Fields = Parameters<typeof describePixels>[0]
const hounsfield = { kind: 'linear' as const, slope: 1, intercept: -1024, type: 'HU' }
const stack = (fields: Fields, slices = 2) => {
  const image = describePixels({ rows: 1, columns: 2, ...fields })
  return describeSeries(Array.from({ length: slices }, () => image), uprightVolume(image.columns, image.rows, slices))
}
const run = (fields: Fields) => describeSeries([describePixels({ rows: 1, columns: 2, frames: 2, ...fields })], null)

describe('the plan of a buffer', () => {
  const eight = { bitsAllocated: 8, bitsStored: 8, highBit: 7 }
  const rgb = { ...eight, samplesPerPixel: 3, photometricInterpretation: 'RGB' }
  const kinds: readonly (readonly [string, Fields, FrameTarget, string])[] = [
    ['CT with a whole-number rescale', { modalityLut: hounsfield }, 'volume', 'int16'],
    ['CT with a slope', { modalityLut: { ...hounsfield, slope: 0.5 } }, 'volume', 'float32'],
    ['CT with a broken intercept', { modalityLut: { ...hounsfield, intercept: -1023.5 } }, 'volume', 'float32'],
    ['CT with a slope on one frame', { modalityLut: hounsfield, modalityLutFrames: [hounsfield, { ...hounsfield, slope: 2 }] }, 'volume', 'float32'],
    ['a volume with a table', { modalityLut: { kind: 'table', firstMapped: 0, values: [1, 2], type: null } }, 'volume', 'float32'],
    ['a volume without rescale', {}, 'volume', 'uint16'],
    ['a signed volume without rescale', { pixel: { signed: true } }, 'volume', 'int16'],
    ['dose of 32 bits', { pixel: { bitsAllocated: 32, bitsStored: 32, highBit: 31 } }, 'volume', 'float32'],
    ['a run of 8 bits', { pixel: eight }, 'stored', 'uint8'],
    ['a run of 16 bits', {}, 'stored', 'uint16'],
    ['a run whose rescale stays aside', { modalityLut: { ...hounsfield, slope: 0.5 } }, 'stored', 'uint16'],
    ['colour', { pixel: rgb }, 'stored', 'uint8'],
  ]
  it.each(kinds)('%s', (_name, fields, target, element) => {
    const series = target === 'volume' ? stack(fields) : run(fields)
    expect(planFrames(series, target).element).toBe(element)
  })

  it('gives each frame its place, colour three samples a pixel', () => {
    const plan = planFrames(run({ pixel: rgb }), 'stored')
    expect(plan.slots.map(({ offset, length, samples }) => [offset, length, samples])).toEqual([[0, 6, 3], [6, 6, 3]])
    expect(planByteLength(plan)).toBe(12)
  })

  it('has the upright grid of a tilted stack', () => {
    const image = describePixels({ rows: 4, columns: 4, modalityLut: hounsfield })
    const series = describeSeries([image, image, image], uprightVolume(4, 4, 3, { sliceStepLpsMm: [0, 0.5, 1], tiltDeg: 27 }))
    const plan = planFrames(series, 'volume')
    expect(plan.geometry?.dimensions).toEqual([4, 6, 3])
    expect(plan.slots[1]).toMatchObject({ offset: 24, length: 24 })
    expect(plan.fill).toBe(-1024)
  })

  it('has no grid where a slice is there twice', () => {
    const image = describePixels({ rows: 1, columns: 2 })
    expect(planFrames(describeSeries([image, image, image], uprightVolume(2, 1, 2)), 'volume').geometry).toBeNull()
  })
})

describe('an overlay in the unused high bits of the pixels', () => {
  const twelve = { bitsAllocated: 16, bitsStored: 12, highBit: 11 }
  it.each([['unsigned', false, [0x0abc, 0x0fff], [0x0abc, 0x0fff]], ['signed', true, [0x07ff, 0x0800], [2047, -2048]]] as const)('leaves %s grey values as they would be without it', (_name, signed, greys, expected) => {
    const shown = (overlay: number): number[] => {
      const series = run({ pixel: { ...twelve, signed } })
      const plan = planFrames(series, 'stored')
      const [image] = series.images
      const [slot] = plan.slots
      if (image === undefined || slot === undefined) throw new Error('No frame')
      const values = viewValues(plan.element, new ArrayBuffer(planByteLength(plan)))
      new Uint8Array(values.buffer).set(new Uint8Array(Uint16Array.from(greys, grey => grey | overlay).buffer))
      finishInPlace(plan, slot, image, values)
      return [...values.subarray(0, 2)]
    }
    expect([0, 0x1000, 0x8000, 0xf000].map(shown)).toEqual([expected, expected, expected, expected])
  })
})

describe('frames streamed to their place', () => {
  const inPlace = (fields: Fields, stored: readonly number[]): number[] => {
    const series = stack(fields)
    const plan = planFrames(series, 'volume')
    const [image] = series.images
    const slot = plan.slots[1]
    if (image === undefined || slot === undefined || !canWriteInPlace(plan, image)) throw new Error('Not in place')
    const values = viewValues(plan.element, new ArrayBuffer(planByteLength(plan)))
    new Uint8Array(values.buffer, slot.offset * values.BYTES_PER_ELEMENT).set(new Uint8Array(Uint16Array.from(stored).buffer))
    finishInPlace(plan, slot, image, values)
    return [...values]
  }
  const cases: readonly (readonly [string, Fields, readonly number[], readonly number[]])[] = [
    ['unsigned become Hounsfield units', { modalityLut: hounsfield }, [0, 2000], [-1024, 976]],
    ['rubbish in high bits goes', { modalityLut: hounsfield, pixel: { bitsStored: 12, highBit: 11 } }, [0xf000, 0x17d0], [-1024, 976]],
    ['signed of 12 bits are extended', { modalityLut: { ...hounsfield, intercept: 0 }, pixel: { bitsStored: 12, highBit: 11, signed: true } }, [0x0fff, 0x0800], [-1, -2048]],
    ['padding below the range stays at its end', { modalityLut: hounsfield, pixel: { signed: true } }, [0x8000, 5], [-32768, -1019]],
    ['values above the range stay at its end', { modalityLut: { ...hounsfield, intercept: 100 } }, [65535, 5], [32767, 105]],
    ['without a rescale nothing is touched', {}, [7, 65535], [7, 65535]],
  ]
  it.each(cases)('%s', (_name, fields, stored, expected) => {
    expect(inPlace(fields, stored)).toEqual([0, 0, ...expected])
  })

  it.each([
    ['encoded', { transferSyntaxUid: '1.2.840.10008.1.2.5' }], ['big-endian', { transferSyntaxUid: '1.2.840.10008.1.2.2' }],
    ['with a slope', { modalityLut: { ...hounsfield, slope: 2 } }], ['of 8 bits signed', { pixel: { bitsAllocated: 8, bitsStored: 8, highBit: 7, signed: true } }],
  ])('are not those %s', (_name, fields) => {
    const series = stack(fields)
    const image = series.images[0] ?? describePixels({})
    expect(canWriteInPlace(planFrames(series, 'volume'), image)).toBe(false)
  })

  it('of one object have each its own rescale', () => {
    const twoFrames = describePixels({ rows: 1, columns: 2, frames: 2, modalityLut: hounsfield, modalityLutFrames: [hounsfield, { ...hounsfield, intercept: -1000 }] })
    const plan = planFrames(describeSeries([twoFrames], uprightVolume(2, 1, 2)), 'volume')
    const values = viewValues(plan.element, new ArrayBuffer(planByteLength(plan)))
    values.fill(100)
    for (const slot of plan.slots) finishInPlace(plan, slot, twoFrames, values)
    expect([...values]).toEqual([-924, -924, -900, -900])
  })

  it('that fail show as air', () => {
    const series = stack({ modalityLut: hounsfield })
    const plan = planFrames(series, 'volume')
    const values = viewValues(plan.element, new ArrayBuffer(planByteLength(plan)))
    const slot = plan.slots[0]
    if (slot !== undefined) writeEmpty(plan, slot, values)
    expect([...values]).toEqual([-1024, -1024, 0, 0])
  })
})

describe('frames that are decoded', () => {
  const decode = async (images: readonly ImageDescription[], target: FrameTarget, frame: number, bytes: Uint8Array, isShared: boolean) => {
    const series = describeSeries(images, target === 'volume' ? uprightVolume(2, 1, images.length) : null)
    const plan = planFrames(series, target)
    const shared = isShared ? new SharedArrayBuffer(planByteLength(plan)) : null
    const posted: FromWorker[] = []
    const reports = createFrameReports((message) => posted.push(message))
    await createFrameStore({ plan, images: series.images, shared, codecBase: '' }, reports).decode(createNodeDecoder(), frame, bytes)
    reports.flush()
    return { posted, values: shared === null ? null : [...viewValues(plan.element, shared)], plan }
  }
  const image = describePixels({ rows: 1, columns: 2, transferSyntaxUid: '1.2.840.10008.1.2.2', modalityLut: { ...hounsfield, slope: 0.5, intercept: 1 } })

  it('go to their place in shared memory', async () => {
    const { posted, values } = await decode([image, image], 'volume', 1, Uint8Array.of(0, 3, 0, 10), true)
    expect(values).toEqual([0, 0, 2.5, 6])
    expect(posted).toEqual([{ kind: 'frames', loaded: [1], failed: [], pixels: [] }])
  })

  it('are handed over where memory cannot be shared', async () => {
    const { posted, plan } = await decode([image, image], 'volume', 1, Uint8Array.of(0, 3, 0, 10), false)
    const [message] = posted
    const arrived = message?.kind === 'frames' ? message.pixels.map(({ frame, values }) => [frame, [...viewValues(plan.element, values)]]) : null
    expect(arrived).toEqual([[1, [2.5, 6]]])
  })

  it('report what is wrong with them, and which they are', async () => {
    const { posted } = await decode([image, image], 'volume', 1, Uint8Array.of(0, 3), true)
    expect(posted).toMatchObject([{ loaded: [], failed: [{ frame: 1, reason: expect.stringContaining('2 bytes') }] }])
  })

  it('turn palettes into RGB', async () => {
    const palette = { firstMapped: 0, bits: 8, red: [1, 2], green: [3, 4], blue: [5, 6] }
    const coloured = describePixels({ rows: 1, columns: 2, pixel: { bitsAllocated: 8, bitsStored: 8, highBit: 7, photometricInterpretation: 'PALETTE COLOR', palette } })
    const { values } = await decode([coloured], 'stored', 0, Uint8Array.of(1, 0), true)
    expect(values).toEqual([2, 4, 6, 1, 3, 5])
  })
})
