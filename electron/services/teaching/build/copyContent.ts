import { z } from 'zod'
import { answerLayer, type AnswerLayer } from '#shared/teaching/answerLayer.ts'
import { caseFile, teachingCase, type CaseFile, type TimelineStep } from '#shared/teaching/teachingCase.ts'
import { caseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { DocumentCleaning } from '#shared/teaching/deidentification/cleanDocument.ts'
import { tagsAfter, tagsBefore } from '#shared/teaching/caseTags.ts'
import { mapStrings } from '#shared/teaching/deidentification/mapStrings.ts'
import type { RecordEvent } from '#shared/procedure/recordEvents.ts'
import type { ContrastAssessment } from '#shared/contrast/assessment.ts'
import { decisionWords, patternsInWords } from '#shared/contrast/assessmentWords.ts'
import type { AnswerKey } from '#shared/teaching/questions.ts'
import type { CopyOrder } from './copyOrder.ts'

/** A case before anybody has released it: everything of it but who did so. */
export const copyContent = z.strictObject({
  case: teachingCase.omit({ answersSha256: true }).extend({ identity: teachingCase.shape.identity.omit({ checkedBy: true, releasedAtIso: true }) }),
  answers: answerLayer,
  sheet: z.array(caseFile),
})
export type CopyContent = Readonly<z.infer<typeof copyContent>>

export type ContentParts = {
  readonly series: CopyContent['case']['series']
  readonly imageFiles: readonly CaseFile[]
  /** Reports and marks that came with the images, and what the record left. */
  readonly reportFiles: readonly CaseFile[]
  readonly sheet: readonly CaseFile[]
  readonly timeline: readonly TimelineStep[]
  readonly expertPlan: CaseDocument | null
  readonly keys: readonly AnswerKey[]
  readonly recognizableFeatures: string
  readonly isSynthetic: boolean
  /** The frame of the copy that a frame of the original is; null where it was cropped away. */
  readonly frameOf: (seriesUid: string, frame: number) => number | null
}

/**
 * What a case says and what answers it. The steps of the procedure are part of the answers, whether anything is asked or not:
 * what was judged and decided stands in them, and their pictures lie there. So are reports and marks of the images, and what
 * the record left (annotated pictures, reports).
 */
export function contentOf({ document, number, teachingCaseId, caseVersion, key }: CopyOrder, parts: ContentParts): CopyContent {
  const { text: { findings, teachingPoints, ...text }, questions } = document
  const layer: AnswerLayer = {
    schemaVersion: 1, teachingCaseId, version: caseVersion, salt: key.uidOf('answers'), findings, teachingPoints, tags: tagsAfter(text.tags, questions), keys: [...parts.keys], expertPlan: parts.expertPlan,
    timeline: [...parts.timeline], files: [...parts.reportFiles],
  }
  return {
    case: {
      schemaVersion: 1, teachingCaseId, version: caseVersion, number, ...(caseVersion > 1 && { correction: document.correction }), text: { ...text, tags: tagsBefore(text.tags, questions) },
      side: questions.some(({ kind }) => kind === 'whichSide') ? null : document.side, level: document.level, series: parts.series,
      questions: questions.map((question) => ({ ...question, seriesUid: key.uidOf(question.seriesUid), frame: question.frame === null ? null : parts.frameOf(question.seriesUid, question.frame) })),
      timeline: [],
      identity: { options: document.options, recognizableFeatures: parts.recognizableFeatures, isSynthetic: parts.isSynthetic },
      files: [...parts.imageFiles],
    },
    answers: layer, sheet: [...parts.sheet],
  }
}

export const cleanPlan = (plan: CaseDocument | null, cleaning: DocumentCleaning): CaseDocument | null => (plan === null ? null : caseDocument.parse(mapStrings(caseDocument, plan, cleaning.map)))

const kinds: Readonly<Partial<Record<RecordEvent['body']['kind'], string>>> = {
  recordCreated: 'The record begins', planAccepted: 'The plan is accepted', contrastAssessed: 'The contrast is judged', noteWritten: 'The note is written', signed: 'The record is signed', countersigned: 'A second person signs', addendumWritten: 'An addendum is written',
}

const judgedInWords = ({ patterns, decision }: ContrastAssessment): string => `The contrast is judged: ${patterns.length === 0 ? 'pattern not stated' : patternsInWords(patterns)}. ${decisionWords[decision]}`

/** The steps of a cleaned record as they happened, in the app's words; seconds from the first, never a time of day. */
export function timelineOf(events: readonly RecordEvent[]): readonly TimelineStep[] {
  const beganMs = Date.parse(events[0]?.atIso ?? '')
  const step = (atIso: string, words: string, seriesUid: string | null = null, pictureSha256: string | null = null): TimelineStep => ({ afterSeconds: (Date.parse(atIso) - beganMs) / 1000, words: words.slice(0, 500), seriesUid, pictureSha256 })
  const steps = events.flatMap(({ body, atIso }): readonly TimelineStep[] => {
    switch (body.kind) {
      case 'keyImageAdded': return [step(atIso, body.title === '' ? 'A picture is kept' : body.title, body.seriesUid, body.picture.sha256)]
      case 'contrastAssessed': return [step(atIso, judgedInWords(body.assessment), body.assessment.seriesUid)]
      case 'happeningNoted': return [step(body.happenedAtIso, body.words)]
      case 'planAccepted': return [step(atIso, 'The plan is accepted', body.plan.seriesUid)]
      default: {
        const words = kinds[body.kind]
        return words === undefined ? [] : [step(atIso, words)]
      }
    }
  })
  return steps.toSorted((a, b) => a.afterSeconds - b.afterSeconds).slice(0, 1000)
}
