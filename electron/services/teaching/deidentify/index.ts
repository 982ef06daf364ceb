/**
 * De-identification of one case, in this order: read every original (`readWholeObject`), look through all of them
 * (`createSurvey`), let a person decide on the lines (`survey.texts`), copy each (`copyWithoutIdentity`), gather what was
 * taken away (`collectWords`) and look for it in everything that is to leave (`createResidueSearch`).
 */
import { codeWords } from '#shared/reporting/structuredReport/codeWords.ts'
import { ok, type Result } from '#shared/result.ts'
import type { DataElement } from '#shared/teaching/deidentification/dataSet.ts'
import { deidentify } from '#shared/teaching/deidentification/deidentify.ts'
import type { DeidentifyContext, Deidentified } from '#shared/teaching/deidentification/deidentifyContext.ts'
import { decisionsOf } from '#shared/teaching/deidentification/freeText.ts'
import { createWordCollector, type WordCollector } from '#shared/teaching/deidentification/identityWords.ts'
import { ordinaryWords } from '#shared/teaching/deidentification/ordinaryWords.ts'
import type { DeidentifyFault } from '#shared/teaching/deidentification/refusals.ts'
import { createSurvey } from '#shared/teaching/deidentification/survey.ts'
import { withElements } from '#shared/teaching/deidentification/dataSet.ts'
import { attributeOf, attributeWords } from '#electron/services/dicom/attributeDictionary.ts'
import { readWholeObject, type WholeObject } from '#electron/services/dicom/wholeDataSet.ts'
import { writeWholeObject } from '#electron/services/dicom/writeWholeObject.ts'
import { createIdentityKey } from './hmacKey.ts'
import { createResidueSearch, MOST_FINDS } from './residueSearch.ts'

export { attributeOf, createIdentityKey, createResidueSearch, createSurvey, decisionsOf, MOST_FINDS, readWholeObject, writeWholeObject }
export type { DeidentifyContext, Deidentified, WholeObject }

/** Words of the copy to look for; what DICOM's own attributes are called, and what the codes of a report mean, counts as ordinary too. */
export const collectWords = (): WordCollector => createWordCollector(new Set([...ordinaryWords, ...attributeWords(), ...codeWords()]))

export type CopiedObject = Deidentified & { readonly bytes: Uint8Array }

const proseVrs = new Set(['LO', 'LT', 'ST', 'UT'])

/**
 * The bytes of a copy that names nobody. `changed` are attributes that take the original's place before it is cleaned: pixel data
 * with covered text, the lines of its header that say so. Prose among them is the caller's own: it goes in as it is, and the
 * original's is cleaned as always.
 */
export function copyWithoutIdentity(original: WholeObject, context: DeidentifyContext, changed: { readonly elements: readonly DataElement[]; readonly transferSyntaxUid: string } | null = null): Result<CopiedObject, DeidentifyFault> {
  const elements = changed?.elements ?? []
  const cleaned = deidentify(withElements(original.dataSet, elements.filter(({ vr }) => !proseVrs.has(vr))), context)
  if (!cleaned.ok) return cleaned
  const own = elements.filter(({ vr }) => proseVrs.has(vr))
  const copy = withElements(cleaned.value.copy, own)
  const said = own.flatMap(({ value }) => (value.kind === 'text' ? value.texts : []))
  return ok({ ...cleaned.value, copy, keptLines: [...cleaned.value.keptLines, ...said], bytes: writeWholeObject(copy, changed?.transferSyntaxUid ?? original.transferSyntaxUid) })
}
