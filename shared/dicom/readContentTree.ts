import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { CodedConcept, ContentItem, ContentValue, ImageReference, Relationship } from './contentItem.ts'
import type { DicomHeader } from './header.ts'
import { tags, type DicomTag } from './tags.ts'

/** Deeper than any template of PS3.16; what goes deeper is damaged, or made to harm. */
const DEEPEST = 64
const relationships: readonly Relationship[] = ['CONTAINS', 'HAS OBS CONTEXT', 'HAS CONCEPT MOD', 'HAS PROPERTIES', 'HAS ACQ CONTEXT', 'INFERRED FROM', 'SELECTED FROM']

/**
 * The content of a structured report as a tree, ours or anybody's.
 *
 * @frame   3D points in patient LPS of the frame of reference that they name; points of an image from the corner of its first pixel
 * @units   mm and pixels of coordinates; numbers in the unit that each of them states
 * @source  PS3.3 C.17.3 SR Document Content, C.18 content macros
 * @limits  items of a value type that nothing here asks for are kept as "other", with what is below them; items given by reference are "other" too
 */
export function readContentTree(header: DicomHeader): Result<ContentItem, Fault<'NOT_A_REPORT' | 'BROKEN_REPORT'>> {
  if (header.text(tags.ValueType) === null) return err('NOT_A_REPORT', 'This object has no content of a structured report. Ask the sender for the report itself.')
  if (header.text(tags.ValueType) !== 'CONTAINER') return err('BROKEN_REPORT', 'This report does not begin with a container, as every structured report does. Ask the sender for the original file.')
  const root = readItem(header, 0)
  return root === null ? err('BROKEN_REPORT', 'This report is nested deeper than any that is written. It was left out. Ask the sender for the original file.') : ok(root)
}

function readItem(item: DicomHeader, depth: number): ContentItem | null {
  if (depth > DEEPEST) return null
  const children = item.items(tags.ContentSequence).map((child) => readItem(child, depth + 1))
  if (children.includes(null)) return null
  const observedAt = item.text(tags.ObservationDateTime)
  return {
    relationship: depth === 0 ? null : relationships.find((one) => one === item.text(tags.RelationshipType)) ?? null,
    name: codeOf(item, tags.ConceptNameCodeSequence),
    value: readValue(item),
    ...(observedAt === null ? {} : { observedAt }),
    children: children.filter((child) => child !== null),
  }
}

function readValue(item: DicomHeader): ContentValue {
  const valueType = item.text(tags.ValueType) ?? ''
  return readers[valueType]?.(item) ?? { kind: 'other', valueType }
}

/** Null where an item lacks what its value type needs: it then counts as one that says nothing. */
const readers: Readonly<Record<string, (item: DicomHeader) => ContentValue | null>> = {
  CONTAINER: (item) => ({ kind: 'container', template: item.items(tags.ContentTemplateSequence)[0]?.text(tags.TemplateIdentifier) ?? null }),
  TEXT: (item) => found(item.text(tags.TextValue), (text) => ({ kind: 'text', text })),
  CODE: (item) => found(codeOf(item, tags.ConceptCodeSequence), (code) => ({ kind: 'code', code })),
  NUM: readNumber,
  UIDREF: (item) => found(item.text(tags.UIDValue), (uid) => ({ kind: 'uid', uid })),
  PNAME: (item) => found(item.text(tags.PersonNameValue), (name) => ({ kind: 'person', name })),
  DATETIME: (item) => found(item.text(tags.DateTimeValue), (dateTime) => ({ kind: 'dateTime', dateTime })),
  SCOORD: (item) => ({ kind: 'points', graphic: item.text(tags.GraphicType) ?? '', pointsFromCorner: inPairs(item.numbers(tags.GraphicData)) }),
  SCOORD3D: (item) => found(item.text(tags.ReferencedFrameOfReferenceUID), (frameOfReferenceUid) => ({ kind: 'points3d', graphic: item.text(tags.GraphicType) ?? '', pointsLpsMm: inTriples(item.numbers(tags.GraphicData)), frameOfReferenceUid })),
  IMAGE: (item) => found(referenceOf(item), (reference) => ({ kind: 'image', reference })),
}

const found = <T>(value: T | null, make: (value: T) => ContentValue): ContentValue | null => (value === null ? null : make(value))

/** PS3.3 C.18.1: the sequence may be empty, with a qualifier that says why there is no value. */
function readNumber(item: DicomHeader): ContentValue {
  const measured = item.items(tags.MeasuredValueSequence)[0] ?? null
  return {
    kind: 'number', value: measured?.number(tags.NumericValue) ?? null, stated: measured?.text(tags.NumericValue) ?? null,
    unit: measured === null ? null : codeOf(measured, tags.MeasurementUnitsCodeSequence), qualifier: codeOf(item, tags.NumericValueQualifierCodeSequence),
  }
}

function codeOf(item: DicomHeader, tag: DicomTag): CodedConcept | null {
  const code = item.items(tag)[0]
  if (code === undefined) return null
  const value = code.text(tags.CodeValue) ?? code.text(tags.LongCodeValue) ?? code.text(tags.URNCodeValue)
  return value === null ? null : { value, scheme: code.text(tags.CodingSchemeDesignator) ?? '', meaning: code.text(tags.CodeMeaning) ?? '' }
}

function referenceOf(item: DicomHeader): ImageReference | null {
  const reference = item.items(tags.ReferencedSOPSequence)[0]
  const sopInstanceUid = reference?.text(tags.ReferencedSOPInstanceUID) ?? null
  if (reference === undefined || sopInstanceUid === null) return null
  return { sopClassUid: reference.text(tags.ReferencedSOPClassUID) ?? '', sopInstanceUid, frameNumbers: reference.numbers(tags.ReferencedFrameNumber) }
}

/** What is left over is no point: a list that was cut off gives none at all. */
const inPairs = (values: readonly number[]): readonly (readonly [number, number])[] =>
  values.length % 2 !== 0 ? [] : Array.from({ length: values.length / 2 }, (_, at) => [values[2 * at] ?? NaN, values[2 * at + 1] ?? NaN] as const)
const inTriples = (values: readonly number[]): readonly (readonly [number, number, number])[] =>
  values.length % 3 !== 0 ? [] : Array.from({ length: values.length / 3 }, (_, at) => [values[3 * at] ?? NaN, values[3 * at + 1] ?? NaN, values[3 * at + 2] ?? NaN] as const)
