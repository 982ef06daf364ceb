import { createIdentityKey } from '#electron/services/teaching/deidentify/index.ts'
import { caseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { recordEventBody, type RecordEvent } from '#shared/procedure/recordEvents.ts'
import { cleanDocuments } from '#shared/teaching/deidentification/cleanDocument.ts'
import type { ReviewedText } from '#shared/teaching/deidentification/findings.ts'
import { reviewList, type TextLine } from '#shared/teaching/deidentification/freeText.ts'
import { mapStrings } from '#shared/teaching/deidentification/mapStrings.ts'
import type { NameWords } from '#shared/teaching/deidentification/names.ts'

/** The lines of a record and of a plan that a person has to read, each once, with what was decided before. */
export function documentTexts(events: readonly RecordEvent[], plan: CaseDocument | null, names: NameWords, earlier: readonly ReviewedText[]): readonly ReviewedText[] {
  // Nothing is written of what this makes: any key will do.
  const cleaning = cleanDocuments({ key: createIdentityKey(new Uint8Array(32)), dates: 'shifted', daysBack: 1, patient: { name: '', id: '' }, decide: () => null })
  for (const { body } of events) mapStrings(recordEventBody, body, cleaning.map)
  if (plan !== null) mapStrings(caseDocument, plan, cleaning.map)
  const lines = new Map<string, { readonly line: TextLine; objects: number }>()
  for (const line of cleaning.lines) {
    const known = lines.get(line.textId)
    if (known === undefined) lines.set(line.textId, { line, objects: 1 })
    else known.objects += 1
  }
  return reviewList(lines.values(), names, earlier)
}
