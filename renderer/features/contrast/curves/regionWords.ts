import type { CurveRegion, CurveRegionKind } from '#shared/contrast/runMarks.ts'

/** Colours and line patterns of the structures; a canvas reads no CSS variables. */
export type RegionLook = { readonly colour: string; readonly dash: readonly number[] }
export const regionLooks: Readonly<Record<CurveRegionKind, RegionLook>> = {
  joint: { colour: '#E191A0', dash: [] }, vaCourse: { colour: '#FA4E28', dash: [9, 5] }, canal: { colour: '#817EF9', dash: [2, 5] }, other: { colour: '#5AD8FF', dash: [12, 4, 2, 4] },
}
export const regionKindWords: Readonly<Record<CurveRegionKind, string>> = { joint: 'Joint', vaCourse: 'VA course', canal: 'Canal', other: 'Region' }
export const regionKinds: readonly CurveRegionKind[] = ['joint', 'vaCourse', 'canal', 'other']

export const regionName = ({ kind, name }: Pick<CurveRegion, 'kind' | 'name'>): string => (name === '' ? regionKindWords[kind] : name)
