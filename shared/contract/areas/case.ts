import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { instant, text, uuid } from '#shared/values.ts'
import { caseDocument } from '#shared/procedure/caseDocument.ts'
import { sideWord, levelName, patientIdentity } from '#shared/dicom/identity.ts'

const caseId = text(64)
const steps = { canUndo: text(200).nullable().describe('the step that undo would take back'), canRedo: text(200).nullable() }
export const caseSnapshot = z.strictObject({
  caseId,
  version: z.int().min(0),
  document: caseDocument,
  savedAtIso: instant.nullable(),
  recordId: uuid.nullable().describe('the record of this case that is not signed yet, else its newest; null where there is none'),
  ...steps,
})
export type CaseSnapshot = Readonly<z.infer<typeof caseSnapshot>>

/** Cases are the patients of the library. Each edit is durable before it is answered; undo and redo survive a restart. */
export const caseMethods = {
  'case.list': method(
    'The cases, newest images first.',
    z.strictObject({}),
    z.strictObject({ cases: z.array(z.strictObject({
      caseId, ...patientIdentity.shape,
      newestImageAt: text(32).nullable(), images: text(200).describe('such as "CT 113, XA 5 runs"'),
      side: sideWord.nullable(), level: levelName.nullable(),
      stage: z.enum(['study', 'plan', 'contrast', 'record']).describe('the first stage with something to do'),
      keyImages: z.int(), thumbnailSeriesUid: text(64).nullable(), seriesCount: z.int(),
    })) }),
    [],
  ),
  'case.get': method('The case as last saved.', z.strictObject({ caseId }), caseSnapshot, ['UNKNOWN_CASE']),
  'case.edit': method(
    'Saves the whole document as one named step. `baseVersion` is the version it was made from.',
    z.strictObject({ caseId, baseVersion: z.int().min(0), step: text(200), document: caseDocument }),
    caseSnapshot,
    ['UNKNOWN_CASE', 'OUTDATED', 'STORAGE_FAILED'],
  ),
  'case.undo': method('Takes back the last step.', z.strictObject({ caseId }), caseSnapshot, ['UNKNOWN_CASE', 'NOTHING_TO_UNDO', 'STORAGE_FAILED']),
  'case.redo': method('Repeats the step taken back last.', z.strictObject({ caseId }), caseSnapshot, ['UNKNOWN_CASE', 'NOTHING_TO_REDO', 'STORAGE_FAILED']),
} as const
