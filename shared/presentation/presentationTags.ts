import { tags, type DicomTag } from '#shared/dicom/tags.ts'

const at = (tag: string, vr: string): DicomTag => ({ tag: `x${tag}`, vr })

/** Attributes of presentation states and key object selections, beside those that images have; sections name the PS3.3 module. */
export const presentationTags = {
  ...tags,
  // C.11.10 identification, C.11.11 relationship
  ContentLabel: at('00700080', 'CS'), ContentDescription: at('00700081', 'LO'), ContentCreatorName: at('00700084', 'PN'), PresentationCreationDate: at('00700082', 'DA'), PresentationCreationTime: at('00700083', 'TM'),
  ReferencedSeriesSequence: at('00081115', 'SQ'), ReferencedImageSequence: at('00081140', 'SQ'), ReferencedSOPClassUID: at('00081150', 'UI'), ReferencedSOPInstanceUID: at('00081155', 'UI'), ReferencedFrameNumber: at('00081160', 'IS'),
  // C.10.4 displayed area, C.10.6 spatial transformation
  DisplayedAreaSelectionSequence: at('0070005a', 'SQ'), DisplayedAreaTopLeft: at('00700052', 'SL'), DisplayedAreaBottomRight: at('00700053', 'SL'), PresentationSizeMode: at('00700100', 'CS'),
  ImageRotation: at('00700042', 'US'), ImageHorizontalFlip: at('00700041', 'CS'),
  // C.10.5 graphic annotation, C.10.7 graphic layer
  GraphicAnnotationSequence: at('00700001', 'SQ'), GraphicLayer: at('00700002', 'CS'), TextObjectSequence: at('00700008', 'SQ'), GraphicObjectSequence: at('00700009', 'SQ'),
  UnformattedTextValue: at('00700006', 'ST'), AnchorPointAnnotationUnits: at('00700004', 'CS'), AnchorPoint: at('00700014', 'FL'), BoundingBoxAnnotationUnits: at('00700003', 'CS'), BoundingBoxTopLeft: at('00700010', 'FL'), BoundingBoxBottomRight: at('00700011', 'FL'),
  GraphicAnnotationUnits: at('00700005', 'CS'), GraphicData: at('00700022', 'FL'), GraphicType: at('00700023', 'CS'), GraphicFilled: at('00700024', 'CS'),
  GraphicLayerSequence: at('00700060', 'SQ'), GraphicLayerOrder: at('00700062', 'IS'),
  // C.11.8 softcopy VOI LUT
  SoftcopyVOILUTSequence: at('00283110', 'SQ'), PresentationLUTSequence: at('20500010', 'SQ'),
  // C.11.13 mask of XA/XRF states
  PixelShiftSequence: at('00289501', 'SQ'), PixelShiftFrameRange: at('00289506', 'US'), RegionPixelShiftSequence: at('00289502', 'SQ'), VerticesOfTheRegion: at('00289503', 'SS'), SubtractionItemID: at('00289416', 'US'),
  PixelIntensityRelationshipLUTSequence: at('00289422', 'SQ'), LUTFunction: at('00289474', 'CS'),
  MultiFramePresentationSequence: at('00289505', 'SQ'), MaskVisibilityPercentage: at('00289478', 'FL'),
  // C.17 key object selection
  ContentSequence: at('0040a730', 'SQ'), ValueType: at('0040a040', 'CS'), TextValue: at('0040a160', 'UT'), ReferencedSOPSequence: at('00081199', 'SQ'), EvidenceSequence: at('0040a375', 'SQ'),
} as const satisfies Readonly<Record<string, DicomTag>>
