import { describe, expect, it } from 'vitest'
import { uprightVolume } from '#test/builders/series.ts'
import { planUnshearing, resampleSheared } from './shearedStack.ts'

const tilted = (shiftColumnMm: number, shiftRowMm: number) => uprightVolume(8, 6, 5, { sliceStepLpsMm: [shiftColumnMm, shiftRowMm, 1], tiltDeg: 10 })

describe('standing a tilted stack upright', () => {
  it('leaves an upright stack alone', () => {
    expect(planUnshearing(uprightVolume(8, 6, 5))).toBeNull()
  })

  it('leaves an oblique but unsheared stack alone', () => {
    const c = Math.SQRT1_2
    expect(planUnshearing(uprightVolume(8, 6, 5, { directionLps: [1, 0, 0, 0, c, c, 0, -c, c], sliceStepLpsMm: [0, -c, c] }))).toBeNull()
  })

  it('widens the grid so that every slice keeps all its pixels', () => {
    const plan = planUnshearing(tilted(0, 0.5))
    // Half a millimetre a slice is one row a slice: four rows over five slices.
    expect(plan?.geometry.dimensions).toEqual([8, 10, 5])
    expect(plan?.geometry.originLpsMm).toEqual([0, 0, 0])
    expect(plan?.geometry.sliceStepLpsMm).toEqual([0, 0, 1])
    expect(plan?.geometry.tiltDeg).toBe(0)
  })

  it('moves the origin where slices drift towards lower rows', () => {
    const plan = planUnshearing(tilted(-0.5, 0))
    expect(plan?.geometry.dimensions).toEqual([12, 6, 5])
    expect(plan?.geometry.originLpsMm).toEqual([-2, 0, 0])
  })

  it.each([[0, 0.5], [-0.5, 0.25], [0.3, -0.4], [0.07, 0]])('puts a value that is linear in the patient where the patient has it (%f, %f)', (shiftColumn, shiftRow) => {
    const volume = tilted(shiftColumn, shiftRow)
    const plan = planUnshearing(volume)
    if (plan === null) throw new Error('The stack is tilted')
    const field = (x: number, y: number, z: number): number => 3 * x - 5 * y + 7 * z + 100
    const [columns, rows] = plan.geometry.dimensions
    let inside = 0
    for (let slice = 0; slice < 5; slice += 1) {
      const source = Float32Array.from({ length: 48 }, (_, at) => field((at % 8) * 0.5 + slice * shiftColumn, Math.floor(at / 8) * 0.5 + slice * shiftRow, slice))
      const target = new Float32Array(columns * rows)
      resampleSheared(source, { columns: 8, rows: 6 }, plan, slice, target, -1024, false)
      target.forEach((value, at) => {
        if (value === -1024) return
        inside += 1
        const origin = plan.geometry.originLpsMm
        expect(value).toBeCloseTo(field(origin[0] + (at % columns) * 0.5, origin[1] + Math.floor(at / columns) * 0.5, slice), 3)
      })
    }
    expect(inside).toBeGreaterThanOrEqual(5 * 7 * 5)
  })

  it('keeps values bit for bit where slices move by whole pixels', () => {
    const plan = planUnshearing(tilted(0, 0.5))
    if (plan === null) throw new Error('The stack is tilted')
    const source = Int16Array.from({ length: 48 }, (_, at) => at * 17 - 300)
    const target = new Int16Array(80)
    resampleSheared(source, { columns: 8, rows: 6 }, plan, 3, target, -1024, true)
    expect([...target.subarray(24, 72)]).toEqual([...source])
    expect([...target.subarray(0, 24), ...target.subarray(72)].every((value) => value === -1024)).toBe(true)
  })
})
