import { ok, type Result } from '#shared/result.ts'
import { cleanElement } from './cleanElement.ts'
import { elementOf, textOf, type DataElement, type DataSet } from './dataSet.ts'
import type { DeidentifyContext, Deidentified, Place, Walk } from './deidentifyContext.ts'
import { chosenColumns } from './profileActions.ts'
import { familyOf, type DeidentifyFault } from './refusals.ts'
import { remarksOn, statedWords, withStatements } from './statements.ts'
import { nameOf } from './withdraw.ts'

/**
 * The copy of one object that names nobody, or why there is none.
 *
 * Pixel data stands in the copy as it stood: covering text in it, cropping and defacing are the caller's, who says so in `context.done`.
 *
 * @source PS3.15 Annex E, edition of `profileEdition`
 */
export function deidentify(original: DataSet, context: DeidentifyContext): Result<Deidentified, DeidentifyFault> {
  const family = familyOf(original)
  if (!family.ok) return family
  const gathered = { lines: [], taken: [], allowed: [context.patient.name, context.patient.id, ...statedWords], keptLines: [], remarks: [...remarksOn(original, context)] }
  const walk: Walk = {
    context, columns: chosenColumns(context.options), gathered,
    cleanItem: (item, place, sequence) => cleanDataSet(walk, item, { ...place, path: [...place.path, sequence.tag], words: wordsOf(walk, item, place, sequence), scheme: schemeOf(item), concept: conceptOf(item) ?? place.concept, siblings: item }),
  }
  const cleaned = cleanDataSet(walk, original, { family: family.value, path: [], words: '', scheme: null, concept: null, isDummy: false, siblings: original })
  return ok({ copy: withStatements(cleaned, original, family.value, context), ...gathered })
}

function cleanDataSet(walk: Walk, dataSet: DataSet, place: Place): DataSet {
  return dataSet.flatMap((element) => {
    // Nested text is written in the encoding of the whole file.
    if (element.tag === '00080005') return []
    return cleanElement(walk, element, place) ?? []
  })
}

const schemeOf = (item: DataSet): string | null => textOf(item, '00080102')

function conceptOf(item: DataSet): string | null {
  const concept = elementOf(item, '0040A043')?.value
  const [code = []] = concept?.kind === 'items' ? concept.items : []
  return textOf(code, '00080102') === 'DCM' ? textOf(code, '00080100') : null
}

/** A content item is called by the meaning of its concept, any other by its sequence. */
function wordsOf(walk: Walk, item: DataSet, place: Place, sequence: DataElement): string {
  const concept = elementOf(item, '0040A043')?.value
  const meaning = concept?.kind === 'items' ? textOf(concept.items[0] ?? [], '00080104') : null
  return meaning ?? (place.words === '' ? nameOf(walk, sequence.tag) : place.words)
}
