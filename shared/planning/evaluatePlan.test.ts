import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance, vectorDot, vectorNormalise, vectorSubtract } from '#shared/geometry/vectors.ts'
import { centralRay } from '#shared/projection/cArm.ts'
import { evaluatePath, evaluatePlan } from './evaluatePlan.ts'
import { judgeClearance, marginFor } from './margins.ts'
import { needleOuterRadiusMm } from './needleGauge.ts'
import { gapToTube, prepareTube } from './tube.ts'

const TOLERANCE_DEG = 1e-6
const coordinate = fc.double({ min: -150, max: 150, noNaN: true, noDefaultInfinity: true })
const point = fc.tuple(coordinate, coordinate, coordinate)
const path = fc.tuple(point, point).filter(([entry, target]) => vectorDistance<'patientLps'>(entry, target) > 1)

function figures(entry: PatientPoint, target: PatientPoint) {
  const result = evaluatePath(entry, target)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('a needle path', () => {
  it('has the published figures of the example from E(30, 75, -25) to T(20, 15, 0)', () => {
    const value = figures([30, 75, -25], [20, 15, 0])
    expect(value.lengthMm).toBeCloseTo(65.765, 3)
    expect(value.inPlaneDeg).toBeCloseTo(9.462, 3)
    expect(value.inPlaneTowards).toBe('RIGHT')
    expect(value.craniocaudalDeg).toBeCloseTo(22.343, 3)
    expect(value.carm.entrySide.primaryDeg).toBeCloseTo(170.538, 3)
    expect(value.carm.entrySide.secondaryDeg).toBeCloseTo(-22.343, 3)
    expect(value.carm.oppositeSide.primaryDeg).toBeCloseTo(-9.462, 3)
    expect(value.carm.oppositeSide.secondaryDeg).toBeCloseTo(22.343, 3)
  })

  it.each([
    { name: 'straight forward', target: [0, -60, 0] as const, inPlaneDeg: 0, towards: 'NEITHER', headDeg: 0, primaryDeg: 180, secondaryDeg: 0, opposite: 0 },
    { name: 'straight back', target: [0, 60, 0] as const, inPlaneDeg: 0, towards: 'NEITHER', headDeg: 0, primaryDeg: 0, secondaryDeg: 0, opposite: 180 },
    { name: 'straight to the LEFT', target: [60, 0, 0] as const, inPlaneDeg: 90, towards: 'LEFT', headDeg: 0, primaryDeg: -90, secondaryDeg: 0, opposite: 90 },
    { name: 'straight to the RIGHT', target: [-60, 0, 0] as const, inPlaneDeg: 90, towards: 'RIGHT', headDeg: 0, primaryDeg: 90, secondaryDeg: 0, opposite: -90 },
    { name: 'straight to the head', target: [0, 0, 60] as const, inPlaneDeg: 0, towards: 'NEITHER', headDeg: 90, primaryDeg: 0, secondaryDeg: -90, opposite: 0 },
  ])('has round angles when it goes $name', ({ target, inPlaneDeg, towards, headDeg, primaryDeg, secondaryDeg, opposite }) => {
    expect(figures([0, 0, 0], target)).toEqual({
      lengthMm: 60, inPlaneDeg, inPlaneTowards: towards, craniocaudalDeg: headDeg,
      carm: { entrySide: { primaryDeg, secondaryDeg }, oppositeSide: { primaryDeg: opposite, secondaryDeg: secondaryDeg === 0 ? 0 : -secondaryDeg }, progress: expect.anything() },
    })
  })

  it('is looked along by the C-arm angles it gives, from either side', () => {
    fc.assert(fc.property(path, ([entry, target]) => {
      const { carm } = figures(entry, target)
      const towardsEntry = vectorNormalise<'patientLps'>(vectorSubtract(entry, target))
      if (towardsEntry === null) throw new Error('no direction')
      expect(vectorDot(centralRay(carm.entrySide.primaryDeg, carm.entrySide.secondaryDeg), towardsEntry)).toBeCloseTo(1, 9)
      expect(vectorDot(centralRay(carm.oppositeSide.primaryDeg, carm.oppositeSide.secondaryDeg), towardsEntry)).toBeCloseTo(-1, 9)
    }))
  })

  it('mirrored at the midline keeps its length and angles and changes its side', () => {
    const mirror = ([x, y, z]: readonly [number, number, number]): PatientPoint => [-x, y, z]
    fc.assert(fc.property(path.filter(([e, t]) => Math.abs(e[0] - t[0]) > 0.01), ([entry, target]) => {
      const there = figures(entry, target)
      const mirrored = figures(mirror(entry), mirror(target))
      expect(mirrored.lengthMm).toBe(there.lengthMm)
      expect(mirrored.inPlaneDeg).toBe(there.inPlaneDeg)
      expect(mirrored.craniocaudalDeg).toBe(there.craniocaudalDeg)
      expect([there.inPlaneTowards, mirrored.inPlaneTowards].sort()).toEqual(['LEFT', 'RIGHT'])
      expect(mirrored.carm.entrySide.primaryDeg).toBeCloseTo(-there.carm.entrySide.primaryDeg, 6)
      expect(Math.abs(mirrored.carm.entrySide.secondaryDeg - there.carm.entrySide.secondaryDeg)).toBeLessThan(TOLERANCE_DEG)
    }))
  })

  it.each([{ target: [1, 2, 3] as const }, { target: [1, 2, 3.05] as const }])('without a direction is a fault ($target)', ({ target }) => {
    expect(evaluatePath([1, 2, 3], target)).toMatchObject({ ok: false, error: { code: 'DEGENERATE_PATH' } })
  })
})

describe('a whole plan', () => {
  const entryLpsMm: [number, number, number] = [0, 60, 0]
  const targetLpsMm: [number, number, number] = [0, 0, 0]
  const artery = (x: number, kind = 'vertebralArtery') => ({ id: 'a', kind, pathLpsMm: [[x, 20, -30], [x, 20, 30]] as [number, number, number][], radiusMm: 2 })

  it('says what a C-arm’s console shows, once it is stated how patient and C-arm stand, and what nobody gave', () => {
    const bare = evaluatePlan({ entryLpsMm: [30, 75, -25], targetLpsMm: [20, 15, 0] })
    expect(bare).toMatchObject({ ok: true, value: { console: null, notAssessed: ['vertebralArtery', 'thecalSac', 'c2Root', 'internalCarotid'] } })
    const shown = evaluatePlan({ entryLpsMm: [30, 75, -25], targetLpsMm: [20, 15, 0], structures: [artery(10)], carmSetting: { patientLies: 'PRONE', setTo: 'SUPINE' } })
    if (!shown.ok || shown.value.console === null) throw new Error('no console angles')
    const { carm, console: console_, notAssessed } = shown.value
    // Half a turn about the long axis from 170.538 and 22.343 degrees, the published example.
    expect(console_.entrySide.primaryDeg).toBeCloseTo(-9.462, 3)
    expect(console_.entrySide.secondaryDeg).toBeCloseTo(-22.343, 3)
    expect(console_.oppositeSide.primaryDeg).toBeCloseTo(170.538, 3)
    for (const name of ['lateral', 'anteroposterior'] as const) expect(Math.abs(console_.progress[name].primaryDeg - carm.progress[name].primaryDeg)).toBeCloseTo(180, 6)
    expect(notAssessed).toEqual(['thecalSac', 'c2Root', 'internalCarotid'])
  })

  it('says what stays outside of the needle and how near it passes', () => {
    const result = evaluatePlan({ entryLpsMm, targetLpsMm, needle: { gauge: 22, lengthMm: 90 }, structures: [artery(10)] })
    expect(result).toMatchObject({ ok: true, value: { needleReserveMm: 30, needleOuterRadiusMm: 0.359, clearances: [{ id: 'a', alongMm: 40, level: 'above' }] } })
    expect(result.ok && result.value.clearances[0]?.distanceMm).toBeCloseTo(10 - 2 - 0.359, 9)
  })

  it('measures from the line of the path, and says so, while no needle is chosen', () => {
    expect(evaluatePlan({ entryLpsMm, targetLpsMm, structures: [artery(10)] })).toMatchObject({
      ok: true, value: { needleReserveMm: null, needleOuterRadiusMm: null, clearances: [{ distanceMm: 8 }] },
    })
  })

  it('counts what is uncertain, and says where nobody stated it', () => {
    const result = evaluatePlan({ entryLpsMm, targetLpsMm, structures: [{ ...artery(6.5), uncertaintyMm: 2 }, { ...artery(6.5), id: 'b' }], margins: [{ kind: 'vertebralArtery', stopMm: 1, cautionMm: 4 }] })
    expect(result).toMatchObject({ ok: true, value: { clearances: [{ id: 'a', distanceMm: 4.5, leastMm: 2.5, level: 'caution' }, { id: 'b', distanceMm: 4.5, leastMm: null, level: 'above' }] } })
  })

  it('is a stop where the needle meets a drawing, whatever its margin and its uncertainty', () => {
    const result = evaluatePlan({ entryLpsMm, targetLpsMm, structures: [artery(2)], margins: [{ kind: 'vertebralArtery', stopMm: 0, cautionMm: 0 }] })
    expect(result).toMatchObject({ ok: true, value: { clearances: [{ distanceMm: 0, leastMm: null, level: 'stop' }] } })
  })

  it('is at most a caution where the drawing ends at its closest place, and says so', () => {
    const [stub, whole] = [[-40, -20], [-40, 20]].map(([from, to]): { id: string; kind: string; pathLpsMm: [number, number, number][]; radiusMm: number } => ({ id: String(to), kind: 'vertebralArtery', pathLpsMm: [[12, 20, from ?? Number.NaN], [12, 20, to ?? Number.NaN]], radiusMm: 2 }))
    const result = evaluatePlan({ entryLpsMm, targetLpsMm, structures: [stub, whole].flatMap((each) => each ?? []) })
    expect(result).toMatchObject({ ok: true, value: { clearances: [{ id: '-20', level: 'caution', endsThere: true }, { id: '20', level: 'above', endsThere: false }] } })
  })

  it('names an artery as not assessed where only the one of the other side is given', () => {
    const other = { id: 'a', kind: 'vertebralArtery', pathLpsMm: [[-24, 10, -20], [-24, 10, 20]] as [number, number, number][], radiusMm: 2 }
    for (const landmarks of [[], [{ kind: 'midline' as const, pointLpsMm: [0, 75, 0] as [number, number, number] }]]) {
      expect(evaluatePlan({ entryLpsMm: [30, 75, -5], targetLpsMm: [20, 15, 0], structures: [other], landmarks })).toMatchObject({ ok: true, value: { notAssessed: ['vertebralArtery', 'thecalSac', 'c2Root', 'internalCarotid'] } })
    }
  })

  it('takes a radius for each point, and a smooth curve as the screens draw it', () => {
    const bent = { id: 'a', kind: 'vertebralArtery', pathLpsMm: [[10, 20, -10], [6, 20, 0], [10, 20, 10]] as [number, number, number][] }
    const gaps = (['straight', 'smooth'] as const).map((curve) => {
      const result = evaluatePlan({ entryLpsMm, targetLpsMm, structures: [{ ...bent, radiusMm: [1, 2, 1], curve }] })
      return result.ok ? result.value.clearances[0]?.distanceMm : null
    })
    expect(gaps).toEqual([expect.closeTo(4, 3), expect.closeTo(4, 3)])
    expect(evaluatePlan({ entryLpsMm: [0, 60, 5], targetLpsMm: [0, 0, 5], structures: [{ ...bent, radiusMm: 1, curve: 'smooth' }] })).not.toEqual(evaluatePlan({ entryLpsMm: [0, 60, 5], targetLpsMm: [0, 0, 5], structures: [{ ...bent, radiusMm: 1 }] }))
  })

  it('measures a painted structure beside the tubes, and says that the target lies in it', () => {
    // Ten voxels of a millimetre along x, five wide, from 5 to 15 mm to the left of the path.
    const shape = { form: 'painted' as const, grid: { originLpsMm: [5.5, 18, -2] as [number, number, number], columnStepMm: [1, 0, 0] as [number, number, number], rowStepMm: [0, 1, 0] as [number, number, number], sliceStepMm: [0, 0, 1] as [number, number, number], size: [10, 5, 5] as [number, number, number] }, runs: [0, 250], voxels: 250 }
    const beside = evaluatePlan({ entryLpsMm, targetLpsMm, structures: [artery(10)], painted: [{ id: 'p', kind: 'thecalSac', shape, uncertaintyMm: 1 }] })
    expect(beside).toMatchObject({ ok: true, value: { clearances: [{ id: 'a' }, { id: 'p', distanceMm: expect.closeTo(5, 3), leastMm: expect.closeTo(4, 3) }], problems: [] } })
    const within = evaluatePlan({ entryLpsMm, targetLpsMm: [10, 20, 0], painted: [{ id: 'p', kind: 'thecalSac', shape }] })
    expect(within).toMatchObject({ ok: true, value: { clearances: [{ id: 'p', level: 'stop' }], problems: [{ level: 'stop' }] } })
  })

  it('answers gravity, gantry, band, landmarks and problems where it is given what they need, and null where not', () => {
    const whole = evaluatePlan({
      entryLpsMm: [-25, 70, -15], targetLpsMm: [-21, 9, -0.6], needle: { gauge: 22, lengthMm: 60 }, patientPosition: 'HFP', sliceNormalLps: [0, 0, 1],
      jointLine: { side: 'RIGHT', medialLpsMm: [-9.56, 8.31, 4], lateralLpsMm: [-23.75, 8.31, -1.73] }, landmarks: [{ kind: 'midline', pointLpsMm: [0, 75, 0] }],
    })
    expect(whole).toMatchObject({
      ok: true,
      value: {
        gravity: { hubLeansTowards: 'RIGHT', craniocaudalDeg: expect.closeTo(13.255, 2) }, acquisitionPlane: { gantryTiltDeg: 0, inPlaneTowards: 'LEFT' }, targetBand: { inBand: true, jointLineMm: expect.closeTo(15.3, 2) },
        skinOffsets: [{ landmark: 'midline', sidewaysMm: 25, sidewaysTowards: 'RIGHT' }], problems: [{ code: 'NEEDLE_TOO_SHORT', level: 'stop' }],
        carm: { progress: { lateral: { offTrueDeg: expect.closeTo(3.65, 1) } } },
      },
    })
    expect(evaluatePlan({ entryLpsMm, targetLpsMm })).toMatchObject({ ok: true, value: { gravity: null, acquisitionPlane: null, targetBand: null, skinOffsets: [], problems: [] } })
  })

  it('is negative where needle and structure meet', () => {
    expect(evaluatePlan({ entryLpsMm, targetLpsMm, structures: [artery(0)] })).toMatchObject({ ok: true, value: { clearances: [{ distanceMm: -2, alongMm: 40, level: 'stop' }] } })
  })

  it.each(['HFP', 'HFS', 'HFDR', 'HFDL', 'FFP', 'FFS', 'FFDR', 'FFDL'])('accepts the position %s', (patientPosition) => {
    expect(evaluatePlan({ entryLpsMm, targetLpsMm, patientPosition }).ok).toBe(true)
  })

  it.each([
    { name: 'a position that DICOM does not name', change: { patientPosition: 'SUPINE' }, code: 'UNSUPPORTED_POSITION' },
    { name: 'an empty position', change: { patientPosition: '' }, code: 'UNSUPPORTED_POSITION' },
    { name: 'a gauge that is not in the standard', change: { needle: { gauge: 99, lengthMm: 90 } }, code: 'UNKNOWN_GAUGE' },
    { name: 'entry on the target', change: { entryLpsMm: targetLpsMm }, code: 'DEGENERATE_PATH' },
  ])('refuses $name', ({ change, code }) => {
    expect(evaluatePlan({ entryLpsMm, targetLpsMm, ...change })).toMatchObject({ ok: false, error: { code } })
  })
})

describe('a clearance', () => {
  it('agrees with brute-force sampling of both centre lines', () => {
    fc.assert(fc.property(path, fc.array(point, { minLength: 2, maxLength: 5 }), ([entry, target], line) => {
      const exact = straightGap([entry, target], line, 2)
      const sampled = sampledDistanceMm(entry, target, line) - 2
      // A nanometre: lines that are parallel but for a rounding are taken as parallel.
      expect(exact.gapMm).toBeLessThanOrEqual(sampled + 1e-6)
      // Samples are at most 1/200 of a segment away from the true closest points on either line.
      const stepMm = Math.max(vectorDistance<'patientLps'>(entry, target), ...line.slice(1).map((p, i) => vectorDistance<'patientLps'>(p, line[i] ?? p))) / 200
      expect(sampled - exact.gapMm).toBeLessThanOrEqual(2 * stepMm)
    }), { numRuns: 40 })
  })

  it('is taken where a tube that runs beside the needle comes first', () => {
    expect(straightGap([[0, 0, 0], [0, 0, 50]], [[5, 0, 50], [5, 0, 10]], 1)).toEqual({ gapMm: 4, alongMm: 10, endsThere: true })
  })

  it.each([
    { kind: 'vertebralArtery', distanceMm: 2.99, level: 'stop' }, { kind: 'vertebralArtery', distanceMm: 3, level: 'caution' },
    { kind: 'vertebralArtery', distanceMm: 4.99, level: 'caution' }, { kind: 'vertebralArtery', distanceMm: 5, level: 'above' },
    { kind: 'thecalSac', distanceMm: 1.9, level: 'stop' }, { kind: 'cord', distanceMm: 3.9, level: 'caution' },
    { kind: 'c2Root', distanceMm: 2.5, level: 'caution' }, { kind: 'c2Root', distanceMm: 3, level: 'above' },
    { kind: 'internalCarotid', distanceMm: 0.9, level: 'stop' },
    { kind: 'something drawn', distanceMm: 4.9, level: 'caution' }, { kind: 'toString', distanceMm: 2.9, level: 'stop' },
  ])('of $distanceMm mm to $kind is $level', ({ kind, distanceMm, level }) => {
    expect(judgeClearance(distanceMm, marginFor(kind))).toBe(level)
  })
})

describe('the gauge table', () => {
  it('falls with every gauge from 14 to 30 and has nothing outside', () => {
    const radii = Array.from({ length: 17 }, (_, index) => needleOuterRadiusMm(14 + index) ?? Number.NaN)
    expect(radii.every((radius, index) => index === 0 || radius < (radii[index - 1] ?? Number.NaN))).toBe(true)
    expect([needleOuterRadiusMm(13), needleOuterRadiusMm(31), needleOuterRadiusMm(22.5)]).toEqual([null, null, null])
  })
})

function straightGap(path: Parameters<typeof gapToTube>[0], line: readonly (readonly [number, number, number])[], radiusMm: number) {
  const tube = prepareTube(line.map(([x, y, z]) => ({ pointLpsMm: [x, y, z], radiusMm })))
  if (tube === null) throw new Error('no tube')
  return gapToTube(path, tube)
}

function sampledDistanceMm(entry: PatientPoint, target: PatientPoint, line: readonly PatientPoint[]): number {
  const fractions = Array.from({ length: 201 }, (_, index) => index / 200)
  const onNeedle = fractions.map((fraction) => pointBetween(entry, target, fraction))
  const onLine = line.slice(1).flatMap((end, index) => fractions.map((fraction) => pointBetween(line[index] ?? end, end, fraction)))
  let smallest = Number.POSITIVE_INFINITY
  for (const a of onNeedle) for (const b of onLine) smallest = Math.min(smallest, vectorDistance(a, b))
  return smallest
}
