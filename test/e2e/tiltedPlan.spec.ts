import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createServices } from '#electron/services/createServices.ts'
import { needleDeviation } from '#shared/planning/deviation.ts'
import { acquisitionPlaneAngles } from '#shared/planning/pathAngles.ts'
import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { openInPlan, setPoint, type Lps } from './steps.ts'

type Truth = { readonly paths: readonly { readonly route: string; readonly tipLpsMm: Lps; readonly entryLpsMm: Lps; readonly lengthMm: number }[]; readonly routeOfTheNeedle: string; readonly series: readonly { readonly ct: { readonly gantryTiltDeg: number } }[] }
const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((value, axis) => value - (b[axis] ?? Number.NaN)))

test('a path driven to the truth on a CT with a tilted gantry has the truth’s figures', async ({ open, dataFolder }, testInfo) => {
  const truth = JSON.parse(await readFile(path.join(sampleCase('g-tilted-gantry'), 'truth.json'), 'utf8')) as Truth
  const route = truth.paths.find((each) => each.route === truth.routeOfTheNeedle)
  const tiltDeg = truth.series[0]?.ct.gantryTiltDeg ?? Number.NaN
  if (route === undefined) throw new Error('The truth names no path.')
  const app = await open()
  const { page } = app
  await openInPlan(app, sampleCase('g-tilted-gantry/tilted'), 'SAMPLE, TILTED GANTRY')
  await setPoint(page, 't', route.tipLpsMm)
  await setPoint(page, 'e', route.entryLpsMm)
  const numbers = page.getByRole('region', { name: 'Path numbers' })
  await expect(numbers).toContainText('Skin to target')
  const shown = Number(/target(\d+\.\d)mm/.exec((await numbers.textContent()) ?? '')?.[1])
  expect(Math.abs(shown - route.lengthMm)).toBeLessThan(0.3)
  const defined = evaluatePath(route.entryLpsMm, route.tipLpsMm)
  const radians = tiltDeg * Math.PI / 180
  const plane = acquisitionPlaneAngles(route.entryLpsMm, route.tipLpsMm, [0, -Math.sin(radians), Math.cos(radians)])
  const other = acquisitionPlaneAngles(route.entryLpsMm, route.tipLpsMm, [0, Math.sin(radians), Math.cos(radians)])
  if (!defined.ok || !plane.ok || !other.ok) throw new Error('The truth has no angles.')
  const angles = (await page.getByRole('region', { name: 'Needle angles' }).textContent()) ?? ''
  const [, tilt, inPlane, outOfPlane] = /tilted (\d+\.\d)°(\d+\.\d)°.*acquired slice(\d+\.\d)°/.exec(angles)?.map(Number) ?? []
  testInfo.annotations.push({ type: 'shown', description: angles })
  expect(tilt).toBeCloseTo(tiltDeg, 1)
  const isNear = ({ value }: typeof plane): boolean => Math.abs((inPlane ?? Number.NaN) - value.inPlaneDeg) < 0.3 && Math.abs((outOfPlane ?? Number.NaN) - Math.abs(value.outOfPlaneDeg)) < 0.3
  expect([plane, other].some(isNear)).toBe(true)
  expect(app.pageErrors).toEqual([])
  await app.close()

  const running = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  try {
    const library = await running.services['library.series']({})
    const series = library.ok ? library.value.series[0] : undefined
    const saved = series === undefined ? null : await running.services['case.get']({ caseId: series.caseId })
    const plan = saved?.ok === true ? saved.value.document.plans[0] : undefined
    if (plan?.kind !== 'volume' || plan.entryLpsMm === null || plan.targetLpsMm === null) throw new Error('The plan is not complete.')
    const off = needleDeviation([route.entryLpsMm, route.tipLpsMm], { hubSide: plan.entryLpsMm, tip: plan.targetLpsMm })
    if (!off.ok) throw new Error(off.error.message)
    testInfo.annotations.push({ type: 'from the truth', description: `target ${distance(plan.targetLpsMm, route.tipLpsMm).toFixed(3)} mm, entry ${distance(plan.entryLpsMm, route.entryLpsMm).toFixed(3)} mm, ${off.value.angleDeg.toFixed(3)}°` })
    expect(distance(plan.targetLpsMm, route.tipLpsMm)).toBeLessThan(0.3)
    expect(distance(plan.entryLpsMm, route.entryLpsMm)).toBeLessThan(0.3)
    expect(off.value.angleDeg).toBeLessThan(0.3)
  } finally {
    await running.close()
  }
})
