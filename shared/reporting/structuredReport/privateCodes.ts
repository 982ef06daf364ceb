import type { ContrastDecision, ContrastPattern, QualityGrade, QualityPart } from '#shared/contrast/assessment.ts'
import { decisionWords, gradeWords, patternWords, qualityWords } from '#shared/contrast/assessmentWords.ts'
import type { CodedConcept } from '#shared/dicom/contentItem.ts'
import type { ApproachName } from '#shared/planning/needlePlan.ts'
import type { DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import type { Complication, PainTime } from '#shared/procedure/note/noteSections.ts'
import { painTimeWords } from '#shared/procedure/note/noteWords.ts'
import type { RecordedClearance } from '#shared/procedure/recordEvents.ts'

/** Our own coding scheme, for what no context group of PS3.16 has a code; a code that was once written keeps its meaning. @source PS3.16 8: designators of private schemes begin with 99 */
export const PRIVATE_SCHEME = '99AXISGUIDE'
const own = (value: string, meaning: string): CodedConcept => ({ value, scheme: PRIVATE_SCHEME, meaning })

export const privateCodes = {
  /** Procedure reported. */
  injection: own('INJECTION_C12', 'Image-guided injection of the lateral C1-2 joint'),
  /** Findings: what a measurement group is about. */
  plannedPath: own('PLANNED_PATH', 'Planned needle path'),
  drawnPath: own('DRAWN_PATH', 'Needle path drawn on an image'),
  nearStructure: own('NEAR_STRUCTURE', 'Structure near the planned needle path'),
  contrastDecision: own('CONTRAST_SEEN', 'Contrast as seen, and the decision on it'),
  keyImage: own('KEY_IMAGE', 'Key image of the procedure'),
  measuredOnImage: own('MEASURED', 'Measured on a key image'),
  angle: own('ANGLE', 'Angle at the middle point'),
  /** The needle as it lay: a mark on the hub side lies anywhere on the shaft. */
  needleFound: own('NEEDLE_FOUND', 'Needle as found or marked on a check scan'),
  needleShaft: own('NEEDLE_SHAFT', 'Point of the needle shaft on the hub side'),
  needleTip: own('NEEDLE_TIP', 'Needle tip'),
  needleLine: own('NEEDLE_LINE', 'Needle from the shaft to its tip'),
  tipAlong: own('TIP_ALONG', 'Tip along the planned path, positive beyond the target'),
  tipAcross: own('TIP_ACROSS', 'Tip across the planned path'),
  angleToPlan: own('ANGLE_TO_PLAN', 'Angle between needle and planned path'),
  needleDoubt: own('NEEDLE_DOUBT', 'Why the search was not sure of the needle'),
  /** The path: points, and how it lies. Angles as in the patient: from the antero-posterior line, and towards the head. */
  entry: own('NEEDLE_ENTRY', 'Needle entry point on the skin'),
  target: own('NEEDLE_TARGET', 'Needle target point'),
  inPlaneAngle: own('IN_PLANE_ANGLE', 'Angle to the antero-posterior line in the axial plane'),
  craniocaudalAngle: own('CRANIOCAUD_ANGLE', 'Cranio-caudal angle, positive towards the head'),
  approach: own('APPROACH', 'Approach'),
  needleGauge: own('NEEDLE_GAUGE', 'Needle gauge'),
  needleLength: own('NEEDLE_LENGTH', 'Length of the needle'),
  bentTip: own('BENT_TIP', 'Angle of the bent tip'),
  variantsLookedFor: own('VARIANTS_LOOKED', 'Variants of the vertebral artery were looked for'),
  notPlaced: own('NOT_PLACED', 'Why a point has no place'),
  /** A structure beside the path. */
  structureName: own('STRUCTURE', 'Name of the structure'),
  clearance: own('CLEARANCE', 'Least distance from needle surface to structure surface'),
  leastClearance: own('LEAST_CLEARANCE', 'Clearance below which the plan warns'),
  clearanceLevel: own('CLEARANCE_LEVEL', 'How the clearance was judged'),
  /** Contrast. */
  pattern: own('PATTERN', 'Where the contrast was seen'),
  vesselFilling: own('VESSEL_FILLING', 'Vessel filling seen by the operator'),
  unsure: own('UNSURE', 'Unsure'),
  decision: own('DECISION', 'Decision after contrast'),
  frameRate: own('FRAME_RATE', 'Frame rate of the run'),
  slowestFrameRate: own('FRAME_RATE_MIN', 'Slowest frame rate of the run'),
  stillToDo: own('STILL_TO_DO', 'What was still to do at the decision'),
  againstList: own('AGAINST_LIST', 'Why the operator went on against that list'),
  noLateral: own('NO_LATERAL', 'Why no lateral run was seen'),
  longestExtent: own('LONGEST_EXTENT', 'Longest extent of the contrast on CT'),
  visibleVolume: own('VISIBLE_VOLUME', 'Volume of the contrast on CT'),
  missingVolume: own('MISSING_VOLUME', 'Injected minus visible volume'),
  contrastDistance: own('CONTRAST_DIST', 'Distance from contrast to structure'),
  ctInWords: own('CT_IN_WORDS', 'A figure of CT as it was shown'),
  decrease: own('DECREASE', 'Decrease to the later scan'),
  whyNotAvailable: own('WHY_NOT', 'Why a figure is not available'),
  /** Key images. */
  shownFigure: own('SHOWN_FIGURE', 'Measurement as it was shown'),
  /** The note: what was given. */
  drugs: own('NOTE_DRUGS', 'Drugs given'),
  drug: own('NOTE_DRUG', 'One drug as it was given'),
  drugDose: own('DRUG_DOSE', 'Dose of the drug'),
  drugStrength: own('DRUG_STRENGTH', 'Strength of the drug'),
  drugPlace: own('DRUG_PLACE', 'Where the drug was given'),
  isParticulate: own('PARTICULATE', 'Is the steroid particulate'),
  lot: own('DRUG_LOT', 'Lot of the drug'),
  jointVolume: own('JOINT_VOLUME', 'Volume given into the joint, contrast included'),
  limitReason: own('LIMIT_REASON', 'Why more than the limit went into the joint'),
  /** The note: dose, complications, pain. */
  dose: own('NOTE_DOSE', 'Radiation dose of the procedure'),
  doseReport: own('DOSE_REPORT', 'Dose report that the figures come from'),
  runs: own('RUNS', 'Number of runs'),
  complications: own('NOTE_COMPLIC', 'Complications'),
  complication: own('COMPLICATION', 'Complication'),
  pain: own('NOTE_PAIN', 'Pain before and after'),
  painTime: own('PAIN_TIME', 'When the pain was scored'),
  painMovement: own('PAIN_MOVEMENT', 'At rest or on turning the head'),
  atRest: own('AT_REST', 'At rest'),
  turning: own('TURNING', 'On turning the head'),
  relief: own('RELIEF', 'Relief of pain'),
  threshold: own('THRESHOLD', 'Relief from which the block counts as positive'),
  isPositive: own('BLOCK_POSITIVE', 'Is the block positive'),
  isConcordant: own('CONCORDANT', 'Was the provoked pain the known one'),
  fitsTheDrug: own('FITS_DRUG', 'Did the relief last as long as the drug does'),
  addendum: own('ADDENDUM', 'Addendum after signing'),
} as const

const coded = <Name extends string>(prefix: string, words: Readonly<Record<Name, string>>, values: Readonly<Record<Name, string>>, name: Name): CodedConcept => own(`${prefix}_${values[name]}`, words[name])

const patternValues: Readonly<Record<ContrastPattern, string>> = {
  intraArticular: 'INTRAARTICULAR', capsularLeak: 'CAPSULAR_LEAK', extraArticular: 'EXTRAARTICULAR', epidural: 'EPIDURAL', intrathecal: 'INTRATHECAL', subdural: 'SUBDURAL', arterial: 'ARTERIAL', venous: 'VENOUS',
}
export const patternCode = (pattern: ContrastPattern): CodedConcept => coded('P', patternWords, patternValues, pattern)

const decisionValues: Readonly<Record<ContrastDecision, string>> = { inject: 'INJECT', reposition: 'REPOSITION', abort: 'ABORT' }
export const decisionCode = (decision: ContrastDecision): CodedConcept => coded('D', decisionWords, decisionValues, decision)

const partValues: Readonly<Record<QualityPart, string>> = { position: 'POSITION', mask: 'MASK', volume: 'VOLUME' }
export const qualityCode = (part: QualityPart): CodedConcept => own(`Q_${partValues[part]}`, `Run quality: ${qualityWords[part]}`)
const gradeValues: Readonly<Record<QualityGrade, string>> = { good: 'GOOD', fair: 'FAIR', poor: 'POOR' }
export const gradeCode = (grade: QualityGrade): CodedConcept => coded('GRADE', gradeWords, gradeValues, grade)

const levelWords = { stop: 'Stop', caution: 'Caution', above: 'Above the margin', notAssessed: 'Not assessed' } as const
const levelValues = { stop: 'STOP', caution: 'CAUTION', above: 'ABOVE', notAssessed: 'NOT_ASSESSED' } as const
export const levelCode = (level: RecordedClearance['level']): CodedConcept => coded('L', levelWords, levelValues, level)

const approachWords: Readonly<Record<ApproachName, string>> = { posterior: 'Posterior', posterolateral: 'Posterolateral', lateral: 'Lateral', caudalToCranial: 'Caudal to cranial' }
const approachValues: Readonly<Record<ApproachName, string>> = { posterior: 'POSTERIOR', posterolateral: 'POSTEROLATERAL', lateral: 'LATERAL', caudalToCranial: 'CAUDOCRANIAL' }
export const approachCode = (approach: ApproachName): CodedConcept => coded('A', approachWords, approachValues, approach)

/** Structures that PS3.16 Annex L has no code for, or none that was found. */
export const structureCodes = {
  thecalSac: own('S_THECAL_SAC', 'Thecal sac'),
  c2Root: own('S_C2_ROOT', 'C2 nerve root'),
  hypoglossalNerve: own('S_XII', 'Hypoglossal nerve'),
  other: own('S_OTHER', 'Other structure'),
} as const

const placeWords: Readonly<Record<DrugGiven['place'], string>> = { skin: 'Skin', joint: 'Joint', contrast: 'Joint, as contrast' }
const placeValues: Readonly<Record<DrugGiven['place'], string>> = { skin: 'SKIN', joint: 'JOINT', contrast: 'CONTRAST' }
export const drugPlaceCode = (place: DrugGiven['place']): CodedConcept => coded('G', placeWords, placeValues, place)

const timeValues: Readonly<Record<PainTime, string>> = { before: 'BEFORE', at0Min: '0_MIN', at15Min: '15_MIN', at30Min: '30_MIN', at6Hours: '6_H' }
export const painTimeCode = (time: PainTime): CodedConcept => coded('T', painTimeWords, timeValues, time)

const complicationWords: Readonly<Record<Complication, string>> = {
  none: 'None', morePain: 'More pain', vasovagal: 'Vasovagal reaction', paraesthesia: 'Paraesthesia', vascularUptake: 'Vascular uptake', haematoma: 'Haematoma', dizziness: 'Dizziness', ataxia: 'Ataxia',
  duralPuncture: 'Dural puncture', highBlock: 'High block', seizure: 'Seizure', stroke: 'Stroke', cordInjury: 'Injury of the cord', allergicReaction: 'Allergic reaction', infection: 'Infection', other: 'Other complication',
}
const complicationValues: Readonly<Record<Complication, string>> = {
  none: 'NONE', morePain: 'MORE_PAIN', vasovagal: 'VASOVAGAL', paraesthesia: 'PARAESTHESIA', vascularUptake: 'VASC_UPTAKE', haematoma: 'HAEMATOMA', dizziness: 'DIZZINESS', ataxia: 'ATAXIA',
  duralPuncture: 'DURAL_PUNCT', highBlock: 'HIGH_BLOCK', seizure: 'SEIZURE', stroke: 'STROKE', cordInjury: 'CORD_INJURY', allergicReaction: 'ALLERGIC', infection: 'INFECTION', other: 'OTHER',
}
export const complicationCode = (what: Complication): CodedConcept => coded('C', complicationWords, complicationValues, what)
