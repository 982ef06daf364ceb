import { randomUUID } from 'node:crypto'
import { hashOf } from '#electron/services/teaching/caseStore.ts'
import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { emptyCaseText, type TeachingCase } from '#shared/teaching/teachingCase.ts'

type Differences = { readonly teachingCase?: Partial<TeachingCase>; readonly answers?: Partial<AnswerLayer> }

/** A released case without images, and its answers. */
export function buildTeachingCase({ teachingCase = {}, answers = {} }: Differences = {}): { readonly teachingCase: TeachingCase; readonly answers: AnswerLayer } {
  const { findings, teachingPoints, ...text } = emptyCaseText
  const around = { schemaVersion: 1, teachingCaseId: randomUUID(), version: 1 } as const
  const layer: AnswerLayer = { ...around, findings, teachingPoints, keys: [], expertPlan: null, timeline: [], files: [], ...answers }
  return {
    answers: layer,
    teachingCase: {
      ...around, number: 7, text: { ...text, title: 'A case' }, side: 'LEFT', level: 'C1-2', series: [], questions: [], timeline: [], files: [], answersSha256: hashOf(layer),
      identity: { options: deidentifyOptions.parse({}), recognizableFeatures: '', isSynthetic: false, checkedBy: 'twoPersons', releasedAtIso: '2026-11-22T10:00:00.000Z' },
      ...teachingCase,
    },
  }
}
