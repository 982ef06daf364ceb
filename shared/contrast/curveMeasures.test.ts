import { describe, expect, it } from 'vitest'
import { curvesToCsv } from './curveCsv.ts'
import { measureCurve, type TimeCurve } from './curveMeasures.ts'
import { meanOver, meanOverMoved, pixelsOfEllipse } from './regionMean.ts'

const jitter = (frame: number): number => 0.001 * Math.sin(frame * 12.9898) * 1.2
const curveOf = (heights: readonly number[], stepMs: number | null = 100): TimeCurve => ({
  timesMs: stepMs === null ? [] : heights.map((_, frame) => frame * stepMs), values: heights.map((height, frame) => height + jitter(frame)),
})
const masks = [0, 1, 2, 3]
/** Rises over frames 5 to 9 and falls by half every three frames from 10 on. */
const washesOut = Array.from({ length: 40 }, (_, frame) => (frame < 5 ? 0 : frame < 10 ? (frame - 4) * 0.2 : 0.5 ** ((frame - 9) / 3)))
const persists = Array.from({ length: 40 }, (_, frame) => (frame < 6 ? 0 : Math.min(1, (frame - 5) * 0.1)))

describe('a time-intensity curve', () => {
  it('that comes and goes has every figure', () => {
    const measured = measureCurve(curveOf(washesOut), masks)
    expect([measured.onsetFrame.value, measured.peakFrame.value, measured.onsetMs.value, measured.timeToPeakMs.value]).toEqual([5, 9, 500, 400])
    expect(measured.peakValue.value).toBeCloseTo(1, 2)
    expect(measured.retainedFraction.value).toBeCloseTo(0.5 ** 10, 2)
    expect(measured.washoutHalfTimeMs.value ?? NaN).toBeCloseTo(300, -1)
    // Half of the peak is passed at frame 6.5 and at frame 12.
    expect(Math.abs((measured.widthMs.value ?? NaN) - 550)).toBeLessThan(6)
  })

  it('that stays has no wash-out and says why; its peak is the first frame that reaches it', () => {
    const measured = measureCurve(curveOf(persists), masks)
    expect(measured.onsetFrame.value).toBe(6)
    expect([15, 16]).toContain(measured.peakFrame.value)
    expect(measured.retainedFraction.value).toBeCloseTo(1, 2)
    expect(measured.washoutHalfTimeMs).toEqual({ value: null, reason: 'It has not fallen to half of its peak when the run ends.' })
  })

  it('of one high frame has its onset there', () => {
    const flash = Array.from({ length: 20 }, (_, frame) => (frame === 12 ? 0.1 : 0))
    const measured = measureCurve(curveOf(flash), masks)
    expect([measured.onsetFrame.value, measured.peakFrame.value]).toEqual([12, 12])
    expect(Math.abs(measured.retainedFraction.value ?? NaN)).toBeLessThan(0.05)
  })

  it('of noise alone has no figure at all', () => {
    const measured = measureCurve(curveOf(new Array<number>(30).fill(0)), masks)
    expect(Object.values(measured).map(({ value }) => value)).toEqual(new Array(8).fill(null))
    expect(measured.onsetFrame.reason).toMatch(/above the noise/)
  })

  it('without times is told in frames only', () => {
    const measured = measureCurve(curveOf(washesOut, null), masks)
    expect([measured.onsetFrame.value, measured.peakFrame.value, measured.timeToPeakMs.value, measured.washoutHalfTimeMs.value]).toEqual([5, 9, null, null])
    expect(measured.washoutHalfTimeMs.reason).toMatch(/no frame times/)
  })

  it('goes by the true times, evenly spaced or not', () => {
    const uneven: TimeCurve = { timesMs: [0, 50, 100, 150, 1000, 1400, 1500], values: [0, 0, 0, 0, 1, 0.75, 0.25] }
    expect(measureCurve(uneven, [0, 1, 2]).washoutHalfTimeMs.value).toBeCloseTo(450, 6)
  })

  it('is a table with quoted names that no spreadsheet takes for a formula', () => {
    const text = curvesToCsv([{ name: 'joint "R"', curve: { timesMs: [0, 125], values: [0, 0.1234567] } }, { name: '=1+1', curve: { timesMs: [0, 125], values: [1, 2] } }])
    expect(text).toBe('frame,time_ms,"joint ""R""","\'=1+1"\r\n1,0,0,1\r\n2,125,0.123457,2\r\n')
  })
})

describe('a region', () => {
  it('holds the pixels whose centres lie in its ellipse', () => {
    expect([...pixelsOfEllipse({ centre: [3, 2], radiiPx: [2, 1] }, 7, 5).indexes]).toEqual([10, 15, 16, 17, 18, 19, 24])
    expect(pixelsOfEllipse({ centre: [-9, 2], radiiPx: [2, 1] }, 7, 5).indexes.length).toBe(0)
    expect([...pixelsOfEllipse({ centre: [0, 0], radiiPx: [1, 1] }, 7, 5).indexes]).toEqual([0, 1, 7])
    const closed = new Uint8Array(35)
    closed[17] = 1
    expect([...pixelsOfEllipse({ centre: [3, 2], radiiPx: [1, 1] }, 7, 5, closed).indexes]).toEqual([10, 16, 18, 24])
  })

  it('follows the patient by parts of a pixel', () => {
    const ramp = Float32Array.from({ length: 400 }, (_, at) => 3 * (at % 20) + 10 * Math.floor(at / 20))
    const region = pixelsOfEllipse({ centre: [9, 9], radiiPx: [3, 3] }, 20, 20)
    expect(meanOver(ramp, region)).toBeCloseTo(117, 6)
    expect(meanOverMoved(ramp, region, [0.5, -1.25])).toBeCloseTo(117 + 5 - 3.75, 5)
  })
})
