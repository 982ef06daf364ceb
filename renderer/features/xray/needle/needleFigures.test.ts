import { describe, expect, it } from 'vitest'
import { buildProjection } from '#test/builders/projectionImage.ts'
import { describeSeries } from '#test/builders/series.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorAdd } from '#shared/geometry/vectors.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { readView } from '#shared/projection/readView.ts'
import type { PairedPoint, ViewPair } from '#shared/projection/viewPair.ts'
import { pixelOfPoint } from '#shared/projection/viewRays.ts'
import { ctFigures, spaceFigures, viewFigures } from './needleFigures.ts'

const images = [buildProjection({ positioner: { primaryDeg: 180, secondaryDeg: 12 } }), buildProjection({ positioner: { primaryDeg: 90 } })]
const series = describeSeries(images, null)
const { seriesUid } = series.summary
const stated = { by: 'Dr B. Weber', atIso: '2026-01-15T10:20:00.000Z' }
const id = (at: number): string => `00000000-0000-4000-8000-00000000000${String(at)}`
const seen = (frame: 0 | 1, point: PatientPoint): [number, number] => {
  const image = images[frame]
  const geometry = image === undefined ? null : readView(image, 0).geometry
  const [column = NaN, row = NaN] = geometry === null ? [] : pixelOfPoint(geometry, point, [0, 0, 0]) ?? []
  return [column, row]
}
/** The CT's frame lies elsewhere than the isocentre. */
const CT_SHIFT: PatientPoint = [3, -150, 820]
const onCt = (point: PatientPoint): [number, number, number] => { const [x, y, z] = vectorAdd(point, CT_SHIFT); return [x, y, z] }
const [target, entry, tip, hub]: readonly PatientPoint[] = [[-20, 7, 0], [-24, 65, 9], [-18, 5, 1], [-20, 60, 12]]
const medial: PatientPoint = [-10, 8, 4]

const paired = (at: number, role: PairedPoint['role'], point: PatientPoint): PairedPoint => ({ pointId: id(at), role, name: role, first: { frame: 0, pointPx: seen(0, point) }, second: { frame: 1, pointPx: seen(1, point) } })
const pair = (fields: Partial<ViewPair> = {}): ViewPair => ({
  pairId: id(0), first: { seriesUid, run: 0 }, second: { seriesUid, run: 1 }, stillBetween: stated, tableShifted: null, table: null, points: [], ...stated, ...fields,
})
const needles = ([0, 1] as const).map((frame) => ({ seriesUid, frame, tipPx: seen(frame, tip ?? [0, 0, 0]), hubPx: seen(frame, hub ?? [0, 0, 0]), ...stated }))
const document: CaseDocument = {
  ...emptyCaseDocument,
  study: { ...emptyCaseDocument.study, side: 'RIGHT' },
  plans: [{ kind: 'volume', planId: id(7), name: 'Path A', colour: '#5AD8FF', seriesUid: '1.9', frameOfReferenceUid: null, entryLpsMm: onCt(entry ?? [0, 0, 0]), targetLpsMm: onCt(target ?? [0, 0, 0]), needle: { gauge: 22, lengthMm: 90 } }],
  planning: { ...emptyCaseDocument.planning, jointLines: [{ seriesUid: '1.9', side: 'RIGHT', medialLpsMm: onCt(medial), lateralLpsMm: null }] },
  fluoroscopy: { ...emptyCaseDocument.fluoroscopy, needles },
}
const frames = { first: 0, second: 1 }
const spaceOf = (of: ViewPair) => { const found = spaceFigures(document, [series], of, frames); return found?.ok === true ? found.value.needle : null }

describe('the needle from two views against the path on CT', () => {
  it('has its angle without any common point, and no offset', () => {
    const needle = spaceOf(pair())
    const figures = needle === null ? null : ctFigures(document, [series], pair(), needle)
    // Planned (4, -58, -9), actual (2, -55, -11).
    const cosine = (4 * 2 + 58 * 55 + 9 * 11) / (Math.hypot(4, 58, 9) * Math.hypot(2, 55, 11))
    expect(figures).toMatchObject({ ok: true, value: { angleDeg: expect.closeTo(Math.acos(cosine) * 180 / Math.PI, 3), offset: { ok: false, error: { code: 'NO_COMMON_POINT' } } } })
  })

  it.each<[string, readonly PairedPoint[], number | null]>([
    ['the target alone', [paired(1, 'target', [-20, 7, 0])], null],
    ['target and an end of the joint line', [paired(1, 'target', [-20, 7, 0]), paired(2, 'jointMedial', medial)], 0],
  ])('has its offset from %s', (_, points, residualMm) => {
    const of = pair({ points: [...points] })
    const needle = spaceOf(of)
    expect(needle === null ? null : ctFigures(document, [series], of, needle)).toMatchObject({ ok: true, value: { offset: { ok: true, value: {
      alignment: { kind: 'shift', residualMm: residualMm === null ? null : expect.closeTo(residualMm, 3) },
      deviation: { towardsLeftMm: expect.closeTo(2, 3), towardsFrontMm: expect.closeTo(2, 3), towardsHeadMm: expect.closeTo(1, 3) },
    } } } })
  })

  it('has none where the points disagree', () => {
    const of = pair({ points: [paired(1, 'target', [-20, 7, 0]), paired(2, 'jointMedial', [-10, 8, 14])] })
    const needle = spaceOf(of)
    expect(needle === null ? null : ctFigures(document, [series], of, needle)).toMatchObject({ ok: true, value: { offset: { ok: false, error: { code: 'POINTS_DISAGREE' } } } })
  })

  it('is not in space while it is marked in one view, or nobody said that nothing moved', () => {
    expect(spaceFigures({ ...document, fluoroscopy: { ...document.fluoroscopy, needles: needles.slice(0, 1) } }, [series], pair(), frames)).toBeNull()
    expect(spaceFigures(document, [series], pair({ stillBetween: null }), frames)).toMatchObject({ ok: false, error: { code: 'MOVEMENT_NOT_SAID' } })
  })

  it('comes from paired points where it was not marked with the Shaft tool', () => {
    const bare = { ...document, fluoroscopy: { ...document.fluoroscopy, needles: [] } }
    const points = [paired(1, 'needleTip', tip ?? [0, 0, 0]), paired(2, 'needleHub', hub ?? [0, 0, 0])]
    expect(spaceFigures(bare, [series], pair({ points }), frames)).toMatchObject({ ok: true, value: { needle: { lengthMm: expect.closeTo(Math.hypot(2, 55, 11), 3) } } })
  })
})

describe('the needle on one picture', () => {
  it('is judged down the barrel by its gauge at the isocentre, and measured with the badge of the estimate', () => {
    const at: [number, number] = [300, 260]
    const figures = viewFigures({ ...document, fluoroscopy: { ...document.fluoroscopy, needles: [{ seriesUid, frame: 0, tipPx: at, hubPx: [302, 260], ...stated }] } }, series, { seriesUid, run: 0 }, 0)
    // 22 G is 0.718 mm, a pixel 0.225 mm at the isocentre.
    expect(figures.barrel).toMatchObject({ kind: 'onTip', apartPx: 2, widthPx: expect.closeTo(0.718 / 0.225, 2) })
    expect(figures.calibration.badge.text).toContain('EST')
  })
})
