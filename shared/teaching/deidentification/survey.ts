import { ok, type Result } from '#shared/result.ts'
import type { AttributeDictionary, DataSet } from './dataSet.ts'
import { deidentify } from './deidentify.ts'
import type { ReviewedText } from './findings.ts'
import { reviewList, type TextLine } from './freeText.ts'
import type { IdentityKey } from './identityKey.ts'
import { createNameCollector, type NameWords } from './names.ts'
import type { DeidentifyOptions } from './options.ts'
import { createPatientCollector } from './patients.ts'
import type { DeidentifyFault } from './refusals.ts'

/** What all objects of a case hold, gathered before any of them is copied. */
export type Survey = {
  /** Looks through one original; a fault says why it can't be part of a case. */
  readonly add: (original: DataSet) => Result<null, DeidentifyFault>
  /** The lines that a person has to read, each once, with the decisions that were made before. */
  readonly texts: (earlier: readonly ReviewedText[]) => readonly ReviewedText[]
  readonly names: () => NameWords
  /** Whom the originals are of, for `key.daysBackOf`: one patient, one distance in every case. */
  readonly patient: () => string
  readonly areSeveral: () => boolean
}

const nobody: NameWords = { tokens: new Set(), pieces: [] }

export function createSurvey(options: DeidentifyOptions, dictionary: AttributeDictionary): Survey {
  const names = createNameCollector()
  const lines = new Map<string, { readonly line: TextLine; objects: number }>()
  // UIDs aren't looked at here: a key that maps nothing is enough.
  const key: IdentityKey = { uidOf: (uid) => uid, daysBackOf: () => 1 }
  const patients = createPatientCollector()
  return {
    add: (original) => {
      const cleaned = deidentify(original, { options, key, daysBack: 1, patient: { name: '', id: '' }, names: nobody, decide: () => null, dictionary, done: { pixels: false, features: false } })
      if (!cleaned.ok) return cleaned
      names.add(original)
      patients.add(original)
      for (const line of new Map(cleaned.value.lines.map((one) => [one.textId, one])).values()) {
        const known = lines.get(line.textId)
        if (known === undefined) lines.set(line.textId, { line, objects: 1 })
        else known.objects += 1
      }
      return ok(null)
    },
    texts: (earlier) => reviewList(lines.values(), names.words(), earlier),
    names: () => names.words(),
    patient: patients.identity,
    areSeveral: patients.areSeveral,
  }
}
