import { describe, expect, it } from 'vitest'
import { findBody } from './bodyMask.ts'
import { BoneSurface, type BoneCamera } from './boneSurface.ts'
import { gridFrame, indexToLps, type HuVolume } from './huVolume.ts'
import { NearBody } from './nearBody.ts'

const SKIN_MM = 60
/** Under a scalp of 2 mm. */
const SKULL_MM = 58
const REST_FROM_MM = 72
const fromBehind: BoneCamera = { right: [-1, 0, 0], down: [0, 0, -1], towardsViewer: [0, 1, 0], focalPoint: [0, 0, 0], halfHeightMm: 30 }

/** A round head along z with its skull, and 12 mm behind it a head rest as dense as bone. */
function headOnRest(tiltDeg: number, withRest: boolean): HuVolume {
  const tilt = tiltDeg * Math.PI / 180
  const geometry: HuVolume['geometry'] = {
    dimensions: [170, 170, 40], spacingMm: [1, 1, 2 * Math.cos(tilt)], originLpsMm: [-85, -85 * Math.cos(tilt), 85 * Math.sin(tilt) - 40],
    directionLps: [1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt), 0, Math.sin(tilt), Math.cos(tilt)], sliceStepLpsMm: [0, 0, 2],
  }
  const frame = gridFrame(geometry)
  const values = new Int16Array(170 * 170 * 40)
  for (let at = 0; at < values.length; at += 1) {
    const [x, y] = indexToLps(frame, at % 170, Math.floor(at / 170) % 170, Math.floor(at / (170 * 170)))
    const r = Math.hypot(x, y)
    values[at] = r < SKULL_MM - 5 ? 30 : r < SKULL_MM ? 1000 : r < SKIN_MM ? 20 : withRest && y > REST_FROM_MM && y < REST_FROM_MM + 4 ? 600 : -1000
  }
  return { geometry, values, toHu: { slope: 1, intercept: 0 } }
}

function nearBodyOf(volume: HuVolume): NearBody {
  const body = findBody(volume)
  if (body === null) throw new Error('A head is a body.')
  return new NearBody(volume, body)
}

describe.each([0, 12])('a head on a head rest, gantry tilted by %i degrees', (tiltDeg) => {
  const volume = headOnRest(tiltDeg, true)
  it('from behind shows the skull, where without the body the head rest hides it', () => {
    const middle = 30 * 60 + 30
    expect(new BoneSurface(volume, null).draw(fromBehind, 60, 60, 300).depthMm[middle]).toBeGreaterThan(REST_FROM_MM)
    expect(Math.abs((new BoneSurface(volume, nearBodyOf(volume)).draw(fromBehind, 60, 60, 300).depthMm[middle] ?? NaN) - SKULL_MM)).toBeLessThan(1)
  })
  it('loses no bone that lies right under the skin', () => {
    const alone = headOnRest(tiltDeg, false)
    const camera = { ...fromBehind, halfHeightMm: 75 }
    const whole = new BoneSurface(alone, null).draw(camera, 150, 150, 300)
    expect(whole.light.filter((value) => value > 0).length).toBeGreaterThan(5_000)
    expect(new BoneSurface(alone, nearBodyOf(alone)).draw(camera, 150, 150, 300)).toEqual(whole)
  })
})
