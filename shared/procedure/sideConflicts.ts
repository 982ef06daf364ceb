import type { SideWord } from '#shared/dicom/identity.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { looksAcross } from '#shared/projection/looksAcross.ts'
import type { CaseDocument } from './caseDocument.ts'

type Study = Pick<CaseDocument['study'], 'side' | 'confirmedAtIso' | 'projectionLeft' | 'leadMarker' | 'sideChecked'>
type Half = 'screenStart' | 'screenEnd'

/** What a series says of sides, beside its pictures. */
export type SeriesSides = {
  readonly seriesUid: string
  /** As the screen calls it. */
  readonly name: string
  readonly studyDescription: string
  readonly laterality: string | null
  /** Where the headers of its runs put LEFT; null where they do not, or do not agree. */
  readonly headerLeft: Half | null
}

export type SideConflict = {
  /** Names what disagrees with what: a settled one comes back when either changes. */
  readonly key: string
  /** The two that disagree, short. */
  readonly between: readonly [string, string]
  readonly words: string
  /** False where the only way on is another answer. */
  readonly mayBeSettled: boolean
}

/** The key of what the header of a series says against the side. */
export const lateralityKey = (seriesUid: string, stated: SideWord, side: SideWord): string => `laterality ${seriesUid} ${stated} ${side}`

/** The side that a Laterality names; null where it names none, or both. */
export const sideOf = (laterality: string | null): SideWord | null => (laterality === 'L' ? 'LEFT' : laterality === 'R' ? 'RIGHT' : null)

/**
 * The side that an order names in the words of its study: exactly one, of a study of the neck. A description of a knee says
 * nothing of it.
 *
 * @source  Study Description (0008,1030), PS3.3 C.7.2.1: free text, so that what is read from it asks and never answers
 */
export function sideOfOrder(studyDescription: string): SideWord | null {
  if (!/\bC ?[0-2]\b|cervic|neck|atlant/i.test(studyDescription)) return null
  const named = new Set(studyDescription.toUpperCase().match(/\b(LEFT|RIGHT)\b/g))
  const [only] = named
  return named.size === 1 && (only === 'LEFT' || only === 'RIGHT') ? only : null
}

const halves: Readonly<Record<Half, string>> = { screenStart: 'the half nearer to the stage rail', screenEnd: 'the half nearer to the panel' }

/**
 * Every two that name different sides: the record, the order, the headers, the lead marker, and what the operator said. Nothing
 * goes on until the answer is another one or a person has settled it with the patient.
 *
 * @source  Laterality (0020,0060), Image Laterality (0020,0062), Frame Laterality (0020,9072), Patient Orientation (0020,0020)
 */
export function sideConflicts(study: Study, recordSide: SideWord | null, series: readonly SeriesSides[]): readonly SideConflict[] {
  const { side } = study
  const found: SideConflict[] = []
  if (side !== null && study.confirmedAtIso !== null && recordSide !== null && recordSide !== side) {
    found.push({ key: `record ${recordSide} ${side}`, between: [`record ${recordSide}`, `case ${side}`], words: `The record says ${recordSide}. The case says ${side}. Nothing else works until they agree. Check with the patient, then choose and confirm again.`, mayBeSettled: false })
  }
  if (side !== null) {
    const ordered = new Set(series.flatMap(({ studyDescription }) => sideOfOrder(studyDescription) ?? []))
    for (const order of ordered) {
      if (order !== side && ordered.size === 1) found.push({ key: `order ${order} ${side}`, between: [`order ${order}`, `case ${side}`], words: `The order says ${order}. You say ${side}. Nothing else works until they agree. Check with the patient, then choose again.`, mayBeSettled: true })
    }
  }
  for (const { seriesUid, name, laterality, headerLeft } of series) {
    const stated = sideOf(laterality)
    if (side !== null && stated !== null && stated !== side) {
      found.push({ key: lateralityKey(seriesUid, stated, side), between: [`images ${stated}`, `case ${side}`], words: `${name} says that it shows the ${stated} side. You say ${side}. Check with the patient, then choose again.`, mayBeSettled: true })
    }
    const said = study.projectionLeft[seriesUid]
    if (said === undefined) continue
    if (headerLeft !== null && headerLeft !== said) {
      found.push({ key: `orientation ${seriesUid} ${headerLeft} ${said}`, between: ['header', 'operator'], words: `The header of ${name} puts LEFT at ${halves[headerLeft]}. You say ${halves[said]}. Look for the lead marker, then choose again.`, mayBeSettled: true })
    }
    if (study.leadMarker[seriesUid] === 'disagrees') {
      found.push({ key: `marker ${seriesUid} ${said}`, between: ['lead marker', 'operator'], words: `The lead marker on ${name} puts LEFT at the other half than you. Nothing else works until they agree. Choose again.`, mayBeSettled: false })
    }
  }
  return found.filter(({ key, mayBeSettled }) => !mayBeSettled || study.sideChecked[key] === undefined)
}

type Headed = Pick<ImageDescription, 'patientOrientation' | 'positioner'>
/** Where the headers of a series put LEFT on the screen; null where none does, or not all at one half. Pictures from the side show it at no edge. */
export function headerLeftOf(images: readonly Headed[]): Half | null {
  const stated = new Set(images.flatMap(({ patientOrientation, positioner }): readonly Half[] => {
    if (looksAcross(positioner?.primaryDeg ?? null, positioner?.secondaryDeg ?? null)) return []
    const letter = patientOrientation?.[0].charAt(0).toUpperCase()
    return letter === 'L' ? ['screenEnd'] : letter === 'R' ? ['screenStart'] : []
  }))
  const [only] = stated
  return stated.size === 1 && only !== undefined ? only : null
}
