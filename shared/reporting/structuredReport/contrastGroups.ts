import type { ContrastAssessment } from '#shared/contrast/assessment.ts'
import { qualityParts } from '#shared/contrast/assessment.ts'
import type { CtSpreadFigures } from '#shared/contrast/ctSpreadFigures.ts'
import type { CodedConcept, ContentItem } from '#shared/dicom/contentItem.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { ctRows } from '../assessmentRows.ts'
import { measureCodes, reportCodes, unitCodes } from './codes.ts'
import { image, measured, modifiedBy, says, words } from './contentItems.ts'
import { jointSite, measurementGroup } from './measurementGroup.ts'
import { structureCode } from './planGroups.ts'
import { decisionCode, gradeCode, patternCode, privateCodes, qualityCode } from './privateCodes.ts'
import type { ReportInput } from './reportInput.ts'

/** One group for each decision about contrast, oldest first; its number never changes, because a decision is never taken out. */
export const contrastGroups = ({ record, deriveUid }: ReportInput): readonly ContentItem[] => record.assessments.map((decided, at) =>
  measurementGroup({ trackingIdentifier: `Contrast decision ${String(at + 1)}`, trackingUid: deriveUid(`record/${record.recordId}/contrast/${String(at + 1)}`), finding: privateCodes.contrastDecision, site: jointSite(record.side), by: decided.actor, atIso: decided.atIso }, foundIn(decided)))

function foundIn({ assessment, seenOn }: RecordState['assessments'][number]): readonly ContentItem[] {
  const { patterns, decision, missing, againstListReason, noLateralReason, framesPerSecond, slowestFramesPerSecond, ctSpread, comment } = assessment
  return [
    ...(seenOn ?? []).map((frames) => image(reportCodes.source, frames)),
    ...injectionItems(assessment),
    ...qualityItems(assessment),
    ...(framesPerSecond === undefined ? [] : [measured(privateCodes.frameRate, framesPerSecond, unitCodes.framesPerSecond, measureCodes.indeterminate)]),
    ...(slowestFramesPerSecond === undefined ? [] : [measured(privateCodes.slowestFrameRate, slowestFramesPerSecond, unitCodes.framesPerSecond, measureCodes.indeterminate)]),
    ...patterns.map((pattern) => says(privateCodes.pattern, patternCode(pattern))),
    ...vesselItem(assessment),
    ...(ctSpread === undefined ? [] : spreadItems(ctSpread)),
    ...(missing ?? []).flatMap((one) => words(privateCodes.stillToDo, one)),
    ...words(privateCodes.againstList, againstListReason ?? ''),
    ...words(privateCodes.noLateral, noLateralReason ?? ''),
    says(privateCodes.decision, decisionCode(decision)),
    ...words(reportCodes.comment, comment),
  ]
}

/** @source PS3.16 TID 3106: what was given, and how much */
function injectionItems({ injection }: ContrastAssessment): readonly ContentItem[] {
  if (injection === undefined) return []
  return [...words(measureCodes.contrastAdministered, injection.agent), measured(measureCodes.volumeAdministered, injection.volumeMl, unitCodes.ml, measureCodes.notAttempted)]
}

/** A part that nobody rated is not there: it is neither good nor poor. */
const qualityItems = ({ quality }: ContrastAssessment): readonly ContentItem[] => (quality === undefined ? [] : qualityParts.flatMap((part) => {
  const grade = quality[part]
  return grade === null ? [] : [says(qualityCode(part), gradeCode(grade))]
}))

const vesselAnswers: Readonly<Record<NonNullable<ContrastAssessment['vesselFilling']>, CodedConcept>> = { yes: measureCodes.yes, no: measureCodes.no, unsure: privateCodes.unsure }
const vesselItem = ({ vesselFilling }: ContrastAssessment): readonly ContentItem[] => (vesselFilling === null ? [] : [says(privateCodes.vesselFilling, vesselAnswers[vesselFilling])])

/** The numbers are of what was seen; how far they hold is in the words beside them. */
function spreadItems(figures: CtSpreadFigures): readonly ContentItem[] {
  const { volumeMl, longestMm, missingMl, distances, decrease } = figures
  return [
    ...figure(privateCodes.visibleVolume, volumeMl, unitCodes.ml),
    measured(privateCodes.longestExtent, longestMm, unitCodes.mm, measureCodes.notAttempted),
    ...figure(privateCodes.missingVolume, missingMl, unitCodes.ml),
    ...distances.flatMap(({ kind, name, distanceMm }) => figure(privateCodes.contrastDistance, distanceMm, unitCodes.mm, [modifiedBy(reportCodes.findingSite, structureCode(kind))], name)),
    ...(decrease === null ? [] : figure(privateCodes.decrease, decrease.value === null ? decrease : { value: 100 * decrease.value, reason: null }, unitCodes.percent)),
    ...ctRows(figures).flatMap((row) => words(privateCodes.ctInWords, `${row.term}: ${row.words}`)),
  ]
}

/** A figure of CT with its reason where there is none, so that nobody takes its absence for a zero. */
function figure(name: CodedConcept, { value, reason }: CtSpreadFigures['volumeMl'], unit: CodedConcept, about: readonly ContentItem[] = [], of = ''): readonly ContentItem[] {
  return [measured(name, value, unit, measureCodes.indeterminate, about), ...(reason === null ? [] : words(privateCodes.whyNotAvailable, `${of === '' ? name.meaning : of}: ${reason}`))]
}
