import { describe, expect, it } from 'vitest'
import type { FrameDrawing } from '#renderer/viewports/frameLayer.ts'
import { boxesOf, overlapArea, type Box } from '#renderer/viewports/overlay/labelPlace.ts'
import type { Mark } from '#renderer/viewports/overlay/displayList.ts'
import type { MeasurementShape } from '#shared/measurement/measurement.ts'
import { heldPoints, movedShape, wholeGrip } from './grips.ts'
import { measureMarks, type DrawnMeasurement } from './overlay.ts'

const badge = { text: 'EST', look: 'dashed', caution: true } as const
const view = (taken: readonly Box[] = [], mode: 'native' | 'subtracted' = 'native', sizePx: [number, number] = [600, 400]): FrameDrawing => ({
  frame: 0, mode, taken, scale: { rem: 16, large: true }, calibration: { unit: 'mm', perColumn: 0.2, perRow: 0.2, badge, note: '', errorPercent: 7, regionsPx: null },
  camera: { focalPoint: [150, 100, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 100, sizePx }, toScreen: ([x, y]) => [x * 2, y * 2],
})
const length: MeasurementShape = { kind: 'length', pointsPx: [[100, 100], [150, 100]] }
const drawn = (shape: MeasurementShape, fields: Partial<DrawnMeasurement> = {}): DrawnMeasurement => ({ shape, label: '', chosen: false, badge, figures: { main: '10.0 mm', more: null, needsBadge: true }, ...fields })
const words = (marks: readonly Mark[]): readonly string[] => marks.flatMap(mark => (mark.kind === 'chip' ? [mark.spans.map(({ text }) => text).join(' ')] : []))

describe('a measurement on the screen', () => {
  it('is a line between its points with a caliper across each end', () => {
    const [line, one, other] = measureMarks(view(), [drawn(length)])
    expect(line).toMatchObject({ kind: 'line', points: [[200, 200], [300, 200]] })
    expect([one, other]).toMatchObject([{ points: [[200, 193], [200, 207]] }, { points: [[300, 207], [300, 193]] }])
  })
  it('says its value with the badge of the calibration, an angle without', () => {
    expect(words(measureMarks(view(), [drawn(length), drawn({ kind: 'angle', pointsPx: [[10, 10], [20, 20], [30, 10]] }, { figures: { main: '90.0°', more: null, needsBadge: false }, label: 'Tilt' })]))).toEqual(['10.0 mm EST', 'Tilt 90.0°'])
  })
  it('says that the values of a region are not those of a subtraction', () => {
    const region = drawn({ kind: 'region', pointsPx: [[20, 20], [60, 50]] }, { figures: { main: 'mean 39.3 ± 2.9', more: '20.1 mm²', needsBadge: true } })
    expect(words(measureMarks(view([], 'subtracted'), [region]))).toEqual(['native mean 39.3 ± 2.9 20.1 mm² EST'])
  })
  it('keeps its words off what is written and drawn already', () => {
    const taken: readonly Box[] = [{ x: 310, y: 180, width: 200, height: 40 }]
    const marks = measureMarks(view(taken), [drawn(length), drawn({ kind: 'length', pointsPx: [[100, 105], [150, 105]] })])
    const chips = marks.filter(mark => mark.kind === 'chip').map(mark => boxesOf([mark])[0])
    const [one, other] = chips
    if (one === undefined || other === undefined || taken[0] === undefined) throw new Error('Both have words.')
    expect([overlapArea(one, taken[0]), overlapArea(other, taken[0]), overlapArea(one, other)]).toEqual([0, 0, 0])
  })
  it('points an arrow at what is meant: the head at the first point, the words at the tail', () => {
    const marks = measureMarks(view(), [drawn({ kind: 'arrow', pointsPx: [[100, 100], [140, 100]] }, { figures: null, label: 'Tip' })])
    expect(marks.find(mark => mark.kind === 'polygon')).toMatchObject({ points: [[200, 200], expect.anything(), expect.anything()] })
    expect(marks.find(mark => mark.kind === 'chip')).toMatchObject({ anchor: 'middleStart' })
  })
})

describe('a shape in the hand', () => {
  it('moves by a point, or as a whole by its middle', () => {
    expect(movedShape(length, 1, [160, 110])).toEqual({ kind: 'length', pointsPx: [[100, 100], [160, 110]] })
    expect(wholeGrip(length)).toEqual([125, 100])
    expect(movedShape(length, 'whole', [130, 90])).toEqual({ kind: 'length', pointsPx: [[105, 90], [155, 90]] })
  })
  it('of many points has no handle on each, and still moves', () => {
    const line: MeasurementShape = { kind: 'freehand', closed: false, pointsPx: Array.from({ length: 101 }, (_, at): [number, number] => [at, 0]) }
    expect([heldPoints(line).length, wholeGrip(line)]).toEqual([0, [50, 0]])
    const moved = movedShape(line, 'whole', [52, 3])
    expect([moved.pointsPx[0], moved.pointsPx.length]).toEqual([[2, 3], 101])
  })
})
