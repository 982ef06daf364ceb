import { describe, expect, it } from 'vitest'
import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import { toRadians } from './angles.ts'
import { stackSlices, type Slice } from './volumes.ts'

const TOLERANCE_MM = 1e-9
const plane = (positionLpsMm: [number, number, number], over: Partial<ImagePlane> = {}): ImagePlane => ({
  positionLpsMm, rowDirectionLps: [1, 0, 0], columnDirectionLps: [0, 1, 0], rowSpacingMm: 0.5, columnSpacingMm: 0.4, ...over,
})
const slice = (z: number, over: Partial<Slice> = {}): Slice => ({ rows: 10, columns: 12, plane: plane([-3, -4, z]), frameOfReferenceUid: '1.2', ...over })
const codes = (slices: readonly Slice[]) => stackSlices(slices).problems.map((problem) => problem.code)

describe('stacking slices', () => {
  it('orders by position, whatever the file order, and measures the grid from positions', () => {
    const { geometry, order, problems } = stackSlices([slice(4), slice(0), slice(2), slice(6)])
    expect(order).toEqual([1, 2, 0, 3])
    expect(problems).toEqual([])
    expect(geometry).toMatchObject({ dimensions: [12, 10, 4], spacingMm: [0.4, 0.5, 2], originLpsMm: [-3, -4, 0], sliceStepLpsMm: [0, 0, 2], tiltDeg: 0, directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1] })
  })

  it('keeps the patient frame of a prone scan with the back up: the normal stays towards the head', () => {
    const prone = (z: number): Slice => slice(z, { plane: plane([99, 80, z], { rowDirectionLps: [-1, 0, 0], columnDirectionLps: [0, -1, 0] }) })
    const { geometry } = stackSlices([prone(1), prone(0), prone(2)])
    expect(geometry?.directionLps.map(Math.abs)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1])
    expect(geometry?.directionLps.slice(6)).toEqual([-0, 0, 1].map((value) => expect.closeTo(value, 9)))
    expect(geometry?.originLpsMm).toEqual([99, 80, 0])
  })

  it('finds the tilt of a sheared stack and keeps the step between slices', () => {
    const tilt = toRadians(15)
    const tilted = (z: number): Slice => slice(z, { plane: plane([0, 0, z], { columnDirectionLps: [0, Math.cos(tilt), -Math.sin(tilt)] }) })
    const { geometry, problems } = stackSlices([0, 1, 2, 3].map(tilted))
    expect(geometry?.tiltDeg).toBeCloseTo(15, 6)
    expect(geometry?.sliceStepLpsMm).toEqual([0, 0, 1].map((value) => expect.closeTo(value, 9)))
    expect(Math.abs((geometry?.spacingMm[2] ?? 0) - Math.cos(tilt))).toBeLessThan(TOLERANCE_MM)
    expect(problems).toMatchObject([{ code: 'TILTED', blocksPlanning: false }])
  })

  it.each([
    ['one slice missing', [0, 1, 2, 4, 5], 'MISSING_SLICE', 'Slice 4 is missing (gap 2.0 mm)'],
    ['two slices missing', [0, 1, 4, 5, 6], 'MISSING_SLICE', 'Slices 3 to 4 are missing (gap 3.0 mm)'],
    ['uneven spacing', [0, 1, 2.4, 3.4], 'UNEVEN_SPACING', '1.00 to 1.40 mm'],
    ['one position twice', [0, 1, 1, 2, 3], 'DUPLICATE_POSITION', '1 of 5 images'],
  ] as const)('refuses planning on %s, with the reason', (_name, positions, code, words) => {
    const { problems, geometry } = stackSlices(positions.map((z) => slice(z)))
    expect(problems).toMatchObject([{ code, blocksPlanning: true }])
    expect(problems[0]?.message).toContain(words)
    expect(geometry?.spacingMm[2]).toBeCloseTo(1, 9)
  })

  it('refuses planning on slices that are shifted sideways', () => {
    const shifted = [0, 1, 2, 3].map((z) => slice(z, { plane: plane([z === 2 ? 5 : 0, 0, z]) }))
    expect(codes(shifted)).toEqual(['UNEVEN_SPACING'])
  })

  it('accepts positions rounded to hundredths of a millimetre', () => {
    expect(codes([0, 0.63, 1.25, 1.88, 2.5, 3.13].map((z) => slice(z)))).toEqual([])
  })

  it('leaves out a localiser and says so, without blocking planning', () => {
    const localiser = slice(0, { plane: plane([0, 0, 0], { rowDirectionLps: [0, 1, 0], columnDirectionLps: [0, 0, -1] }) })
    const { leftOut, order, problems } = stackSlices([localiser, slice(0), slice(1), slice(2)])
    expect(order).toEqual([1, 2, 3])
    expect(leftOut).toEqual([0])
    expect(problems).toEqual([{ code: 'MIXED_ORIENTATION', message: '1 image is left out: it has another orientation.', blocksPlanning: false }])
  })

  it('leaves out images of another size', () => {
    expect(codes([slice(0), slice(1), slice(2), slice(3, { rows: 20 })])).toEqual(['MIXED_SIZE'])
  })

  it.each([
    ['no position at all', [slice(0, { plane: null }), slice(1, { plane: null }), slice(2, { plane: null })], 'NO_POSITION'],
    ['no pixel spacing', [0, 1, 2].map((z) => slice(z, { plane: plane([0, 0, z], { rowSpacingMm: null }) })), 'NO_SPACING'],
    ['two slices', [slice(0), slice(1)], 'TOO_FEW_SLICES'],
    ['nothing', [], 'NO_POSITION'],
  ] as const)('makes no volume of %s', (_name, slices, code) => {
    expect(stackSlices(slices)).toMatchObject({ geometry: null, problems: [{ code, blocksPlanning: true }] })
  })

  it('refuses planning on two frames of reference', () => {
    expect(codes([slice(0), slice(1), slice(2, { frameOfReferenceUid: '1.3' })])).toEqual(['MIXED_FRAME_OF_REFERENCE'])
  })
})
