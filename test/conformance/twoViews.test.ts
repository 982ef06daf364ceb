import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { mulberry32 } from '#sample-dicom/phantom/texture.ts'
import { describeImage } from '#shared/dicom/describeImage.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance, vectorSubtract } from '#shared/geometry/vectors.ts'
import { readView, type ViewGeometry } from '#shared/projection/readView.ts'
import { needleInSpace } from '#shared/projection/spaceNeedle.ts'
import { angleBetweenViews, epipolarLine, placeInSpace, shiftFromReference, type TwoViews } from '#shared/projection/twoViews.ts'
import { pixelOfPoint } from '#shared/projection/viewRays.ts'

const point = z.tuple([z.number(), z.number(), z.number()])
const truthSchema = z.object({
  tipLpsMm: point, joint: z.object({ targetOnLineLpsMm: point, centreLpsMm: point, midlineOfFacets: z.object({ medialLpsMm: point, lateralLpsMm: point }) }),
  paths: z.array(z.object({ route: z.string(), entryLpsMm: point, towardsEntryLps: point })),
  views: z.array(z.object({ name: z.string(), carm: z.object({ isocentreLpsMm: point }), pixels: z.object({ tip: z.tuple([z.number(), z.number()]) }) })),
})
const folder = path.join(projectDirectory, 'sample-dicom/cases/a-arthrogram')
const truth = existsSync(folder) ? truthSchema.parse(JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8'))) : null

/** As the app reads it: the stored header through the reader and the description. */
function viewOf(file: string): ViewGeometry {
  const bytes = new Uint8Array(readFileSync(path.join(folder, file)))
  const reading = readHeader(bytes, bytes.length)
  const described = reading.kind === 'read' ? describeImage(reading.header, { sopInstanceUid: '1.2', sopClassUid: '1.2', transferSyntaxUid: '1.2' }) : null
  const view = described?.ok === true ? readView(described.value.image, 0) : null
  if (view === null || view.geometry === null) throw new Error(`${file}: ${JSON.stringify(view?.gaps)}`)
  return view.geometry
}

const suite = 'two views of a sample case, as its headers tell them'
if (truth === null) it.skip(`${suite}: the sample cases are not written; npm run sample writes them`, () => undefined)
else describe(suite, () => {
  const known = truth
  const [pa, lateral] = [viewOf('needle/IM0001.dcm'), viewOf('needle/IM0002.dcm')]
  const isocentre = (name: string): PatientPoint => known.views.find((view) => view.name === name)?.carm.isocentreLpsMm ?? [Number.NaN, 0, 0]
  /** The phantom was moved on its table between the two, which the headers do not say and the truth does. */
  const views: TwoViews = { first: pa, second: lateral, secondIsocentreMm: vectorSubtract(isocentre('LAT'), isocentre('PA')) }
  const unmoved: TwoViews = { ...views, secondIsocentreMm: [0, 0, 0] }
  const places: Readonly<Record<string, PatientPoint>> = {
    tip: known.tipLpsMm, target: known.joint.targetOnLineLpsMm, centre: known.joint.centreLpsMm, medial: known.joint.midlineOfFacets.medialLpsMm, lateral: known.joint.midlineOfFacets.lateralLpsMm,
  }
  const marks = (at: PatientPoint): readonly [readonly [number, number], readonly [number, number]] => [pixelOfPoint(pa, at, isocentre('PA')) ?? [NaN, NaN], pixelOfPoint(lateral, at, isocentre('LAT')) ?? [NaN, NaN]]
  const inFirst = (at: PatientPoint): PatientPoint => vectorSubtract(at, isocentre('PA'))

  it('stand at a right angle and show the tip on its published pixels', () => {
    expect(angleBetweenViews(pa, lateral)).toBeCloseTo(90, 6)
    const [first, second] = marks(known.tipLpsMm)
    expect([...first, ...second]).toEqual(['PA', 'LAT'].flatMap((name) => known.views.find((view) => view.name === name)?.pixels.tip ?? []).map((value) => expect.closeTo(value, 2)))
  })

  it('place every point within 0.2 mm, and its line within 0.2 px', () => {
    for (const at of Object.values(places)) {
      const [first, second] = marks(at)
      const placed = placeInSpace(views, first, second)
      expect(placed.ok && vectorDistance(placed.value.pointMm, inFirst(at))).toBeLessThan(0.2)
      const line = epipolarLine(views, 'first', first)
      const [from, to] = line ?? [[NaN, NaN], [NaN, NaN]]
      const off = Math.abs((to[0] - from[0]) * (second[1] - from[1]) - (to[1] - from[1]) * (second[0] - from[0])) / Math.hypot(to[0] - from[0], to[1] - from[1])
      expect(off).toBeLessThan(0.2)
    }
  })

  it('place every one of 500 points marked with 1 px of noise within 1.0 mm', () => {
    const random = mulberry32(20260115)
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const names = Object.keys(places)
    const errors = Array.from({ length: 500 }, (_, draw) => {
      const at = places[names[draw % names.length] ?? ''] ?? [NaN, NaN, NaN]
      const [first, second] = marks(at).map(([column, row]): readonly [number, number] => [column + normal(), row + normal()])
      const placed = placeInSpace(views, first ?? [NaN, NaN], second ?? [NaN, NaN])
      return placed.ok ? vectorDistance(placed.value.pointMm, inFirst(at)) : Infinity
    }).toSorted((a, b) => a - b)
    const share = (part: number): string => (errors[Math.floor(part * (errors.length - 1))] ?? NaN).toFixed(2)
    expect(errors.at(-1), `median ${share(0.5)}, 95 % ${share(0.95)}, all ${share(1)} mm`).toBeLessThan(1.0)
  })

  it('are refused as they stand: their headers do not say that the table was moved, and the rays pass each other by 3.6 mm', () => {
    for (const at of Object.values(places)) expect(placeInSpace(unmoved, ...marks(at))).toMatchObject({ ok: false, error: { code: 'MARKS_APART', message: expect.stringContaining('3.6 mm') } })
  })

  it('tell the tip from a reference point within 0.2 mm all the same', () => {
    const secondIsocentreMm = shiftFromReference(pa, lateral, ...marks(known.joint.targetOnLineLpsMm))
    const shifted: TwoViews = { ...views, secondIsocentreMm: secondIsocentreMm ?? [NaN, 0, 0] }
    const [reference, tip] = [known.joint.targetOnLineLpsMm, known.tipLpsMm].map((at) => placeInSpace(shifted, ...marks(at)))
    const found = reference?.ok === true && tip?.ok === true ? vectorSubtract(tip.value.pointMm, reference.value.pointMm) : null
    expect(found === null ? Infinity : vectorDistance(found, vectorSubtract(known.tipLpsMm, known.joint.targetOnLineLpsMm))).toBeLessThan(0.2)
  })

  it('tell the direction of the needle within 1 degree, with or without the shift', () => {
    const path = known.paths.find(({ route }) => route === 'posterior')
    const [firstTip, secondTip] = marks(known.tipLpsMm)
    const [firstHub, secondHub] = marks(path?.entryLpsMm ?? [NaN, NaN, NaN])
    const referenced: TwoViews = { ...views, secondIsocentreMm: shiftFromReference(pa, lateral, firstTip, secondTip) ?? [NaN, 0, 0] }
    for (const each of [views, referenced]) {
      const needle = needleInSpace(each, { tip: firstTip, hub: firstHub }, { tip: secondTip, hub: secondHub })
      const cosine = needle.ok ? needle.value.towardsHub.reduce((sum, value, axis) => sum + value * (path?.towardsEntryLps[axis] ?? NaN), 0) : NaN
      expect(Math.acos(Math.min(1, cosine)) * 180 / Math.PI).toBeLessThan(1)
    }
  })
})
