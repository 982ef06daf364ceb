import { describe, expect, it } from 'vitest'
import { sampleCases } from '#sample-dicom/case-definitions/cases.ts'
import { buildPhantom } from '#sample-dicom/phantom/rows.ts'
import { arteriesTruth, jointTruth } from '#sample-dicom/truth/anatomyTruth.ts'
import { needleRoutes, pathTruth } from '#sample-dicom/truth/pathTruth.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { evaluatePlan } from '#shared/planning/evaluatePlan.ts'

/** The truth measures the phantom's own surfaces, which are sampled; the plan measures balls along the course. */
const SURFACE_MM = 0.02
const tuple = ([x, y, z]: PatientPoint): [number, number, number] => [x, y, z]
const distance = (a: PatientPoint, b: PatientPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

describe.each(sampleCases.filter(({ ct }) => ct.length > 0).map((sample) => ({ letter: sample.letter, sample })))('a plan on sample case $letter, against its ground truth', ({ sample }) => {
  const { parameters, side } = sample
  const joint = jointTruth(parameters, side)
  const word = side === 'R' ? 'RIGHT' : 'LEFT'
  const artery = arteriesTruth(parameters).find((each) => each.side === side)
  const truths = needleRoutes.map((route) => pathTruth(buildPhantom(parameters), side, route))

  it.each(needleRoutes)('%s: length, artery and target band', (route) => {
    const truth = truths.find((each) => each.route === route)
    if (truth === undefined || artery === undefined) throw new Error('The truth is not whole.')
    const evaluated = evaluatePlan({
      entryLpsMm: tuple(truth.entryLpsMm), targetLpsMm: tuple(truth.tipLpsMm), needle: { gauge: truth.gauge, lengthMm: 90 },
      structures: [{ id: 'va', kind: 'vertebralArtery', pathLpsMm: artery.pointsLpsMmRadius.map(([x, y, z]) => [x, y, z]), radiusMm: artery.pointsLpsMmRadius.map(([, , , radius]) => radius), curve: 'straight' }],
      jointLine: { side: word, medialLpsMm: tuple(joint.posteriorLine.medialLpsMm), lateralLpsMm: tuple(joint.posteriorLine.lateralLpsMm) },
    })
    if (!evaluated.ok) throw new Error(evaluated.error.message)
    const { lengthMm, needleReserveMm, clearances, targetBand, problems } = evaluated.value
    expect(Math.abs(lengthMm - truth.lengthMm)).toBeLessThan(0.01)
    expect(Math.abs((needleReserveMm ?? Number.NaN) - (90 - truth.lengthMm))).toBeLessThan(0.01)
    expect(Math.abs((clearances[0]?.distanceMm ?? Number.NaN) - truth.clearancesMm.vertebralArtery)).toBeLessThan(SURFACE_MM)
    expect(distance(targetBand?.medialEndLpsMm ?? [Number.NaN, 0, 0], joint.targetBand.medialLpsMm)).toBeLessThan(0.01)
    expect(distance(targetBand?.lateralEndLpsMm ?? [Number.NaN, 0, 0], joint.targetBand.lateralLpsMm)).toBeLessThan(0.01)
    expect(problems.filter(({ level }) => level === 'stop')).toEqual([])
  })
})
