/** A coded concept: a value of a coding scheme, with the words that a person reads. @source PS3.3 8.1 to 8.3 */
export type CodedConcept = { readonly value: string; readonly scheme: string; readonly meaning: string }

/** An object, and of it the frames that are meant, counted from 1; none named: the whole object. @source PS3.3 10.3 */
export type ImageReference = { readonly sopClassUid: string; readonly sopInstanceUid: string; readonly frameNumbers: readonly number[] }

/** How a content item stands to the one above it. @source PS3.3 C.17.3.2.4 */
export type Relationship = 'CONTAINS' | 'HAS OBS CONTEXT' | 'HAS CONCEPT MOD' | 'HAS PROPERTIES' | 'HAS ACQ CONTEXT' | 'INFERRED FROM' | 'SELECTED FROM'

/** What a content item says, by its value type. @source PS3.3 C.17.3.2.1 */
export type ContentValue =
  | { readonly kind: 'container'; readonly template: string | null }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly code: CodedConcept }
  /** `stated` is the value as it is written, null where none is: a value that is written and is no number has no `value`. */
  | { readonly kind: 'number'; readonly value: number | null; readonly stated: string | null; readonly unit: CodedConcept | null; readonly qualifier: CodedConcept | null }
  | { readonly kind: 'uid'; readonly uid: string }
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'dateTime'; readonly dateTime: string }
  /** [column, row]; (0, 0) is the corner of the first pixel, not its centre (PS3.3 C.18.6.1). */
  | { readonly kind: 'points'; readonly graphic: string; readonly pointsFromCorner: readonly (readonly [number, number])[] }
  | { readonly kind: 'points3d'; readonly graphic: string; readonly pointsLpsMm: readonly (readonly [number, number, number])[]; readonly frameOfReferenceUid: string }
  | { readonly kind: 'image'; readonly reference: ImageReference }
  /** Of a kind that nothing here reads, or one that points at another item. */
  | { readonly kind: 'other'; readonly valueType: string }

/** A node of a structured report: what it is about, what it says, and what is said about it. The root has no relationship. */
export type ContentItem = {
  readonly relationship: Relationship | null
  readonly name: CodedConcept | null
  readonly value: ContentValue
  /** DT; when what is said was seen, where the item says so. */
  readonly observedAt?: string
  readonly children: readonly ContentItem[]
}

/**
 * Whether two concepts are the same: value and scheme, never the words.
 *
 * @source PS3.3 8.2: the meaning is for people and has no say in what a code is
 */
export const isSameConcept = (a: CodedConcept | null, b: Pick<CodedConcept, 'value' | 'scheme'>): boolean => a !== null && a.value === b.value && a.scheme === b.scheme
