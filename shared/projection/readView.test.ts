import { describe, expect, it } from 'vitest'
import { buildProjection } from '#test/builders/projectionImage.ts'
import { readView } from './readView.ts'

type Fields = Parameters<typeof buildProjection>[0]
const codes = (fields: Fields, frame = 0): readonly string[] => readView(buildProjection(fields), frame).gaps.map(({ code }) => code)
const field = { originPx: null, rotationDeg: null, horizontalFlip: null }

describe('the geometry of a view', () => {
  it('is what the header states', () => {
    expect(readView(buildProjection({ positioner: { primaryDeg: 180, secondaryDeg: 12 } }), 0)).toEqual({
      primaryDeg: 180, secondaryDeg: 12, sidMm: 1000, sodMm: 750, magnification: 1000 / 750, table: null, gaps: [], unusable: [],
      geometry: { primaryDeg: 180, secondaryDeg: 12, sidMm: 1000, sodMm: 750, columns: 512, rows: 512, columnSpacingMm: 0.3, rowSpacingMm: 0.3 },
    })
  })

  it.each<[string, Fields, readonly string[]]>([
    ['no angles at all', { positioner: null }, ['ANGLES_NOT_STATED']],
    ['one angle', { positioner: { secondaryDeg: null } }, ['ANGLES_NOT_STATED']],
    ['a primary angle of 270', { positioner: { primaryDeg: 270 } }, ['ANGLE_OUT_OF_RANGE']],
    ['a secondary angle of -95', { positioner: { secondaryDeg: -95 } }, ['ANGLE_OUT_OF_RANGE']],
    ['no distances', { projection: { sourceToDetectorMm: null, sourceToIsocentreMm: null } }, ['DISTANCES_NOT_STATED']],
    ['no distance to the isocentre', { projection: { sourceToIsocentreMm: null } }, ['DISTANCES_NOT_STATED']],
    ['a distance of zero', { projection: { sourceToDetectorMm: 0 } }, ['DISTANCES_IMPOSSIBLE']],
    ['a distance in centimetres', { projection: { sourceToDetectorMm: 100, sourceToIsocentreMm: 75 } }, ['DISTANCES_IMPOSSIBLE']],
    ['an isocentre behind the detector', { projection: { sourceToIsocentreMm: 1100 } }, ['DISTANCES_IMPOSSIBLE']],
    ['a magnification that is not that of the distances', { projection: { magnificationFactor: 1.2 } }, ['DISTANCES_CONTRADICT']],
    ['no pixel size at the detector', { projection: { imagerPixelSpacingMm: null } }, ['PIXEL_NOT_STATED']],
    ['a pixel size of zero', { projection: { imagerPixelSpacingMm: [0, 0.3] } }, ['PIXEL_NOT_STATED']],
    ['a pixel of half its size: not binned', { projection: { imagerPixelSpacingMm: [0.15, 0.15], fieldOfViewMm: [151] } }, ['FIELD_CONTRADICTS']],
    ['a pixel of twice its size', { projection: { imagerPixelSpacingMm: [0.6, 0.6], fieldOfViewMm: [151] } }, ['FIELD_CONTRADICTS']],
    ['a picture that was mirrored', { detectorPart: { ...field, horizontalFlip: true } }, ['PICTURE_TURNED']],
    ['a picture that was turned', { detectorPart: { ...field, rotationDeg: 90 } }, ['PICTURE_TURNED']],
    ['a part of the detector', { detectorPart: { ...field, originPx: [0, 128] } }, ['FIELD_OFF_CENTRE']],
    ['nothing at all', { positioner: null, projection: null }, ['ANGLES_NOT_STATED', 'DISTANCES_NOT_STATED', 'PIXEL_NOT_STATED']],
  ])('is not known from a header with %s', (_, fields, expected) => {
    expect(codes(fields)).toEqual(expected)
    expect(readView(buildProjection(fields), 0).geometry).toBeNull()
  })

  it.each<[string, Fields]>([
    ['a field that is masked round', { projection: { fieldOfViewMm: [151] } }],
    ['a field of rows and columns', { rows: 256, projection: { fieldOfViewMm: [76.8, 153.6] } }],
    ['a field that was not turned', { detectorPart: { ...field, rotationDeg: 0, horizontalFlip: false, originPx: [0, 0] } }],
    ['angles at the ends of their range', { positioner: { primaryDeg: -180, secondaryDeg: 90 } }],
  ])('is known with %s', (_, fields) => { expect(codes(fields)).toEqual([]) })

  it('keeps what is stated beside what is not', () => {
    expect(readView(buildProjection({ positioner: { primaryDeg: 200 }, projection: { sourceToIsocentreMm: null } }), 0)).toMatchObject({ primaryDeg: null, secondaryDeg: 0, sidMm: 1000, sodMm: null, magnification: null, unusable: ['primary'] })
  })
})

describe('the angles of a run whose C-arm moved', () => {
  const at = (positioner: NonNullable<NonNullable<Fields>['positioner']>, frame: number, frames = 5): number | string | null => {
    const reading = readView(buildProjection({ frames, positioner }), frame)
    return reading.gaps[0]?.code ?? reading.primaryDeg
  }
  it.each<[string, NonNullable<NonNullable<Fields>['positioner']>, readonly (number | string)[]]>([
    ['one step that counts for each frame', { primaryIncrementsDeg: [2], motion: 'DYNAMIC' }, [0, 2, 4, 6, 8]],
    ['a step for each frame, the first none', { primaryIncrementsDeg: [0, 2, 3, 0, -1] }, [0, 2, 5, 5, 4]],
    ['the steps between the frames', { primaryIncrementsDeg: [2, 3, 0, -1] }, [0, 2, 5, 5, 4]],
    ['steps of zero', { primaryIncrementsDeg: [0, 0, 0, 0, 0], motion: 'STATIC' }, [0, 0, 0, 0, 0]],
    ['no steps, and it stood still', { motion: 'STATIC' }, [0, 0, 0, 0, 0]],
    ['no steps, though it moved: only the first frame is known', { motion: 'DYNAMIC' }, [0, 'ANGLES_CONTRADICT', 'ANGLES_CONTRADICT', 'ANGLES_CONTRADICT', 'ANGLES_CONTRADICT']],
    ['steps, though it stood still', { primaryIncrementsDeg: [1], motion: 'STATIC' }, ['ANGLES_CONTRADICT', 'ANGLES_CONTRADICT']],
    ['a first step that is not none', { primaryIncrementsDeg: [2, 2, 2, 2, 2] }, ['ANGLES_CONTRADICT']],
    ['too few steps', { primaryIncrementsDeg: [0, 2] }, ['ANGLES_CONTRADICT']],
    ['steps beyond the range', { primaryDeg: 178, primaryIncrementsDeg: [2] }, [178, 180, 'ANGLE_OUT_OF_RANGE']],
  ])('follow %s', (_, positioner, expected) => { expect(expected.map((_each, frame) => at(positioner, frame))).toEqual(expected) })
})
