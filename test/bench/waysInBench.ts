import { WaysFinder } from '#renderer/workers/waysFinder.ts'
import type { WaysSearch } from '#renderer/workers/volumeAnalysisMessages.ts'
import { sampleCases } from '#sample-dicom/case-definitions/cases.ts'
import { buildPhantom } from '#sample-dicom/phantom/rows.ts'
import { ctGrid } from '#sample-dicom/sampling/grid.ts'
import { pathTruth } from '#sample-dicom/truth/pathTruth.ts'
import { SkinSurface } from '#shared/imageAnalysis/skinSurface.ts'
import { marginFor } from '#shared/planning/margins.ts'
import { paintPhantom, scanPhantom } from '#test/builders/phantomScan.ts'

/** Every skin point within reach of a target judged beside six structures of 50 points, as the worker does it. */
const sample = sampleCases.find(({ ct }) => ct.length > 0)
const series = sample?.ct[0]
if (sample === undefined || series === undefined) throw new Error('No sample case has a CT')
const volume = scanPhantom(ctGrid, paintPhantom(sample.parameters, ctGrid), { position: series.position, kernel: series.kernel, seed: 1, fromZMm: series.fromZMm, toZMm: series.toZMm, gantryTiltDeg: series.gantryTiltDeg, parameters: sample.parameters, needle: null, contrast: null })
const skin = SkinSurface.find(volume)
if (!skin.ok) throw new Error(skin.error.message)
const truth = pathTruth(buildPhantom(sample.parameters), sample.side, 'ctPosterolateral')
const finder = new WaysFinder(volume)
const [x, y, z] = truth.tipLpsMm

const search = (shiftMm: number, targetShiftMm: number): WaysSearch => ({
  target: [x + targetShiftMm, y, z], reachMm: 130, needleRadiusMm: 0.36, notAssessed: 0,
  structures: Array.from({ length: 6 }, (_, n) => ({
    id: String(n), name: String(n), uncertaintyMm: 1, margin: marginFor('vertebralArtery'),
    shape: { form: 'tube', points: Array.from({ length: 50 }, (_unused, at) => ({ pointLpsMm: [x + shiftMm + (n - 2.5) * 12 + 3 * Math.sin(at / 6), y + 4 * Math.cos(at / 5), z + at - 25] as [number, number, number], radiusMm: 2 })) },
  })),
})

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}
function time(round: (at: number) => WaysSearch): number {
  return median(Array.from({ length: 9 }, (_, at) => {
    const startedAt = performance.now()
    const found = finder.find(skin.ok ? skin.value : (() => { throw new Error('no skin') })(), round(at))
    if (!found.ok) throw new Error(found.error.message)
    return performance.now() - startedAt
  }))
}

finder.find(skin.value, search(0, 0))
const structure = time((at) => search(at * 0.3, 0))
const target = time((at) => search(0, 0.2 + at * 0.2))
const found = finder.find(skin.value, search(0, 0))
console.log(JSON.stringify({
  bench: 'waysIn',
  rows: [
    { work: 'ways in, a structure changed', ours: structure, unit: 'ms', target: 200, other: null, note: `${String(found.ok ? found.value.map.levels.length : 0)} skin points, six structures of 50 points` },
    { work: 'ways in, the target changed', ours: target, unit: 'ms', target: 200, other: null, note: 'skin and bone looked up again' },
  ],
}))
