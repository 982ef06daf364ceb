import type { ObjectFamily } from './attributeTypes.ts'
import type { AttributeDictionary, DataElement, DataSet } from './dataSet.ts'
import type { Decide, TextLine } from './freeText.ts'
import type { IdentityKey } from './identityKey.ts'
import type { NameWords } from './names.ts'
import type { DeidentifyOptions } from './options.ts'
import type { chosenColumns } from './profileActions.ts'

/** What holds for every object of one case. */
export type DeidentifyContext = {
  readonly options: DeidentifyOptions
  readonly key: IdentityKey
  /** By how many days every date of the case goes back; from `key.daysBackOf`. */
  readonly daysBack: number
  /** Who the copy is of: TEACHING CASE 014. */
  readonly patient: { readonly name: string; readonly id: string }
  /** Words of names, numbers and places of all originals of the case. */
  readonly names: NameWords
  readonly decide: Decide
  readonly dictionary: AttributeDictionary
  /** What the caller has done to the pixels and looked at. Nothing is said in the copy that isn't so. */
  readonly done: {
    /** Burned-in text was looked for and covered in the pixels of this copy, and a person looks at them before it leaves. */
    readonly pixels: boolean
    /** Cropped or defaced, or there is no face in it. */
    readonly features: boolean
  }
}

/** A value of the original that the copy doesn't have. `name`: of a person; `label`: a number, a place, a device by which one is known. */
export type TakenValue = { readonly of: string; readonly kind: 'name' | 'label' | 'text' | 'uid' | 'date' | 'number'; readonly value: string }

export type Deidentified = {
  readonly copy: DataSet
  /** Prose that was met, decided upon or not. */
  readonly lines: readonly TextLine[]
  readonly taken: readonly TakenValue[]
  /** Text that stays by the profile, and what was put in: never a sign of a leak. */
  readonly allowed: readonly string[]
  /** Prose that a person let through. */
  readonly keptLines: readonly string[]
  /** What is still to be looked at in this object, in sentences. */
  readonly remarks: readonly string[]
}

/** What the walk through one object gathers. */
export type Gathered = { readonly lines: TextLine[]; readonly taken: TakenValue[]; readonly allowed: string[]; readonly keptLines: string[]; readonly remarks: string[] }

/** Where in the object an attribute stands. */
export type Place = {
  readonly family: ObjectFamily
  /** Sequences around it, by tag, and in words. */
  readonly path: readonly string[]
  readonly words: string
  /** The scheme of the coded entry that it is part of; null outside of one. */
  readonly scheme: string | null
  /** What a content item is about, as a code of DCM; null outside of one. */
  readonly concept: string | null
  /** Inside a sequence that is replaced by a dummy: nothing of its text stays. */
  readonly isDummy: boolean
  /** Private creators of this level that the safe list knows, by group and block. */
  readonly siblings: DataSet
}

export type Walk = {
  readonly context: DeidentifyContext
  readonly columns: ReturnType<typeof chosenColumns>
  readonly gathered: Gathered
  /** Cleans an item of a sequence. */
  readonly cleanItem: (item: DataSet, place: Place, sequence: DataElement) => DataSet
}
