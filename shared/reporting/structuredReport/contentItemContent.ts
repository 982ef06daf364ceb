import type { CodedConcept, ContentItem, ContentValue, ImageReference } from '#shared/dicom/contentItem.ts'
import type { DicomContent } from '../dicomContent.ts'

/** UID of the DICOM Content Mapping Resource, PS3.6 Annex A. */
const CONTENT_MAPPING_RESOURCE = '1.2.840.10008.8.1.1'

/** A tree of content items as nested sequences. @source PS3.3 C.17.3 SR Document Content, C.18 content macros */
export function contentItemContent(item: ContentItem): DicomContent {
  return {
    ...(item.relationship === null ? {} : { RelationshipType: item.relationship }),
    ...(item.name === null ? {} : { ConceptNameCodeSequence: [codeContent(item.name)] }),
    ...(item.observedAt === undefined ? {} : { ObservationDateTime: item.observedAt }),
    ...valueContent(item.value),
    ...(item.children.length === 0 ? {} : { ContentSequence: item.children.map(contentItemContent) }),
  }
}

export const codeContent = ({ value, scheme, meaning }: CodedConcept): DicomContent => ({ CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning })

export const referenceContent = ({ sopClassUid, sopInstanceUid, frameNumbers }: ImageReference): DicomContent => ({
  ReferencedSOPClassUID: sopClassUid, ReferencedSOPInstanceUID: sopInstanceUid, ...(frameNumbers.length === 0 ? {} : { ReferencedFrameNumber: frameNumbers }),
})

function valueContent(value: ContentValue): DicomContent {
  switch (value.kind) {
    case 'container': return {
      ValueType: 'CONTAINER', ContinuityOfContent: 'SEPARATE',
      ...(value.template === null ? {} : { ContentTemplateSequence: [{ MappingResource: 'DCMR', MappingResourceUID: CONTENT_MAPPING_RESOURCE, TemplateIdentifier: value.template }] }),
    }
    case 'text': return { ValueType: 'TEXT', TextValue: value.text }
    case 'code': return { ValueType: 'CODE', ConceptCodeSequence: [codeContent(value.code)] }
    case 'number': return {
      ValueType: 'NUM',
      MeasuredValueSequence: value.value === null || value.unit === null ? [] : [{ NumericValue: value.value, MeasurementUnitsCodeSequence: [codeContent(value.unit)] }],
      ...(value.qualifier === null ? {} : { NumericValueQualifierCodeSequence: [codeContent(value.qualifier)] }),
    }
    case 'uid': return { ValueType: 'UIDREF', UID: value.uid }
    case 'person': return { ValueType: 'PNAME', PersonName: value.name }
    case 'dateTime': return { ValueType: 'DATETIME', DateTime: value.dateTime }
    case 'points': return { ValueType: 'SCOORD', GraphicType: value.graphic, GraphicData: value.pointsFromCorner.flatMap(([column, row]) => [column, row]) }
    case 'points3d': return { ValueType: 'SCOORD3D', GraphicType: value.graphic, GraphicData: value.pointsLpsMm.flatMap(([x, y, z]) => [x, y, z]), ReferencedFrameOfReferenceUID: value.frameOfReferenceUid }
    case 'image': return { ValueType: 'IMAGE', ReferencedSOPSequence: [referenceContent(value.reference)] }
    case 'other': throw new Error('An item that was not understood cannot be written again.')
  }
}
