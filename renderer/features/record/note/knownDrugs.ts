import type { DrugGiven } from '#shared/procedure/note/drugGiven.ts'

/** A name with its strength as it stands on the ampoule. A list to choose from by name: nothing of it is given by default. */
type KnownDrug = { readonly label: string; readonly drug: Pick<DrugGiven, 'name' | 'place' | 'strengthMgPerMl' | 'isSteroid'> }

const known = (name: string, strengthMgPerMl: number, place: DrugGiven['place'], isSteroid = false): KnownDrug => ({ label: `${name} ${String(strengthMgPerMl)} mg${place === 'contrast' ? ' I' : ''}/mL`, drug: { name, place, strengthMgPerMl, isSteroid } })

export const KNOWN_DRUGS: readonly KnownDrug[] = [
  known('Lidocaine', 10, 'skin'), known('Mepivacaine', 10, 'skin'),
  known('Dexamethasone', 4, 'joint', true), known('Betamethasone', 6, 'joint', true), known('Triamcinolone', 40, 'joint', true), known('Methylprednisolone', 40, 'joint', true),
  known('Ropivacaine', 2, 'joint'), known('Bupivacaine', 2.5, 'joint'), known('Bupivacaine', 5, 'joint'), known('Lidocaine', 20, 'joint'),
  known('Iohexol', 240, 'contrast'), known('Iohexol', 300, 'contrast'), known('Iopamidol', 200, 'contrast'), known('Iopamidol', 300, 'contrast'),
]
