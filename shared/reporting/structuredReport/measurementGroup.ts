import type { CodedConcept, ContentItem } from '#shared/dicom/contentItem.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import { actorNotStated } from '#shared/personName.ts'
import { anatomyCodes, observerCodes, reportCodes } from './codes.ts'
import { container, modifiedBy, observing, says } from './contentItems.ts'

export type GroupHeading = {
  /** What is followed, in words, and the UID by which other reports may follow the same thing. */
  readonly trackingIdentifier: string
  readonly trackingUid: string
  readonly finding: CodedConcept
  readonly site: ContentItem
  /** Who saw it, where it is one person's word. */
  readonly by?: string
  /** When it was seen, an instant. */
  readonly atIso?: string
}

/**
 * One measurement group: what it is about, where, and what was found.
 *
 * @source PS3.16 TID 1501 Measurement and Qualitative Evaluation Group, rows 1 to 3b and 6 to 8; the person by TID 1003
 */
export function measurementGroup({ trackingIdentifier, trackingUid, finding, site, by, atIso }: GroupHeading, found: readonly ContentItem[]): ContentItem {
  const group = container(reportCodes.measurementGroup, '1501', [
    observing(reportCodes.trackingIdentifier, { kind: 'text', text: trackingIdentifier.trim() === '' ? finding.meaning : trackingIdentifier }),
    observing(reportCodes.trackingUid, { kind: 'uid', uid: trackingUid }),
    ...(by === undefined ? [] : personObserver(by)),
    says(reportCodes.finding, finding),
    site,
    ...found,
  ])
  return atIso === undefined ? group : { ...group, observedAt: utcDateTime(atIso) }
}

/** The lateral atlanto-axial joint of one side; of none where nobody has said the side. @source PS3.16 TID 1501 rows 6 to 8 */
export const jointSite = (side: SideWord | null): ContentItem => modifiedBy(reportCodes.findingSite, anatomyCodes.atlantoaxialJoint, [
  ...(side === null ? [] : [modifiedBy(reportCodes.laterality, side === 'LEFT' ? anatomyCodes.left : anatomyCodes.right)]),
  modifiedBy(reportCodes.topographicalModifier, anatomyCodes.lateral),
])

/** A person as an observer; nobody where nobody was named. @source PS3.16 TID 1002 and TID 1003 */
export function personObserver(typed: string): readonly ContentItem[] {
  const name = typed === actorNotStated ? '' : asPersonName(typed)
  return name === '' ? [] : [observing(observerCodes.observerType, { kind: 'code', code: observerCodes.person }), observing(observerCodes.personName, { kind: 'person', name })]
}

/** A name as somebody typed it, in the one component of a PN that it fits: 64 characters, and none that divides a name (PS3.5 6.2.1). */
export const asPersonName = (typed: string): string => [...typed.replace(/[\p{Cc}\\^=]/gu, ' ').trim()].slice(0, 64).join('')

/** DT of an instant, with its offset, so that no reader takes it for a local time; six digits of the second, because DCMTK takes no other number. @source PS3.5 6.2 */
export const utcDateTime = (atIso: string): string => `${new Date(atIso).toISOString().slice(0, 23).replace(/[-:T]/g, '')}000+0000`
