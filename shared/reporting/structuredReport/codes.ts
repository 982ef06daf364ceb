import type { CodedConcept } from '#shared/dicom/contentItem.ts'

/** Codes of the standard, each with the context group, template or section of PS3.16 that it was taken from. */
const dcm = (value: string, meaning: string): CodedConcept => ({ value, scheme: 'DCM', meaning })
const sct = (value: string, meaning: string): CodedConcept => ({ value, scheme: 'SCT', meaning })
const ucum = (value: string, meaning: string): CodedConcept => ({ value, scheme: 'UCUM', meaning })

/** TID 1500 Measurement Report, CID 7021 (title), TID 1204 (language), TID 1501 (group), TID 1600 (image library). */
export const reportCodes = {
  title: dcm('126000', 'Imaging Measurement Report'),
  language: dcm('121049', 'Language of Content Item and Descendants'),
  english: { value: 'en-US', scheme: 'RFC5646', meaning: 'English (United States)' },
  procedureReported: dcm('121058', 'Procedure reported'),
  imageLibrary: dcm('111028', 'Image Library'),
  imageLibraryGroup: dcm('126200', 'Image Library Group'),
  imagingMeasurements: dcm('126010', 'Imaging Measurements'),
  measurementGroup: dcm('125007', 'Measurement Group'),
  trackingIdentifier: dcm('112039', 'Tracking Identifier'),
  trackingUid: dcm('112040', 'Tracking Unique Identifier'),
  finding: dcm('121071', 'Finding'),
  findingSite: sct('363698007', 'Finding Site'),
  laterality: sct('272741003', 'Laterality'),
  topographicalModifier: sct('106233006', 'Topographical modifier'),
  source: sct('260753009', 'Source'),
  comment: dcm('121106', 'Comment'),
} as const

/** TID 1002 Observer Context, TID 1003 person, TID 1004 device; CID 270 Observer Type. */
export const observerCodes = {
  observerType: dcm('121005', 'Observer Type'),
  person: dcm('121006', 'Person'),
  device: dcm('121007', 'Device'),
  personName: dcm('121008', 'Person Observer Name'),
  deviceUid: dcm('121012', 'Device Observer UID'),
  deviceName: dcm('121013', 'Device Observer Name'),
  deviceManufacturer: dcm('121014', 'Device Observer Manufacturer'),
} as const

/** Annex L, Table L-1 (joints), CID 244 Laterality, CID 2 Anatomic Modifier; vessels and cord: Annex L. */
export const anatomyCodes = {
  atlantoaxialJoint: sct('62555009', 'Atlantal-axial joint'),
  lateral: sct('49370004', 'Lateral'),
  left: sct('7771000', 'Left'),
  right: sct('24028007', 'Right'),
  vertebralArtery: sct('85234005', 'Vertebral artery'),
  internalCarotid: sct('86117002', 'Internal carotid artery'),
  spinalCord: sct('2748008', 'Spinal cord'),
} as const

/** CID 7470 Linear Measurements, CID 7469 Generic Intensity and Size Measurements, CID 42 Numeric Value Qualifier, CID 230 Yes-No, TID 320 (source), TID 3106 (what was given). */
export const measureCodes = {
  pathLength: dcm('121211', 'Path length'),
  length: sct('410668003', 'Length'),
  area: sct('42798000', 'Area'),
  volume: sct('118565006', 'Volume'),
  sourceOfMeasurement: dcm('121112', 'Source of Measurement'),
  notAttempted: dcm('114007', 'Measurement not attempted'),
  indeterminate: dcm('114011', 'Value indeterminate'),
  yes: sct('373066001', 'Yes'),
  no: sct('373067005', 'No'),
  contrastAdministered: dcm('122086', 'Contrast administered'),
  volumeAdministered: dcm('122091', 'Volume administered'),
  /** TID 2010: words about a key image. */
  keyObjectDescription: dcm('113012', 'Key Object Description'),
} as const

/** TID 10004, 10007 and 10012 (totals), CID 10020 (where a figure of dose comes from), TID 3106 (drugs), LOINC (pain). */
export const noteCodes = {
  fluoroTime: dcm('113730', 'Total Fluoro Time'),
  kerma: dcm('113725', 'Dose (RP) Total'),
  doseArea: dcm('113722', 'Dose Area Product Total'),
  frames: dcm('113731', 'Total Number of Radiographic Frames'),
  ctdiVol: dcm('113830', 'Mean CTDIvol'),
  doseLength: dcm('113813', 'CT Dose Length Product Total'),
  events: dcm('113812', 'Total Number of Irradiation Events'),
  doseSource: dcm('113854', 'Source of Dose Information'),
  automated: dcm('113856', 'Automated Data Collection'),
  typed: dcm('113857', 'Manual Entry'),
  drug: dcm('122083', 'Drug administered'),
  pain: { value: '72514-3', scheme: 'LN', meaning: 'Pain severity 0-10 verbal numeric rating' },
} as const

/** UCUM, as CID 7460, 7461 and 7462 write units; PS3.16 section 7.2.2. */
export const unitCodes = {
  mm: ucum('mm', 'mm'),
  squareMm: ucum('mm2', 'mm2'),
  deg: ucum('deg', 'deg'),
  ml: ucum('ml', 'ml'),
  pixels: ucum('{pixels}', 'pixels'),
  percent: ucum('%', '%'),
  hounsfield: ucum('[hnsf\'U]', 'Hounsfield unit'),
  framesPerSecond: ucum('{frames}/s', 'frames per second'),
  mg: ucum('mg', 'mg'),
  mgPerMl: ucum('mg/ml', 'mg/ml'),
  second: ucum('s', 's'),
  gray: ucum('Gy', 'Gy'),
  graySquareMetre: ucum('Gy.m2', 'Gy.m2'),
  milligray: ucum('mGy', 'mGy'),
  milligrayCentimetre: ucum('mGy.cm', 'mGy.cm'),
  score: ucum('{score}', 'score'),
  events: ucum('{events}', 'events'),
  one: ucum('1', 'no units'),
} as const
