import { isSameConcept, type CodedConcept, type ContentItem, type ImageReference } from '#shared/dicom/contentItem.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { readContentTree } from '#shared/dicom/readContentTree.ts'
import { tags } from '#shared/dicom/tags.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { anatomyCodes, reportCodes } from './codes.ts'

/** A structured report as it says itself to be. */
export type ReadReport = {
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  readonly isComplete: boolean
  /** Empty where nobody has taken responsibility for it. */
  readonly verifiedBy: readonly { readonly name: string; readonly dateTime: string }[]
  /** UIDs of the reports that this one follows. */
  readonly follows: readonly string[]
  /** UIDs of all objects that it names as evidence. */
  readonly evidence: readonly string[]
  readonly tree: ContentItem
}

/** One measurement group, its items by what they are. Concepts are compared by value and scheme, so names are kept whole. */
export type ReadGroup = {
  readonly trackingIdentifier: string
  readonly trackingUid: string
  readonly finding: CodedConcept | null
  readonly site: CodedConcept | null
  readonly side: 'LEFT' | 'RIGHT' | null
  readonly observedAt: string | null
  readonly items: readonly ContentItem[]
}

/**
 * Reads a report of ours, or of anybody who follows the same template.
 *
 * @source PS3.3 C.17.2 SR Document General; PS3.16 TID 1500
 */
export function readStructuredReport(header: DicomHeader): Result<ReadReport, Fault<'NOT_A_REPORT' | 'BROKEN_REPORT'>> {
  const tree = readContentTree(header)
  if (!tree.ok) return tree
  const [sopClassUid, sopInstanceUid] = [header.text(tags.SOPClassUID), header.text(tags.SOPInstanceUID)]
  if (sopClassUid === null || sopInstanceUid === null) return err('BROKEN_REPORT', 'This report does not say which object it is. Ask the sender for the original file.')
  return ok({
    sopClassUid, sopInstanceUid, isComplete: header.text(tags.CompletionFlag) === 'COMPLETE',
    verifiedBy: header.text(tags.VerificationFlag) !== 'VERIFIED' ? [] : header.items(tags.VerifyingObserverSequence).map((observer) => ({ name: observer.text(tags.VerifyingObserverName) ?? '', dateTime: observer.text(tags.VerificationDateTime) ?? '' })),
    follows: header.items(tags.PredecessorDocumentsSequence).flatMap(instancesUnder),
    evidence: [tags.CurrentRequestedProcedureEvidenceSequence, tags.PertinentOtherEvidenceSequence].flatMap((tag) => header.items(tag)).flatMap(instancesUnder),
    tree: tree.value,
  })
}

const instancesUnder = (study: DicomHeader): readonly string[] => study.items(tags.ReferencedSeriesSequence).flatMap((series) => series.items(tags.ReferencedSOPSequence)).flatMap((instance) => instance.text(tags.ReferencedSOPInstanceUID) ?? [])

/** The measurement groups of a report, in its order. */
export const groupsOf = (tree: ContentItem): readonly ReadGroup[] => tree.children
  .filter(({ name }) => isSameConcept(name, reportCodes.imagingMeasurements)).flatMap(({ children }) => children)
  .filter(({ name }) => isSameConcept(name, reportCodes.measurementGroup)).map(readGroup)

function readGroup({ children, observedAt }: ContentItem): ReadGroup {
  const item = (concept: CodedConcept): ContentItem | null => children.find(({ name }) => isSameConcept(name, concept)) ?? null
  const [identifier, uid, finding, site] = [item(reportCodes.trackingIdentifier), item(reportCodes.trackingUid), item(reportCodes.finding), item(reportCodes.findingSite)]
  const laterality = codeOf(site?.children.find(({ name }) => isSameConcept(name, reportCodes.laterality)) ?? null)
  return {
    trackingIdentifier: identifier?.value.kind === 'text' ? identifier.value.text : '', trackingUid: uid?.value.kind === 'uid' ? uid.value.uid : '',
    finding: codeOf(finding), site: codeOf(site),
    side: isSameConcept(laterality, anatomyCodes.left) ? 'LEFT' : isSameConcept(laterality, anatomyCodes.right) ? 'RIGHT' : null,
    observedAt: observedAt ?? null,
    items: children.filter((child) => child !== identifier && child !== uid && child !== finding && child !== site),
  }
}

const codeOf = (item: ContentItem | null): CodedConcept | null => (item?.value.kind === 'code' ? item.value.code : null)

/** What a group says under one concept, each time it says it. */
export const saidIn = ({ items }: Pick<ReadGroup, 'items'>, concept: CodedConcept): readonly ContentItem[] => items.filter(({ name }) => isSameConcept(name, concept))

/** Every image that an item or anything below it points at. */
export const imagesUnder = ({ value, children }: ContentItem): readonly ImageReference[] => [...(value.kind === 'image' ? [value.reference] : []), ...children.flatMap(imagesUnder)]
