import { describe, expect, it } from 'vitest'
import { runSeconds } from '../case-definitions/exposures.ts'
import { contrastLineIntegrals } from '../fluoroscopy/contrastImage.ts'
import { views } from '../fluoroscopy/views.ts'
import { defaultParameters } from '../phantom/parameters.ts'
import { contrastVolumeMl, type PartName } from './pattern.ts'
import { contrastPattern, type SpreadName } from './patterns.ts'

const patternOf = (spread: SpreadName) => contrastPattern(spread, 'R', defaultParameters)
const partOf = (spread: SpreadName, name: PartName) => patternOf(spread).filter(part => part.name === name)
const peak = (spread: SpreadName, view: 'PA' | 'LAT', seconds: number) =>
  contrastLineIntegrals(patternOf(spread), seconds, views[view]).reduce((most, value) => Math.max(most, value), 0)

describe('the artery flash', () => {
  it('is in the artery at 1.000 and 1.125 s and at no other frame', () => {
    const artery = partOf('arteryFlash', 'vertebralArtery')
    const volumes = runSeconds.map(seconds => contrastVolumeMl(artery, seconds))
    const most = Math.max(...volumes)
    expect(runSeconds.filter((_, frame) => (volumes[frame] ?? 0) > 0.02 * most)).toEqual([1, 1.125])
  })
})

describe('contrast over time', () => {
  it.each(['arthrogram', 'arteryFlash', 'epidural', 'capsularLeak', 'venousRunOff'] as const)('%s: the mask frames are without contrast', spread => {
    expect(runSeconds.slice(0, 4).map(seconds => contrastVolumeMl(patternOf(spread), seconds))).toEqual([0, 0, 0, 0])
  })

  it.each([
    ['arthrogram', 'joint', 1], ['epidural', 'epiduralSpace', 1], ['capsularLeak', 'softTissue', 1], ['venousRunOff', 'veins', 0.08], ['arteryFlash', 'vertebralArtery', 0],
  ] as const)('%s: the %s keeps %s of its peak at 5 s', (spread, name, expected) => {
    const part = partOf(spread, name)
    const most = Math.max(...Array.from({ length: 81 }, (_, n) => contrastVolumeMl(part, n / 16)))
    expect(contrastVolumeMl(part, 5) / most).toBeCloseTo(expected, 1)
  })

  it.each([
    ['arthrogram', 'PA', 1.46, 3.5], ['arthrogram', 'LAT', 0.83, 3.5],
    ['capsularLeak', 'PA', 1.5, 3.5], ['capsularLeak', 'LAT', 1.6, 3.5],
    ['epidural', 'PA', 0.8, 3.5], ['epidural', 'LAT', 1, 3.5],
    ['arteryFlash', 'PA', 0.18, 1.125], ['arteryFlash', 'LAT', 0.2, 1.125],
  ] as const)('%s %s: the darkest spot is about %s deep', (spread, view, expected, seconds) => {
    expect(Math.abs(peak(spread, view, seconds) - expected)).toBeLessThan(0.18 * expected + 0.04)
  })

  it('lies on the left, mirrored, when the side is left', () => {
    const [right] = contrastPattern('arthrogram', 'R', defaultParameters), [left] = contrastPattern('arthrogram', 'L', defaultParameters)
    expect(left?.points[0]).toBeCloseTo(-(right?.points[0] ?? Number.NaN), 12)
  })
})
