import { carmAlong } from '#shared/planning/evaluatePlan.ts'
import { vectorScale } from '#shared/geometry/vectors.ts'
import { assertNever } from '#shared/result.ts'
import type { PracticeMade } from '#shared/teaching/practice.ts'
import type { AnswerKey, ExpertAnswer, Question } from '#shared/teaching/questions.ts'
import { patternsInWords } from '#shared/contrast/assessmentWords.ts'
import type { ContrastDecision, ContrastPattern } from '#shared/contrast/assessment.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import { writeCArmAngle } from '#shared/projection/consoleAngles.ts'
import { runSeconds } from '../case-definitions/exposures.ts'
import type { SpreadName } from '../contrast/patterns.ts'
import { seriesUidOf } from '../dicom/commonAttributes.ts'
import { uidFor } from '../dicom/uids.ts'
import { buildPhantom } from '../phantom/rows.ts'
import { jointTruth } from '../truth/anatomyTruth.ts'
import { uuidOf } from './chance.ts'
import type { PracticeCase } from './practiceCase.ts'
import { practiceFlash } from './practiceFlash.ts'
import { practicePaths } from './practicePaths.ts'
import { stillOf, turnedOf } from './practiceStill.ts'
import { practiceStructures } from './practiceStructures.ts'

const noLimits: AnswerKey['limits'] = { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }
const truth = (answer: ExpertAnswer['answer'], expert = 'the generator'): ExpertAnswer => ({ expert, isTruth: true, answer })
const askedOf = (name: string, kind: Question['kind'], seriesUid: string): Question => ({ questionId: uuidOf(`${name}/${kind}`), kind, prompt: '', seriesUid, frame: null, seconds: null })
const keyOf = ({ questionId }: Question, experts: ExpertAnswer[], more: Partial<AnswerKey> = {}): AnswerKey => ({ questionId, experts, limits: noLimits, jointLine: null, structures: [], explanation: '', ...more })

/** What is asked about a generated case, and what is known of it because it was made. */
export function practiceTruth(practice: PracticeCase): PracticeMade {
  const { name, task, difficulty, sample } = practice
  const side = sideOf(practice)
  const course = sample.parameters.arteries[sample.side]
  const variant = course === 'normal' ? [] : [course === 'medial' ? 'medial vertebral artery' : 'high loop of the vertebral artery']
  // Where the side is asked, neither the case nor its history may tell it.
  const history = task === 'still' ? 'An injection of one C1-2 joint was begun; the needle lies at the joint. Nobody wrote down of which side.' : `Pain of the upper neck on the ${side}, worse on turning the head. An injection of the ${side} C1-2 joint is ordered.`
  const about = aboutOf(practice)
  return { teachingCaseId: uuidOf(name), side: task === 'still' ? null : side, difficulty, variant, title: titles[task], history, ...about, questions: about.questions.map((question) => ({ ...question, seconds: practice.seconds })) }
}

const sideOf = ({ sample }: PracticeCase): SideWord => (sample.side === 'R' ? 'RIGHT' : 'LEFT')
const titles: Readonly<Record<PracticeCase['task'], string>> = {
  path: 'Plan a path to C1-2', target: 'Find the target at C1-2', view: 'A needle at C1-2', run: 'A run with contrast at C1-2', lateral: 'C1-2 from the side', still: 'A needle on the C-arm',
}

function aboutOf(practice: PracticeCase): About {
  const { task, sample } = practice
  switch (task) {
    case 'path': return ctTruth(practice)
    case 'target': return targetTruth(practice)
    case 'view': return viewTruth(practice)
    case 'lateral': return lateralTruth(practice)
    case 'still': return stillTruth(practice)
    case 'run': {
      if (sample.spread === null) throw new Error('A run without a spread')
      return runTruth(practice, sample.spread)
    }
    default: return assertNever(task)
  }
}

type About = Pick<PracticeMade, 'findings' | 'teachingPoints' | 'series' | 'questions' | 'keys'>
const coordinates = ([x, y, z]: readonly [number, number, number]): [number, number, number] => [x, y, z]

function scanOf({ sample }: PracticeCase): { readonly seriesUid: string; readonly series: About['series'] } {
  const [definition] = sample.ct
  if (definition === undefined) throw new Error('A planning case without a scan')
  const seriesUid = seriesUidOf(sample.study, definition)
  return { seriesUid, series: [{ seriesUid, modality: 'CT', kind: 'volume', frames: definition.toZMm - definition.fromZMm + 1 }] }
}

type Joint = ReturnType<typeof jointTruth>
const lineOf = ({ posteriorLine }: Joint): NonNullable<AnswerKey['jointLine']> => ({ medialLpsMm: coordinates(posteriorLine.medialLpsMm), lateralLpsMm: coordinates(posteriorLine.lateralLpsMm) })
const WHERE_THE_TARGET_LIES = 'The target lies in the lateral third of the posterior joint line, between the C2 root and the sac medially and the vertebral artery laterally.'

const WHERE_NO_NEEDLE_GOES = 'This vertebral artery runs medially, behind the joint: none of the taught ways leaves it 5 mm. Look for the variant before any needle.'

function ctTruth(practice: PracticeCase): About {
  const { name, sample } = practice
  const { seriesUid, series } = scanOf(practice)
  const phantom = buildPhantom(sample.parameters)
  const joint = jointTruth(sample.parameters, sample.side)
  const paths = practicePaths(phantom, sample.side, joint.targetOnLineLpsMm)
  const asked = askedOf(name, 'drawPath', seriesUid)
  const experts = paths.map((path) => truth({ kind: 'drawPath', entryLpsMm: coordinates(path.entryLpsMm), targetLpsMm: coordinates(path.targetLpsMm) }, `the generator, ${path.name}`))
  return {
    findings: `${String(paths.length)} accepted ${paths.length === 1 ? 'way' : 'ways'} in: ${paths.map((path) => `${path.name}, ${path.least.vertebralArtery.toFixed(1)} mm from the vertebral artery`).join('; ')}.`,
    teachingPoints: [WHERE_THE_TARGET_LIES], series, questions: [asked],
    keys: [keyOf(asked, experts, {
      jointLine: lineOf(joint), needleGauge: 22,
      structures: practiceStructures(phantom, sample.parameters, sample.side, joint.centreLpsMm, { name, seriesUid, frameOfReferenceUid: uidFor(`${name}/frame`) }),
    })],
  }
}

function targetTruth(practice: PracticeCase): About {
  const { name, sample } = practice
  const { seriesUid, series } = scanOf(practice)
  const joint = jointTruth(sample.parameters, sample.side)
  const asked = askedOf(name, 'placeTarget', seriesUid)
  return {
    findings: `The joint space is ${joint.gapMm.toFixed(1)} mm high and slopes down by ${sample.parameters.slopeDeg.toFixed(0)}° to the side.`, teachingPoints: [WHERE_THE_TARGET_LIES, ...(sample.parameters.arteries[sample.side] === 'medial' ? [WHERE_NO_NEEDLE_GOES] : [])], series, questions: [asked],
    keys: [keyOf(asked, [truth({ kind: 'placeTarget', targetLpsMm: coordinates(joint.targetOnLineLpsMm) })], { jointLine: lineOf(joint), explanation: WHERE_THE_TARGET_LIES })],
  }
}

/** Angles that an eye takes from planes. */
const VIEW_BY_EYE_DEG = 8
/** Down the shaft from either end: the beam is the same line. */
function viewTruth(practice: PracticeCase): About {
  const { name, sample } = practice
  const { seriesUid, series } = scanOf(practice)
  const needle = sample.needle ?? null
  if (needle === null) throw new Error('A view down a needle without one')
  const asked: Question = { ...askedOf(name, 'chooseView', seriesUid), prompt: 'The needle is in place. Which C-arm view looks straight down its shaft?' }
  const behind = carmAlong(needle.towardsEntry), inFront = carmAlong(vectorScale(needle.towardsEntry, -1))
  return {
    findings: `Down the shaft: ${anglesInWords(behind)} with the detector behind the patient, ${anglesInWords(inFront)} with the detector in front.`, teachingPoints: ['Seen down its shaft a needle is a point: the hub covers the tip.'], series, questions: [asked],
    keys: [keyOf(asked, [truth({ kind: 'chooseView', ...behind }, 'the generator, detector behind'), truth({ kind: 'chooseView', ...inFront }, 'the generator, detector in front')], { limits: { ...noLimits, directionDeg: VIEW_BY_EYE_DEG }, explanation: `The shaft leans ${anglesInWords(inFront)} from straight back.` })],
  }
}

const anglesInWords = ({ primaryDeg, secondaryDeg }: { readonly primaryDeg: number; readonly secondaryDeg: number }): string => `${writeCArmAngle('primary', primaryDeg)} ${writeCArmAngle('secondary', secondaryDeg)}`

function pictureOf({ sample }: PracticeCase): { readonly seriesUid: string; readonly series: About['series'] } {
  const [definition] = sample.xa
  if (definition === undefined) throw new Error('A case of the C-arm without a picture')
  const seriesUid = seriesUidOf(sample.study, definition)
  return { seriesUid, series: [{ seriesUid, modality: 'XA', kind: 'stills', frames: 1 }] }
}

function lateralTruth(practice: PracticeCase): About {
  const { name, seed, difficulty } = practice
  const { seriesUid, series } = pictureOf(practice)
  const { move, byDeg } = turnedOf(seed, difficulty)
  const asked = askedOf(name, 'trueLateral', seriesUid)
  const by = `${Math.abs(byDeg).toFixed(0)}°`
  const what = move === null ? 'The head lies straight: what is on both sides covers itself.' : move === 'rotate' ? `The head was turned by ${by}: what is on both sides lies one behind the other. Rotate the C-arm by as much.` : `The head was tipped by ${by}: what is on both sides lies one above the other. Tilt the C-arm by as much.`
  return {
    findings: what, teachingPoints: ['In a true lateral the articular pillars and the mandibular rami of both sides cover each other.'], series, questions: [asked],
    keys: [keyOf(asked, [truth({ kind: 'trueLateral', isTrue: move === null, move })], { explanation: what })],
  }
}

const worth: Readonly<Record<ReturnType<typeof stillOf>['pixel'], string>> = {
  calibrated: 'The header holds a pixel that was calibrated on a marker at the depth of the joint.', isocentre: 'The header gives the distances of tube, isocentre and detector: the size at the isocentre is an estimate for the joint.',
  detector: 'The header gives the size at the detector, and no distance: how far the patient was magnified is not known.', unknown: 'The header says nothing of the size of a pixel: pixels, no millimetres.',
}

function stillTruth(practice: PracticeCase): About {
  const { name, seed } = practice
  const { seriesUid, series } = pictureOf(practice)
  const { view, pixel } = stillOf(seed)
  const side = sideOf(practice)
  const asked: Question = { ...askedOf(name, 'whichSide', seriesUid), prompt: 'At which side of the patient does the needle lie?' }
  const scale = askedOf(name, 'isCalibrated', seriesUid)
  const where = view === 'AP' ? 'The detector is in front of the patient: the picture is seen as a face is, with the LEFT of the patient towards the end of a line of text.' : 'The detector is behind the patient: the picture is seen as a back is, with the LEFT of the patient towards the start of a line of text.'
  return {
    findings: `The needle lies at the ${side} joint. ${worth[pixel]}`, teachingPoints: ['Where LEFT is on a picture of the C-arm is told by its angles, never by habit.'], series, questions: [asked, scale],
    keys: [keyOf(asked, [truth({ kind: 'whichSide', side })], { explanation: where }), keyOf(scale, [truth({ kind: 'isCalibrated', basis: pixel })], { explanation: worth[pixel] })],
  }
}

/** What each spread is called. Of several readings the first is asked for, the others may be named with it. */
const readings: Readonly<Record<SpreadName, readonly (readonly ContrastPattern[])[]>> = {
  arthrogram: [['intraArticular']], arteryFlash: [['arterial'], ['arterial', 'intraArticular']], epidural: [['epidural']],
  capsularLeak: [['capsularLeak'], ['capsularLeak', 'intraArticular']], venousRunOff: [['venous'], ['venous', 'intraArticular']],
}
/** A flash is over before an eye has stopped the run. */
const FLASH_FRAMES = 3

/** Null where colleagues do both: a leak is partial success. */
const calls: Readonly<Record<SpreadName, ContrastDecision | null>> = { arthrogram: 'inject', arteryFlash: 'abort', epidural: 'reposition', capsularLeak: null, venousRunOff: 'reposition' }

function runTruth({ name, sample }: PracticeCase, spread: SpreadName): About {
  const [definition] = sample.xa
  if (definition === undefined) throw new Error('A case of contrast without a run')
  const seriesUid = seriesUidOf(sample.study, definition)
  const pattern = askedOf(name, 'namePattern', seriesUid), flash = askedOf(name, 'findFlash', seriesUid), decision = askedOf(name, 'injectOrAbort', seriesUid)
  const call = calls[spread], found = practiceFlash(sample)
  return {
    findings: `Made as: ${patternsInWords(readings[spread].at(-1) ?? [])}.`, teachingPoints: ['A saved still misses flow inside a vessel: the run is the evidence.'],
    series: [{ seriesUid, modality: 'XA', kind: 'cine', frames: runSeconds.length }],
    questions: [flash, pattern, ...(call === null ? [] : [decision])],
    keys: [
      keyOf(flash, [truth({ kind: 'findFlash', flash: found?.flash ?? null })], { limits: { ...noLimits, flashFrames: FLASH_FRAMES }, ...(found === null ? {} : { flashStreak: found.streak }) }),
      keyOf(pattern, readings[spread].map((patterns) => truth({ kind: 'namePattern', patterns: [...patterns] }))),
      ...(call === null ? [] : [keyOf(decision, [truth({ kind: 'injectOrAbort', decision: call })])]),
    ],
  }
}
