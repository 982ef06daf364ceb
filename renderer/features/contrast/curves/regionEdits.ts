import { MOST_REGIONS, type CurveRegion, type CurveRegionKind } from '#shared/contrast/runMarks.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

type Stored = CaseDocument['contrast']['regions'][string][number]
export type RegionGrip = 'middle' | 'across' | 'down'
type Point = readonly [number, number]

/** Nothing smaller has a mean worth anything. */
const LEAST_RADIUS_PX = 2
const round = (value: number): number => Math.round(value * 100) / 100

const noRegions: readonly Stored[] = []
export const regionsOf = ({ contrast }: CaseDocument, key: string): readonly Stored[] => contrast.regions[key] ?? noRegions

export const withRegions = (document: CaseDocument, key: string, change: (before: readonly Stored[]) => readonly Stored[]): CaseDocument =>
  ({ ...document, contrast: { ...document.contrast, regions: { ...document.contrast.regions, [key]: [...change(regionsOf(document, key))] } } })

/** Of the named kinds there is one each: drawn again it lies where it was drawn last. */
export const withRegion = (document: CaseDocument, key: string, region: CurveRegion): CaseDocument => withRegions(document, key, before => {
  const others = before.filter(each => each.regionId !== region.regionId && (region.kind === 'other' || each.kind !== region.kind))
  return others.length >= MOST_REGIONS ? before : [...others, stored(region)].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
})
export const withoutRegion = (document: CaseDocument, key: string, regionId: string): CaseDocument => withRegions(document, key, before => before.filter(each => each.regionId !== regionId))

const order: readonly CurveRegionKind[] = ['joint', 'vaCourse', 'canal', 'other']
const stored = ({ centre, radiiPx, ...rest }: CurveRegion): Stored => ({ ...rest, centre: [round(centre[0]), round(centre[1])], radiiPx: [round(radiiPx[0]), round(radiiPx[1])] })

/** Where a region can be held. */
export const gripsOf = ({ centre: [x, y], radiiPx: [rx, ry] }: CurveRegion): readonly { readonly grip: RegionGrip; readonly at: Point }[] =>
  [{ grip: 'middle', at: [x, y] }, { grip: 'across', at: [x + rx, y] }, { grip: 'down', at: [x, y + ry] }]

export function draggedRegion(region: CurveRegion, grip: RegionGrip, [x, y]: Point): CurveRegion {
  const [cx, cy] = region.centre
  const [rx, ry] = region.radiiPx
  switch (grip) {
    case 'middle': return { ...region, centre: [x, y] }
    case 'across': return { ...region, radiiPx: [Math.max(LEAST_RADIUS_PX, Math.abs(x - cx)), ry] }
    case 'down': return { ...region, radiiPx: [rx, Math.max(LEAST_RADIUS_PX, Math.abs(y - cy))] }
  }
}

/** The ellipse in the box between two corners. */
export function regionBetween(kind: CurveRegionKind, regionId: string, from: Point, to: Point): CurveRegion {
  const half = (a: number, b: number): number => Math.max(LEAST_RADIUS_PX, Math.abs(b - a) / 2)
  return { regionId, kind, name: '', centre: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], radiiPx: [half(from[0], to[0]), half(from[1], to[1])] }
}

/** What a click puts down, for a picture of that width. */
export function regionAround(kind: CurveRegionKind, regionId: string, at: Point, columns: number): CurveRegion {
  const [x, y] = usualSize[kind]
  return { regionId, kind, name: '', centre: [at[0], at[1]], radiiPx: [x * columns, y * columns] }
}

/** Parts of the picture's width: a joint lies across, the artery's course and the canal run along. */
const usualSize: Readonly<Record<CurveRegionKind, Point>> = { joint: [0.08, 0.05], vaCourse: [0.03, 0.09], canal: [0.06, 0.14], other: [0.04, 0.04] }

/** "Region 2": the first number that is free. */
export function newRegionName(regions: readonly CurveRegion[]): string {
  const taken = new Set(regions.map(({ name }) => name))
  let number = 1
  while (taken.has(`Region ${String(number)}`)) number += 1
  return `Region ${String(number)}`
}
