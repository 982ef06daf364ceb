import { beforeAll, describe, expect, it } from 'vitest'
import { defaultParameters } from '#sample-dicom/phantom/parameters.ts'
import type { Grid } from '#sample-dicom/sampling/grid.ts'
import { paintPhantom, turnHeader, volumeOf } from '#test/builders/phantomScan.ts'
import { checkAnatomy } from './anatomyCheck.ts'
import type { HuVolume } from './huVolume.ts'

const grid: Grid = { size: [100, 110, 84], spacingMm: 2, first: [-99, -122, -100], brickEdge: 4 }
let closed: HuVolume, open: HuVolume
beforeAll(() => {
  closed = volumeOf(grid, paintPhantom({ ...defaultParameters, jawDeg: 2 }, grid))
  open = volumeOf(grid, paintPhantom(defaultParameters, grid))
}, 60_000)

/** The slices from one height to another. */
function between(volume: HuVolume, fromMm: number, toMm: number): HuVolume {
  const plane = grid.size[0] * grid.size[1]
  const first = Math.round((fromMm - grid.first[2]) / grid.spacingMm), last = Math.round((toMm - grid.first[2]) / grid.spacingMm)
  const [x, y] = volume.geometry.originLpsMm
  return { ...volume, values: volume.values.slice(first * plane, (last + 1) * plane), geometry: { ...volume.geometry, dimensions: [grid.size[0], grid.size[1], last - first + 1], originLpsMm: [x, y, grid.first[2] + first * grid.spacingMm] } }
}

const verdicts = (volume: HuVolume): readonly string[] => { const { anteroPosterior, headFeet } = checkAnatomy(volume); return [anteroPosterior.verdict, headFeet.verdict] }

describe('the check of the letters by anatomy', () => {
  it.each(['closed', 'open'] as const)('agrees with a right header and contradicts a turned one, mouth %s', (mouth) => {
    const scan = mouth === 'closed' ? closed : open
    expect([verdicts(scan), verdicts(turnHeader(scan, 'z')), verdicts(turnHeader(scan, 'y')), verdicts(turnHeader(scan, 'x'))])
      .toEqual([['agrees', 'agrees'], ['disagrees', 'agrees'], ['agrees', 'disagrees'], ['disagrees', 'disagrees']])
  })

  it('says why, and that LEFT and RIGHT are wrong as well', () => {
    const { anteroPosterior } = checkAnatomy(turnHeader(closed, 'z'))
    expect(anteroPosterior.reason).toContain('LEFT and RIGHT are wrong as well')
  })

  it.each([['a few slices', -6, 6], ['a piece of neck without chin', -96, -70], ['the brain only', 56, 66]] as const)('is never wrong on %s', (_name, from, to) => {
    const scan = between(closed, from, to)
    expect(verdicts(scan)).not.toContain('disagrees')
    expect(verdicts(turnHeader(scan, 'x'))).not.toContain('agrees')
  })

  it('cannot tell head from feet on a short piece, nor anything in air', () => {
    expect(checkAnatomy(between(closed, -6, 6)).headFeet.verdict).toBe('cannotTell')
    expect(verdicts({ ...closed, values: new Int16Array(closed.values.length).fill(-1000) })).toEqual(['cannotTell', 'cannotTell'])
  })
})
