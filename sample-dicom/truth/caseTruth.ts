import type { CArm } from '#shared/projection/cArm.ts'
import { projectPoint } from '#shared/projection/cArm.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { SampleCase } from '../case-definitions/sampleCase.ts'
import { fieldRadiusPx, type ViewName, views } from '../fluoroscopy/views.ts'
import { frameTimeMs } from '../dicom/xaDataset.ts'
import { buildPhantom } from '../phantom/rows.ts'
import type { WrittenSeries } from '../writeSampleCases.ts'
import { plannedTruth } from './plannedTruth.ts'
import { arteriesTruth, jointTruth, midlineSkin, structuresTruth } from './anatomyTruth.ts'
import { contrastTruth } from './contrastTruth.ts'
import { needleRoutes, pathTruth } from './pathTruth.ts'

/** The ground truth of one case, for people and programs: LPS mm, degrees, ms; pixels are [column, row] from 0. */
export function caseTruth(sample: SampleCase, series: readonly WrittenSeries[]) {
  const phantom = buildPhantom(sample.parameters)
  const joint = jointTruth(sample.parameters, sample.side)
  const paths = needleRoutes.map(route => pathTruth(phantom, sample.side, route))
  const used = paths.find(path => path.route === sample.route)
  return {
    case: sample.letter,
    side: sample.side === 'R' ? 'RIGHT' : 'LEFT',
    frame: 'patient LPS, mm: +x left, +y back, +z head; pixels [column, row] from 0, (0, 0) the centre of the first pixel',
    parameters: sample.parameters,
    joint,
    otherJoint: jointTruth(sample.parameters, sample.side === 'R' ? 'L' : 'R'),
    tipLpsMm: used?.tipLpsMm ?? null,
    routeOfTheNeedle: sample.route,
    paths,
    arteries: arteriesTruth(sample.parameters),
    structures: structuresTruth(sample.parameters),
    midlineSkin: midlineSkin(phantom),
    views: Object.entries(views).map(([name, carm]) => viewTruth(name, carm, used, joint)),
    contrast: contrastTruth(sample),
    patientMotion: sample.motion,
    series: series.map(one => seriesTruth(sample, one)),
    ...(sample.xaParameters === undefined ? {} : { xaParameters: sample.xaParameters }),
    ...(sample.planned === undefined || used === undefined ? {} : { planned: plannedTruth(sample.planned, joint.targetOnLineLpsMm, used) }),
  }
}

function viewTruth(name: string, carm: CArm, path: ReturnType<typeof pathTruth> | undefined, joint: ReturnType<typeof jointTruth>) {
  const pixel = (point: PatientPoint) => projectPoint(carm, point)
  return {
    name, carm, fieldRadiusPx,
    angles: { patient: { primaryDeg: carm.primaryDeg, secondaryDeg: carm.secondaryDeg }, consoleThatBelievesSupine: { primaryDeg: carm.primaryDeg - 180, secondaryDeg: carm.secondaryDeg } },
    pixels: {
      tip: path === undefined ? null : pixel(path.tipLpsMm),
      entry: path === undefined ? null : pixel(path.entryLpsMm),
      jointCentre: pixel(joint.centreLpsMm),
      jointLateralEnd: pixel(joint.midlineOfFacets.lateralLpsMm),
      jointMedialEnd: pixel(joint.midlineOfFacets.medialLpsMm),
      posteriorLine: [pixel(joint.posteriorLine.medialLpsMm), pixel(joint.posteriorLine.lateralLpsMm)],
    },
  }
}

/** What each file is, also where its own header does not say it. */
function seriesTruth(sample: SampleCase, series: WrittenSeries) {
  const ct = sample.ct.find(one => one.name === series.name)
  return {
    name: series.name,
    seriesInstanceUid: series.seriesUid,
    headerHasGeometry: !sample.storesCaptures,
    ct: ct === undefined ? null : { position: ct.position, fromZMm: ct.fromZMm, toZMm: ct.toZMm, gantryTiltDeg: ct.gantryTiltDeg, hasNeedle: ct.hasNeedle, contrast: ct.contrast },
    images: series.exposures.map((exposure, place) => ({
      path: series.files[place]?.path ?? null,
      sopInstanceUid: series.files[place]?.sopInstanceUid ?? null,
      view: viewName(exposure.carm),
      hasNeedle: exposure.needle !== null,
      frames: exposure.seconds.length,
      frameTimeMs: exposure.seconds.length > 1 ? frameTimeMs : null,
      secondsSinceInjection: exposure.spread === null ? null : exposure.seconds,
    })),
  }
}

const viewName = (carm: CArm): ViewName | null =>
  (['AP', 'PA', 'LAT'] as const).find(name => views[name] === carm) ?? null
