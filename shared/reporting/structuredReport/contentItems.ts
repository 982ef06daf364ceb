import type { CodedConcept, ContentItem, ContentValue, ImageReference, Relationship } from '#shared/dicom/contentItem.ts'

/** Control characters other than TAB, LF, FF, CR have no place in a text of PS3.5 6.1.3. */
const notInText = /\p{Cc}(?<![\t\n\f\r])/gu

const item = (relationship: Relationship, name: CodedConcept | null, value: ContentValue, children: readonly ContentItem[] = []): ContentItem => ({ relationship, name, value, children })

export const container = (name: CodedConcept, template: string | null, children: readonly ContentItem[]): ContentItem => item('CONTAINS', name, { kind: 'container', template }, children)

export const says = (name: CodedConcept, code: CodedConcept, children: readonly ContentItem[] = []): ContentItem => item('CONTAINS', name, { kind: 'code', code }, children)

export const modifiedBy = (name: CodedConcept, code: CodedConcept, children: readonly ContentItem[] = []): ContentItem => item('HAS CONCEPT MOD', name, { kind: 'code', code }, children)

/** A text, or no item at all where it is empty: PS3.3 C.17.3 has no empty texts. */
export function words(name: CodedConcept, text: string): readonly ContentItem[] {
  const written = text.replace(notInText, ' ').trim()
  return written === '' ? [] : [item('CONTAINS', name, { kind: 'text', text: written })]
}

/** A number with its unit, or, where there is none, a number without a value and why. Never a 0 that nobody measured. */
export function measured(name: CodedConcept, value: number | null, unit: CodedConcept, whyNone: CodedConcept, children: readonly ContentItem[] = []): ContentItem {
  return item('CONTAINS', name, value === null ? { kind: 'number', value: null, stated: null, unit: null, qualifier: whyNone } : { kind: 'number', value, stated: null, unit, qualifier: null }, children)
}

export const observing = (name: CodedConcept, value: Extract<ContentValue, { kind: 'code' | 'person' | 'uid' | 'text' }>): ContentItem => item('HAS OBS CONTEXT', name, value)

export const image = (name: CodedConcept | null, reference: ImageReference, relationship: Relationship = 'CONTAINS'): ContentItem => item(relationship, name, { kind: 'image', reference })

/** Points of an image, [column, row] as our own indices count them, from the centre of the first pixel; SCOORD counts from its corner (PS3.3 C.18.6.1). */
export function onImage(relationship: Relationship, name: CodedConcept, graphic: 'POINT' | 'POLYLINE' | 'ELLIPSE', pointsPx: readonly (readonly [number, number])[], reference: ImageReference): ContentItem {
  return item(relationship, name, { kind: 'points', graphic, pointsFromCorner: pointsPx.map(([column, row]) => [column + 0.5, row + 0.5]) }, [image(null, reference, 'SELECTED FROM')])
}

export const inSpace = (relationship: Relationship, name: CodedConcept, graphic: 'POINT' | 'POLYLINE', pointsLpsMm: readonly (readonly [number, number, number])[], frameOfReferenceUid: string): ContentItem =>
  item(relationship, name, { kind: 'points3d', graphic, pointsLpsMm, frameOfReferenceUid })
