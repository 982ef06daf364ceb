import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorCross, vectorDistance, vectorDot, vectorLength, vectorNormalise, vectorSubtract } from '#shared/geometry/vectors.ts'
import { carmAlong } from './evaluatePlan.ts'
import { needleViewAxes, progressDirections, progressViews, type NeedleViewName, type ViewAxes } from './needleViews.ts'

const names: readonly NeedleViewName[] = ['alongAxial', 'alongSagittal', 'across', 'progressLateral', 'progressAp']
const coordinate = fc.double({ min: -100, max: 100, noNaN: true })
const point = fc.tuple(coordinate, coordinate, coordinate)
const path = fc.tuple(point, point).filter(([entry, target]) => vectorDistance<'patientLps'>(entry, target) > 5)

function axes(name: NeedleViewName, entry: PatientPoint, target: PatientPoint, roll = 0): ViewAxes {
  const answer = needleViewAxes(name, entry, target, roll)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}
const direction = (entry: PatientPoint, target: PatientPoint): PatientVector => vectorNormalise<'patientLps'>(vectorSubtract(target, entry)) ?? [0, 0, 0]
function rays(entry: PatientPoint, target: PatientPoint) {
  const found = progressDirections(entry, target)
  if (found === null) throw new Error('no direction')
  return found
}
function expectVector(actual: PatientVector, expected: readonly number[]): void {
  expected.forEach((value, axis) => { expect(actual[axis]).toBeCloseTo(value, 6) })
}

describe('a plane that follows a needle', () => {
  it('is the axial, sagittal and coronal plane for a needle straight from behind', () => {
    const straight = [[0, 60, 0], [0, 0, 0]] as const
    expect(axes('alongAxial', ...straight)).toEqual({ right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [-0, -0, -1] })
    expectVector(axes('alongSagittal', ...straight).right, [0, 1, 0])
    expectVector(axes('alongSagittal', ...straight).towardsViewer, [1, 0, 0])
    expectVector(axes('across', ...straight).right, [1, 0, 0])
    expectVector(axes('across', ...straight).down, [0, 0, -1])
    expectVector(axes('across', ...straight).towardsViewer, [0, -1, 0])
  })

  it('has three unit axes at right angles, facing the viewer as the three planes do', () => {
    fc.assert(fc.property(path, fc.constantFrom(...names), fc.double({ min: -180, max: 180, noNaN: true }), ([entry, target], name, roll) => {
      const { right, down, towardsViewer } = axes(name, entry, target, roll)
      for (const axis of [right, down, towardsViewer]) expect(vectorLength(axis)).toBeCloseTo(1, 9)
      expect(vectorDot(right, down)).toBeCloseTo(0, 9)
      expectVector(vectorCross(right, down), towardsViewer.map((value) => -value))
    }))
  })

  it('contains the needle along it, and stands at right angles across it', () => {
    fc.assert(fc.property(path, fc.constantFrom(...names), fc.double({ min: -180, max: 180, noNaN: true }), ([entry, target], name, roll) => {
      const lies = Math.abs(vectorDot(axes(name, entry, target, roll).towardsViewer, direction(entry, target)))
      expect(lies).toBeCloseTo(name === 'across' ? 1 : 0, 6)
    }))
  })

  it('lays the upright plane along a posterolateral path out as the sagittal plane, front to the start of the screen line', () => {
    for (const sideways of [-40, -22, 0, 22, 40]) {
      const a = sideways * Math.PI / 180
      for (const name of ['alongSagittal', 'progressLateral'] as const) {
        const axes = needleViewAxes(name, [60 * Math.sin(a), 60 * Math.cos(a), 0], [0, 0, 0])
        expect(axes.ok && axes.value.right[1]).toBeGreaterThan(0.7)
      }
    }
  })

  it('keeps LEFT at the end of the screen line for every path from behind, up to 50 degrees cranio-caudal', () => {
    const angle = fc.double({ min: -50, max: 50, noNaN: true })
    fc.assert(fc.property(angle, angle, (sideways, tilt) => {
      const [a, b] = [sideways * Math.PI / 180, tilt * Math.PI / 180]
      const entry: PatientPoint = [60 * Math.sin(a) * Math.cos(b), 60 * Math.cos(a) * Math.cos(b), -60 * Math.sin(b)]
      for (const name of ['alongAxial', 'across'] as const) expect(axes(name, entry, [0, 0, 0]).right[0]).toBeGreaterThan(0.3)
      expect(axes('alongAxial', entry, [0, 0, 0]).down[1]).toBeGreaterThan(0)
      for (const name of ['alongSagittal', 'across', 'progressLateral'] as const) expect(axes(name, entry, [0, 0, 0]).down[2]).toBeLessThan(0)
      // What is nearest to AP looks along the body where the needle runs forwards: then the front is on top, as in an axial slice.
      const ap = axes('progressAp', entry, [0, 0, 0])
      if (Math.abs(ap.towardsViewer[2]) > Math.max(Math.abs(ap.towardsViewer[0]), Math.abs(ap.towardsViewer[1])) + 1e-9) expect(ap.down[1]).toBeGreaterThan(0)
      else expect(ap.down[2]).toBeLessThan(0)
    }))
  })

  it('turns about the needle and comes round after a full turn', () => {
    const [entry, target] = [[20, 60, -20], [5, 3, 1]] as const
    const quarter = axes('alongAxial', entry, target, 90)
    expect(Math.abs(vectorDot(quarter.towardsViewer, axes('alongSagittal', entry, target).towardsViewer))).toBeCloseTo(1, 9)
    expectVector(axes('alongAxial', entry, target, 360).right, axes('alongAxial', entry, target).right)
  })

  it('does not exist for a path without a direction', () => {
    expect(needleViewAxes('across', [1, 2, 3], [1, 2, 3])).toMatchObject({ ok: false, error: { code: 'DEGENERATE_PATH' } })
  })
})

describe('the directions from which a needle is watched advancing', () => {
  it('stand at right angles to it and are the nearest there are to lateral and AP', () => {
    fc.assert(fc.property(path, point, ([entry, target], other) => {
      const along = direction(entry, target)
      const { lateral, anteroposterior } = rays(entry, target)
      const across = vectorCross(along, other)
      const rival = vectorLength(across) < 1e-3 ? null : vectorNormalise<'patientLps'>(across)
      for (const [view, truth] of [[lateral, [1, 0, 0]], [anteroposterior, [0, -1, 0]]] as const) {
        expect(vectorLength(view)).toBeCloseTo(1, 9)
        expect(vectorDot(view, along)).toBeCloseTo(0, 9)
        if (rival !== null && Math.abs(vectorDot(along, truth)) < 0.99) expect(vectorDot(view, truth)).toBeGreaterThanOrEqual(Math.abs(vectorDot(rival, truth)) - 1e-9)
      }
    }))
  })

  it('are true lateral and true AP for a needle that comes from below, along the body', () => {
    const { lateral, anteroposterior } = rays([0, 0, -60], [0, 0, 0])
    expect(carmAlong(lateral)).toEqual({ primaryDeg: 90, secondaryDeg: 0 })
    expect(carmAlong(anteroposterior)).toEqual({ primaryDeg: 0, secondaryDeg: 0 })
  })

  it('are at right angles to each other for a needle along the axis of one of them, however the hand trembles', () => {
    expectVector(rays([0, 60, 0], [0, 0, 0]).lateral, [1, 0, 0])
    expectVector(rays([0, 60, 0], [0, 0, 0]).anteroposterior, [0, 0, 1])
    for (const [x, z] of [[1, 0], [-1, 0], [0, 1], [0, -1], [2, -3]] as const) {
      expect(rays([x, 60, z], [0, 0, 0]).anteroposterior[2]).toBeGreaterThan(0.99)
      expect(Math.abs(rays([60, x, z], [0, 0, 0]).lateral[2])).toBeGreaterThan(0.99)
    }
    expect(progressDirections([1, 2, 3], [1, 2, 3])).toBeNull()
  })
})

describe('the views of a needle’s progress', () => {
  it.each([
    ['from behind', [10, 60, -15], [['progressLateral', 'lateral'], ['progressAp', 'alongBody']]],
    ['from behind, aside', [30, 60, -5], [['progressLateral', 'lateral'], ['progressAp', 'lateral']]],
    ['from the side', [60, 5, -10], [['progressAp', 'ap'], ['progressLateral', 'alongBody']]],
    ['from below', [5, 10, -60], [['progressLateral', 'lateral'], ['progressAp', 'ap']]],
  ] as const)('of a needle that comes %s are both, the nearer to its name first, with what they look like', (_from, entry, views) => {
    expect(progressViews(entry, [0, 0, 0]).map(({ view, looks }) => [view, looks])).toEqual(views)
  })
  it('are two for every path, off by what the planes that are drawn are off, one of them within 45 degrees', () => {
    fc.assert(fc.property(path, ([entry, target]) => {
      const views = progressViews(entry, target)
      expect(views.map(({ view }) => view).toSorted()).toEqual(['progressAp', 'progressLateral'])
      for (const { view, offTrueDeg } of views) expect(Math.cos(offTrueDeg * Math.PI / 180)).toBeCloseTo(Math.abs(axes(view, entry, target).towardsViewer[view === 'progressLateral' ? 0 : 1]), 6)
      expect(views[0]?.offTrueDeg).toBeLessThanOrEqual(45 + 1e-6)
    }))
    expect(progressViews([1, 2, 3], [1, 2, 3])).toEqual([])
  })
})
