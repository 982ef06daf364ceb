import { describe, expect, it } from 'vitest'
import { projectPoint } from '#shared/projection/cArm.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import { sampleCases } from '../case-definitions/cases.ts'
import { views } from '../fluoroscopy/views.ts'
import { defaultParameters } from '../phantom/parameters.ts'
import { buildPhantom } from '../phantom/rows.ts'
import { jointTruth, midlineSkin, structuresTruth } from './anatomyTruth.ts'
import { caseTruth } from './caseTruth.ts'
import { distanceToRow, pointAlong } from './distanceToRow.ts'
import { needleRoutes, pathTruth } from './pathTruth.ts'

const phantom = buildPhantom(defaultParameters)
/** The specification gives points to 0.01 mm and clearances to 0.1 mm. */
const POINT_MM = 0.011
const CLEARANCE_MM = 0.11
/** The body is warped by at most 0.3 x 1.7 mm, and the paths leave it at an angle. */
const SKIN_MM = 0.8

const near = (actual: readonly number[] | null, expected: readonly number[], tolerance: number) => {
  expect(actual).toHaveLength(expected.length)
  actual?.forEach((value, axis) => { expect(Math.abs(value - (expected[axis] ?? Number.NaN)), `axis ${axis}: ${value}`).toBeLessThanOrEqual(tolerance) })
}

describe('the joint', () => {
  const joint = jointTruth(defaultParameters, 'R')
  it.each([
    ['medial end of the posterior line', joint.posteriorLine.medialLpsMm, [-9.56, 8.31, 4]],
    ['lateral end of the posterior line', joint.posteriorLine.lateralLpsMm, [-23.75, 8.31, -1.73]],
    ['first corner', joint.facetCornersLpsMm[0], [-9.58, 8.66, 4.04]],
    ['second corner', joint.facetCornersLpsMm[1], [-23.77, 8.66, -1.69]],
    ['third corner', joint.facetCornersLpsMm[2], [-8.63, -8.66, 1.69]],
    ['fourth corner', joint.facetCornersLpsMm[3], [-22.82, -8.66, -4.04]],
    ['medial end of the target band', joint.targetBand.medialLpsMm, [-19.02, 8.31, 0.18]],
    ['target on the line', joint.targetOnLineLpsMm, [-20.13, 7.32, -0.43]],
    ['normal', joint.normalLps, [-0.37, -0.146, 0.917]],
  ] as const)('has its %s where the specification says', (_name, actual, expected) => { near(actual ?? null, expected, POINT_MM) })

  it('is mirrored on the left', () => {
    const left = jointTruth(defaultParameters, 'L')
    expect(left.posteriorLine.lateralLpsMm).toEqual([-joint.posteriorLine.lateralLpsMm[0], joint.posteriorLine.lateralLpsMm[1], joint.posteriorLine.lateralLpsMm[2]])
  })
})

describe('the needle paths', () => {
  it.each([
    ['downTheBarrel', [-20.71, 68.24, 12.92], 64.3, [6.9, 8, 2.3, 0.7, 1.3]],
    ['posterior', [-23.93, 64.91, 8.75], 60.4, [7, 8.5, 2.3, 0.9, 1.4]],
    ['ctPosterolateral', [-39.91, 50.2, -0.32], 49.4, [6.9, 9.2, 3.3, 0.9, 1.3]],
  ] as const)('%s: tip, entry, length and clearances', (route, entry, lengthMm, clearances) => {
    const path = pathTruth(phantom, 'R', route)
    near(path.tipLpsMm, [-19.09, 5.34, -0.32], POINT_MM)
    near(path.entryLpsMm, entry, SKIN_MM)
    expect(Math.abs(path.lengthMm - lengthMm)).toBeLessThan(SKIN_MM)
    const { vertebralArtery, dura, ganglion, c1, c2 } = path.clearancesMm
    near([vertebralArtery, dura, ganglion, c1, c2], clearances, CLEARANCE_MM)
  })

  it.each(needleRoutes)('%s enters exactly at the painted skin', route => {
    expect(Math.abs(distanceToRow(phantom, 'body')(pathTruth(phantom, 'R', route).entryLpsMm))).toBeLessThan(1e-6)
  })

  it('are mirrored on the left but for the skin, which is not quite symmetric', () => {
    const right = pathTruth(phantom, 'R', 'posterior'), left = pathTruth(phantom, 'L', 'posterior')
    near(left.tipLpsMm, [-right.tipLpsMm[0], right.tipLpsMm[1], right.tipLpsMm[2]], 1e-9)
    near(left.entryLpsMm, [-right.entryLpsMm[0], right.entryLpsMm[1], right.entryLpsMm[2]], 2 * SKIN_MM)
  })

  it('start from the specified depth of skin in the midline', () => {
    near(midlineSkin(phantom).map(({ yMm }) => yMm), [59.2, 60.8, 64.5, 66.4, 68.5, 71.8], SKIN_MM)
  })
})

describe('the views', () => {
  const joint = jointTruth(defaultParameters, 'R')
  const tip = pathTruth(phantom, 'R', 'posterior').tipLpsMm
  it.each([
    ['PA', [339.76, 261.79], [359.11, 267.97], [295.94, 243.05]],
    ['LAT', [243.38, 247.84], [218.8, 259.47], [219.51, 233.61]],
  ] as const)('%s shows the tip and the ends of the joint at the specified pixels', (view, tipPx, lateralPx, medialPx) => {
    near(projectPoint(views[view], tip), tipPx, POINT_MM)
    near(projectPoint(views[view], joint.midlineOfFacets.lateralLpsMm), lateralPx, POINT_MM)
    near(projectPoint(views[view], joint.midlineOfFacets.medialLpsMm), medialPx, POINT_MM)
  })
})

describe('the truth of a case', () => {
  it('gives the arteries as tubes with which the clearance comes out as painted', () => {
    const [right] = structuresTruth(defaultParameters)
    const path = pathTruth(phantom, 'R', 'posterior')
    if (right === undefined) throw new Error('No artery')
    const least = Math.min(...Array.from({ length: 600 }, (_, n) => Math.min(...right.pathLpsMm.map(p => vectorDistance(p, pointAlong(path.tipLpsMm, path.towardsEntryLps, n / 10))))))
    expect(Math.abs(least - right.radiusMm - 0.515 / 2 - path.clearancesMm.vertebralArtery)).toBeLessThan(0.3)
  })

  const arthrogram = sampleCases.find(sample => sample.letter === 'A')
  it('says LEFT and lies on the left when the case is on the left', () => {
    if (arthrogram === undefined) throw new Error('No case A')
    const truth = caseTruth({ ...arthrogram, side: 'L' }, [])
    expect([truth.side, Math.sign(truth.tipLpsMm?.[0] ?? Number.NaN), Math.sign(truth.joint.centreLpsMm[0])]).toEqual(['LEFT', 1, 1])
  })
})

describe('a path that was planned and not kept to', () => {
  it('is known by the figures that a person would check by hand', () => {
    const sample = sampleCases.find(({ letter }) => letter === 'I')
    const planned = sample === undefined ? undefined : caseTruth(sample, []).planned
    // Shafts (-0.36, 0.93, 0.05) and (-0.42, 0.905, 0) of unit length; tip (-19.09, 5.34, -0.32), target (-20.13, 7.32, -0.43).
    expect(planned?.needle).toEqual({ angleDeg: expect.closeTo(4.71, 2), alongMm: expect.closeTo(2.21, 2), acrossMm: expect.closeTo(0.33, 2), tipOffLps: [1.04, -1.98, 0.11].map((value) => expect.closeTo(value, 2)) })
  })
})
