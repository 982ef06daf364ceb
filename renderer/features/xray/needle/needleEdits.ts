import type { ImagePoint } from '#renderer/viewports/index.ts'
import type { FluoroscopicNeedle } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

export type NeedlePlace = { readonly seriesUid: string; readonly frame: number }
export const needleAt = (needles: readonly FluoroscopicNeedle[], { seriesUid, frame }: NeedlePlace): FluoroscopicNeedle | null => needles.find((needle) => needle.seriesUid === seriesUid && needle.frame === frame) ?? null

/** What a click with the Shaft tool marks; null when both ends are there. */
export const nextEnd = (needle: FluoroscopicNeedle | null): 'tip' | 'hub' | null => (needle === null || needle.tipPx === null ? 'tip' : needle.hubPx === null ? 'hub' : null)

export function withEnd(needles: readonly FluoroscopicNeedle[], { seriesUid, frame }: NeedlePlace, end: 'tip' | 'hub', [column, row]: ImagePoint, by: string, atIso: string): FluoroscopicNeedle[] {
  const known = needleAt(needles, { seriesUid, frame }) ?? { seriesUid, frame, hubPx: null, tipPx: null, by, atIso }
  const changed: FluoroscopicNeedle = { ...known, ...(end === 'tip' ? { tipPx: [column, row] } : { hubPx: [column, row] }), by, atIso }
  return [...needles.filter((needle) => needle !== known), changed]
}

export const withNeedleEnd = (document: CaseDocument, place: NeedlePlace, end: 'tip' | 'hub', at: ImagePoint, by: string, atIso: string): CaseDocument =>
  ({ ...document, fluoroscopy: { ...document.fluoroscopy, needles: withEnd(document.fluoroscopy.needles, place, end, at, by, atIso) } })

/** One end less; the needle itself goes with its last. */
export function withoutNeedleEnd(document: CaseDocument, place: NeedlePlace, end: 'tip' | 'hub' | 'both'): CaseDocument {
  const needles = document.fluoroscopy.needles.map((needle) => (needle.seriesUid !== place.seriesUid || needle.frame !== place.frame ? needle : { ...needle, ...(end === 'hub' ? {} : { tipPx: null }), ...(end === 'tip' ? {} : { hubPx: null }) }))
  return { ...document, fluoroscopy: { ...document.fluoroscopy, needles: needles.filter(({ hubPx, tipPx }) => hubPx !== null || tipPx !== null) } }
}
