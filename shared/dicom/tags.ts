/** One attribute: where it stands and how its bytes read when the file itself does not say (implicit VR, PS3.5 7.1.3). */
export type DicomTag = { readonly tag: string; readonly vr: string }

const at = (tag: string, vr: string): DicomTag => ({ tag: `x${tag}`, vr })

/** The attributes that the app reads, by their PS3.6 keyword; sections name the PS3.3 module. */
export const tags = {
  // PS3.10 7.1 file meta information
  TransferSyntaxUID: at('00020010', 'UI'), MediaStorageSOPClassUID: at('00020002', 'UI'), MediaStorageSOPInstanceUID: at('00020003', 'UI'),
  // F.3 basic directory
  DirectoryRecordSequence: at('00041220', 'SQ'), DirectoryRecordType: at('00041430', 'CS'), ReferencedFileID: at('00041500', 'CS'),
  // C.12.1 SOP common
  SpecificCharacterSet: at('00080005', 'CS'), SOPClassUID: at('00080016', 'UI'), SOPInstanceUID: at('00080018', 'UI'), TimezoneOffsetFromUTC: at('00080201', 'SH'),
  // C.7.1.1 patient, C.7.2.1 study, C.7.3.1 series
  PatientName: at('00100010', 'PN'), PatientID: at('00100020', 'LO'), IssuerOfPatientID: at('00100021', 'LO'), PatientBirthDate: at('00100030', 'DA'), PatientSex: at('00100040', 'CS'),
  StudyInstanceUID: at('0020000d', 'UI'), StudyDescription: at('00081030', 'LO'), StudyDate: at('00080020', 'DA'), StudyTime: at('00080030', 'TM'), StudyID: at('00200010', 'SH'), AccessionNumber: at('00080050', 'SH'), ReferringPhysicianName: at('00080090', 'PN'),
  SeriesInstanceUID: at('0020000e', 'UI'), SeriesDescription: at('0008103e', 'LO'), SeriesNumber: at('00200011', 'IS'), Modality: at('00080060', 'CS'), SeriesDate: at('00080021', 'DA'), SeriesTime: at('00080031', 'TM'),
  PatientPosition: at('00185100', 'CS'), Laterality: at('00200060', 'CS'), ProtocolName: at('00181030', 'LO'),
  // C.7.6.1 general image
  InstanceNumber: at('00200013', 'IS'), ImageType: at('00080008', 'CS'), AcquisitionDateTime: at('0008002a', 'DT'), AcquisitionDate: at('00080022', 'DA'), AcquisitionTime: at('00080032', 'TM'),
  ContentDate: at('00080023', 'DA'), ContentTime: at('00080033', 'TM'), ImageLaterality: at('00200062', 'CS'), FrameLaterality: at('00209072', 'CS'), PatientOrientation: at('00200020', 'CS'), ViewPosition: at('00185101', 'CS'),
  LossyImageCompression: at('00282110', 'CS'), BurnedInAnnotation: at('00280301', 'CS'), ConversionType: at('00080064', 'CS'), PresentationLUTShape: at('20500020', 'CS'), ContrastBolusAgent: at('00180010', 'LO'), IconImageSequence: at('00880200', 'SQ'), SourceImageSequence: at('00082112', 'SQ'),
  // C.7.6.3 image pixel
  SamplesPerPixel: at('00280002', 'US'), PhotometricInterpretation: at('00280004', 'CS'), PlanarConfiguration: at('00280006', 'US'), NumberOfFrames: at('00280008', 'IS'), Rows: at('00280010', 'US'), Columns: at('00280011', 'US'),
  BitsAllocated: at('00280100', 'US'), BitsStored: at('00280101', 'US'), HighBit: at('00280102', 'US'), PixelRepresentation: at('00280103', 'US'), PixelPaddingValue: at('00280120', 'US'), PixelPaddingRangeLimit: at('00280121', 'US'),
  RedPaletteDescriptor: at('00281101', 'US'), GreenPaletteDescriptor: at('00281102', 'US'), BluePaletteDescriptor: at('00281103', 'US'),
  RedPaletteData: at('00281201', 'OW'), GreenPaletteData: at('00281202', 'OW'), BluePaletteData: at('00281203', 'OW'),
  SegmentedRedPaletteData: at('00281221', 'OW'), SegmentedGreenPaletteData: at('00281222', 'OW'), SegmentedBluePaletteData: at('00281223', 'OW'),
  // C.24.2 encapsulated document
  EncapsulatedDocument: at('00420011', 'OB'),
  PixelData: at('7fe00010', 'OW'), FloatPixelData: at('7fe00008', 'OF'), DoubleFloatPixelData: at('7fe00009', 'OD'), ExtendedOffsetTable: at('7fe00001', 'OV'), PixelIntensityRelationship: at('00281040', 'CS'), PixelIntensityRelationshipSign: at('00281041', 'SS'),
  // C.11.1 modality LUT, C.11.2 VOI LUT
  RescaleIntercept: at('00281052', 'DS'), RescaleSlope: at('00281053', 'DS'), RescaleType: at('00281054', 'LO'), ModalityLUTSequence: at('00283000', 'SQ'), LUTDescriptor: at('00283002', 'US'), LUTExplanation: at('00283003', 'LO'), ModalityLUTType: at('00283004', 'LO'), LUTData: at('00283006', 'US'),
  VOILUTSequence: at('00283010', 'SQ'), WindowCenter: at('00281050', 'DS'), WindowWidth: at('00281051', 'DS'), WindowExplanation: at('00281055', 'LO'), VOILUTFunction: at('00281056', 'CS'),
  // C.7.6.2 image plane, C.7.4.1 frame of reference
  ImagePositionPatient: at('00200032', 'DS'), ImageOrientationPatient: at('00200037', 'DS'), PixelSpacing: at('00280030', 'DS'), FrameOfReferenceUID: at('00200052', 'UI'),
  // 10.7 and C.8.7.5 projections
  PixelSpacingCalibrationType: at('00280a02', 'CS'), ImagerPixelSpacing: at('00181164', 'DS'), NominalScannedPixelSpacing: at('00182010', 'DS'), DistanceSourceToDetector: at('00181110', 'DS'), DistanceSourceToPatient: at('00181111', 'DS'), MagnificationFactor: at('00181114', 'DS'),
  PixelSpacingCalibrationDescription: at('00280a04', 'LO'), PixelAspectRatio: at('00280034', 'IS'), FieldOfViewDimensions: at('00181149', 'IS'), FieldOfViewDimensionsInFloat: at('00189461', 'FL'), FieldOfViewSequence: at('00189432', 'SQ'), IntensifierSize: at('00181162', 'DS'), TableHeight: at('00181130', 'DS'), BeamAngle: at('00189449', 'FL'),
  PositionerPrimaryAngle: at('00181510', 'DS'), PositionerSecondaryAngle: at('00181511', 'DS'), PrimaryAngleIncrement: at('00181520', 'DS'), SecondaryAngleIncrement: at('00181521', 'DS'), PositionerMotion: at('00181500', 'CS'),
  // C.8.19.6.11 table position, C.8.19.6.13 isocenter reference system
  TablePositionSequence: at('00189406', 'SQ'), TableTopVerticalPosition: at('300a0128', 'DS'), TableTopLongitudinalPosition: at('300a0129', 'DS'), TableTopLateralPosition: at('300a012a', 'DS'),
  IsocentreReferenceSystemSequence: at('00189462', 'SQ'), PositionerIsocentrePrimaryAngle: at('00189463', 'FL'), PositionerIsocentreSecondaryAngle: at('00189464', 'FL'), PositionerIsocentreDetectorRotationAngle: at('00189465', 'FL'),
  TableXPositionToIsocentre: at('00189466', 'FL'), TableYPositionToIsocentre: at('00189467', 'FL'), TableZPositionToIsocentre: at('00189468', 'FL'), TableHorizontalRotationAngle: at('00189469', 'FL'), TableHeadTiltAngle: at('00189470', 'FL'), TableCradleTiltAngle: at('00189471', 'FL'),
  // C.8.19.6 X-ray field of view
  FieldOfViewOrigin: at('00187030', 'DS'), FieldOfViewRotation: at('00187032', 'DS'), FieldOfViewHorizontalFlip: at('00187034', 'CS'),
  // C.7.6.5 cine, C.7.6.6 multi-frame
  FrameIncrementPointer: at('00280009', 'AT'), FrameTime: at('00181063', 'DS'), FrameTimeVector: at('00181065', 'DS'), FrameDelay: at('00181066', 'DS'), CineRate: at('00180040', 'IS'), RecommendedDisplayFrameRate: at('00082144', 'IS'), RecommendedDisplayFrameRateFloat: at('00089459', 'FL'),
  StartTrim: at('00082142', 'IS'), StopTrim: at('00082143', 'IS'), PreferredPlaybackSequencing: at('00181244', 'US'), RepresentativeFrameNumber: at('00286010', 'US'),
  // C.7.6.10 mask, C.7.6.11 display shutter
  MaskSubtractionSequence: at('00286100', 'SQ'), MaskOperation: at('00286101', 'CS'), ApplicableFrameRange: at('00286102', 'US'), MaskFrameNumbers: at('00286110', 'US'), ContrastFrameAveraging: at('00286112', 'US'), MaskSubPixelShift: at('00286114', 'FL'), TIDOffset: at('00286120', 'SS'), RecommendedViewingMode: at('00281090', 'CS'),
  ShutterShape: at('00181600', 'CS'), ShutterLeft: at('00181602', 'IS'), ShutterRight: at('00181604', 'IS'), ShutterUpper: at('00181606', 'IS'), ShutterLower: at('00181608', 'IS'), ShutterCircleCentre: at('00181610', 'IS'), ShutterCircleRadius: at('00181612', 'IS'), ShutterPolygon: at('00181620', 'IS'), ShutterPresentationValue: at('00181622', 'US'),
  // C.7.6.16 multi-frame functional groups
  SharedFunctionalGroups: at('52009229', 'SQ'), PerFrameFunctionalGroups: at('52009230', 'SQ'), PlanePositionSequence: at('00209113', 'SQ'), PlaneOrientationSequence: at('00209116', 'SQ'), PixelMeasuresSequence: at('00289110', 'SQ'), FrameContentSequence: at('00209111', 'SQ'), FrameVOILUTSequence: at('00289132', 'SQ'),
  PixelValueTransformationSequence: at('00289145', 'SQ'), PositionerPositionSequence: at('00189405', 'SQ'), FrameAnatomySequence: at('00209071', 'SQ'), XrayGeometrySequence: at('00189476', 'SQ'), FrameAcquisitionDateTime: at('00189074', 'DT'), FrameReferenceDateTime: at('00189151', 'DT'),
  FramePixelDataPropertiesSequence: at('00289443', 'SQ'), DistanceSourceToIsocentre: at('00189402', 'FL'),
  ProjectionPixelCalibrationSequence: at('00189401', 'SQ'), ObjectPixelSpacingInCentreOfBeam: at('00189404', 'FL'), DistanceObjectToTableTop: at('00189403', 'FL'),
  // C.8.5.5 US region calibration
  SequenceOfUltrasoundRegions: at('00186011', 'SQ'), RegionSpatialFormat: at('00186012', 'US'), RegionLocationMinX0: at('00186018', 'UL'), RegionLocationMinY0: at('0018601a', 'UL'), RegionLocationMaxX1: at('0018601c', 'UL'), RegionLocationMaxY1: at('0018601e', 'UL'),
  PhysicalUnitsXDirection: at('00186024', 'US'), PhysicalUnitsYDirection: at('00186026', 'US'), PhysicalDeltaX: at('0018602c', 'FD'), PhysicalDeltaY: at('0018602e', 'FD'),
  // C.17.2 SR document general, C.17.3 and C.18 content items, C.12.1.1.3 code sequences
  CompletionFlag: at('0040a491', 'CS'), VerificationFlag: at('0040a493', 'CS'), VerifyingObserverSequence: at('0040a073', 'SQ'), VerifyingObserverName: at('0040a075', 'PN'), VerificationDateTime: at('0040a030', 'DT'),
  PredecessorDocumentsSequence: at('0040a360', 'SQ'), CurrentRequestedProcedureEvidenceSequence: at('0040a375', 'SQ'), PertinentOtherEvidenceSequence: at('0040a385', 'SQ'), ReferencedSeriesSequence: at('00081115', 'SQ'),
  ValueType: at('0040a040', 'CS'), RelationshipType: at('0040a010', 'CS'), ContentSequence: at('0040a730', 'SQ'), ContentTemplateSequence: at('0040a504', 'SQ'), TemplateIdentifier: at('0040db00', 'CS'), ObservationDateTime: at('0040a032', 'DT'),
  TextValue: at('0040a160', 'UT'), ConceptCodeSequence: at('0040a168', 'SQ'), UIDValue: at('0040a124', 'UI'), PersonNameValue: at('0040a123', 'PN'), DateTimeValue: at('0040a120', 'DT'),
  MeasuredValueSequence: at('0040a300', 'SQ'), NumericValue: at('0040a30a', 'DS'), MeasurementUnitsCodeSequence: at('004008ea', 'SQ'), NumericValueQualifierCodeSequence: at('0040a301', 'SQ'),
  GraphicType: at('00700023', 'CS'), GraphicData: at('00700022', 'FL'), ReferencedFrameOfReferenceUID: at('30060024', 'UI'),
  ReferencedSOPSequence: at('00081199', 'SQ'), ReferencedSOPClassUID: at('00081150', 'UI'), ReferencedSOPInstanceUID: at('00081155', 'UI'), ReferencedFrameNumber: at('00081160', 'IS'),
  CodingSchemeDesignator: at('00080102', 'SH'), LongCodeValue: at('00080119', 'UC'), URNCodeValue: at('00080120', 'UR'),
  // C.17 documents
  ConceptNameCodeSequence: at('0040a043', 'SQ'), CodeMeaning: at('00080104', 'LO'), CodeValue: at('00080100', 'SH'), DocumentTitle: at('00420010', 'ST'),
} as const satisfies Readonly<Record<string, DicomTag>>

/**
 * Overlay planes stand in the even groups 6000 to 601E.
 *
 * @source PS3.3 C.9.2; PS3.5 7.6 Repeating Groups
 */
export const overlayTag = (group: number, element: number, vr: string): DicomTag =>
  ({ tag: `x${group.toString(16).padStart(4, '0')}${element.toString(16).padStart(4, '0')}`, vr })
