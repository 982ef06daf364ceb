import { z } from 'zod'
import { finite, frameIndex, instant, pointLps, pointPx, sha256, text, uid, uuid } from '#shared/values.ts'
import { contrastAssessment, subtractionRecipe } from '#shared/contrast/assessment.ts'
import { studyAttributes } from '#shared/dicom/studyAttributes.ts'
import { levelName, sideWord } from '#shared/dicom/identity.ts'
import { colourTableName } from '#shared/imageProcessing/colourTables.ts'
import { trueViewTicks } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import { measurementKinds, measurementShape } from '#shared/measurement/measurement.ts'
import { needlePlan } from '#shared/planning/needlePlan.ts'
import { sourceImage } from '#shared/reporting/sourceImage.ts'
import { slotGiven } from './note/keyImageSlots.ts'
import { noteSection, painSection, procedureNote } from './note/noteSections.ts'
import { signature } from './signature.ts'

const rotationDeg = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)])

/** What every plane of a volume keeps of how it is looked at. */
const planeState = {
  crosshairLpsMm: pointLps,
  focalPointLpsMm: pointLps,
  parallelScaleMm: finite.positive().describe('half of the shown height'),
  slabMm: finite.min(0),
  windowCentre: finite,
  windowWidth: finite.positive(),
  inverted: z.boolean(),
}

/** One viewport as it stood, enough to show exactly the same again. */
export const viewState = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('plane'),
    plane: z.enum(['axial', 'sagittal', 'coronal']),
    ...planeState,
    // Optional, not defaulted: a default would be added to old events on reading, and their hashes would no longer hold.
    flippedHorizontally: z.boolean().optional().describe('absent in older records: not flipped'),
    rotationDeg: rotationDeg.optional().describe('clockwise, before the flip; absent in older records: not turned'),
  }),
  z.strictObject({
    kind: z.literal('needlePlane'),
    view: z.enum(['alongAxial', 'alongSagittal', 'across', 'progressLateral', 'progressAp']),
    entryLpsMm: pointLps,
    targetLpsMm: pointLps.describe('the path that the plane followed'),
    rollDeg: finite.describe('about the path'),
    depthMm: finite.min(0).nullable().describe('of the plane across, from the entry; null: at the target'),
    ...planeState,
  }),
  z.strictObject({
    kind: z.literal('bone'),
    turnDeg: finite.describe('0: seen from the front, + from the patient’s LEFT'),
    tiltDeg: finite.min(-90).max(90).describe('+ from above'),
    focalPointLpsMm: pointLps,
    parallelScaleMm: finite.positive().describe('half of the shown height'),
    thresholdHu: finite.describe('bone is what is as bright'),
    crosshairLpsMm: pointLps.nullable(),
  }),
  z.strictObject({
    kind: z.literal('frame'),
    frame: frameIndex,
    mode: z.enum(['native', 'subtracted', 'peak', 'arrival', 'timeToPeak']),
    subtraction: subtractionRecipe.nullable(),
    centrePx: pointPx.describe('image point in the middle of the viewport'),
    zoom: finite.positive().describe('1 = whole image fits'),
    windowCentre: finite,
    windowWidth: finite.positive(),
    inverted: z.boolean(),
    flippedHorizontally: z.boolean(),
    rotationDeg: rotationDeg.describe('clockwise, before the flip'),
    // Optional as above: key images saved before these could be done carry none of them.
    faint: z.literal(true).optional().describe('through the window for faint flow'),
    compared: z.strictObject({ frame: frameIndex, share: finite.min(0).max(1) }).optional().describe('another frame in the picture, up to a share of its width'),
    looks: z.strictObject({
      sharpened: z.number().min(0).max(1),
      denoised: z.number().min(0).max(1),
      colours: colourTableName.nullable(),
      shutterOff: z.boolean().describe('the display shutter of the header was lifted'),
      headerTable: z.int().min(0).nullable().describe('VOI LUT table of the header that stood in place of the window'),
      averaged: z.tuple([frameIndex, frameIndex]).nullable().describe('first and last frame of the series whose mean is shown'),
    }).optional().describe('what was done to the picture; absent in older records, and where nothing was done'),
  }),
])
export type ViewState = Readonly<z.infer<typeof viewState>>

export const planFigures = z.strictObject({
  lengthMm: finite.nullable(),
  inPlaneDeg: finite.nullable(),
  craniocaudalDeg: finite.nullable(),
  lengthPx: finite.nullable(),
})

/** How near the accepted path passes a structure, as it was shown; null where nobody could say. */
export const recordedClearance = z.strictObject({
  kind: text(64), name: text(64), distanceMm: finite.nullable(), leastMm: finite.nullable(), level: z.enum(['stop', 'caution', 'above', 'notAssessed']),
  endsThere: z.literal(true).optional().describe('the closest place is where the drawing ends; absent in older records'),
})
export type RecordedClearance = Readonly<z.infer<typeof recordedClearance>>

/** What was measured on the frame of a picture, as it stood there: figures follow the calibration that held then. */
export const recordedMeasurement = z.strictObject({ kind: z.enum(measurementKinds), label: text(200), text: text(200).describe('as shown, with the badge of its calibration; empty where nothing is measured'), frame: frameIndex, shape: measurementShape.optional().describe('absent in older records'), figures: z.strictObject({ length: finite.nullable(), angleDeg: finite.nullable(), area: finite.nullable(), unit: z.enum(['mm', 'px']) }).optional().describe('as they were shown; absent in older records') })
export type RecordedMeasurement = Readonly<z.infer<typeof recordedMeasurement>>

/** What a plane cut of a structure, as it was drawn on the picture. */
export const seenStructure = z.strictObject({ kind: text(64), name: text(200), outlinesLpsMm: z.array(z.array(pointLps).min(2).max(400)).min(1).max(64) })
export type SeenStructure = z.infer<typeof seenStructure>

/** What part of its source the picture showed, by the corners of the view. */
export const shownArea = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('frame'), topLeftPx: pointPx, bottomRightPx: pointPx }),
  z.strictObject({ kind: z.literal('plane'), topLeftLpsMm: pointLps, topRightLpsMm: pointLps, bottomLeftLpsMm: pointLps }),
])
export type ShownArea = Readonly<z.infer<typeof shownArea>>

/** A run as a film: part of a series, frames from 0, first and last included. */
export const loopFacts = { contentType: z.enum(['video/mp4', 'video/webm']), firstFrame: frameIndex, lastFrame: frameIndex, durationMs: finite.positive().describe('at the true times of its frames, or at the rate at which it was shown') }
export const recordedLoop = z.strictObject({ sha256, byteLength: z.int().positive(), ...loopFacts })
export type RecordedLoop = Readonly<z.infer<typeof recordedLoop>>

/** Frames of an object that something was seen on, by the names that they have everywhere, as the host read them; counted from 1, none for an object of one frame. */
export const recordedFrames = z.strictObject({ studyUid: uid, seriesUid: uid, sopClassUid: uid, sopInstanceUid: uid, frameNumbers: z.array(z.int().min(1)).max(4096) })
export type RecordedFrames = Readonly<z.infer<typeof recordedFrames>>
/** Optional, not defaulted: absent in older records, and where the library could not say it. */
const seenOn = z.array(recordedFrames).min(1).max(512).optional()

/** What can be said in a record. A correction is a new event; nothing is ever changed. */
/** Whether somebody said that the vertebral artery's variants were looked for; absent where nobody answered, and in older records. */
const arteryVariantsLookedFor = z.enum(['yes', 'no']).optional().describe('were variants of the vertebral artery looked for; absent: not answered')

/** The header of the series says the other side, and a person has settled that with the patient; absent where it does not, and in older records. */
const sideSettled = z.strictObject({ stated: sideWord.describe('by the header'), by: text(64), atIso: instant }).optional()
export type SideSettled = Readonly<NonNullable<z.infer<typeof sideSettled>>>

export const recordEventBodies = {
  recordCreated: z.strictObject({
    kind: z.literal('recordCreated'),
    caseId: text(64), patientId: z.string(), issuer: z.string().nullable(), patientName: z.string(), birthDate: z.string().nullable(), sex: z.enum(['F', 'M', 'O']).nullable(),
    studyUid: uid, seriesUid: uid, side: sideWord, level: levelName, sideSettled,
  }),
  sideChanged: z.strictObject({ kind: z.literal('sideChanged'), side: sideWord, level: levelName }),
  keyImageAdded: z.strictObject({
    kind: z.literal('keyImageAdded'),
    keyImageId: uuid,
    /** Content address of the PNG: the picture with its annotations burned in. */
    picture: z.strictObject({ sha256, byteLength: z.int().positive(), columns: z.int().positive(), rows: z.int().positive() }),
    /** Whether the source image had been compressed with loss, as the host read it; null when its header was out of reach. */
    sourceLossy: z.boolean().nullable(),
    /** The file that the picture was made from, as the library knew it; the hash of what it had copied. Absent in older records. */
    sourceFile: z.strictObject({ sha256: sha256.nullable(), byteLength: z.int().min(0), modifiedMs: finite }).optional(),
    /** What the study of the source says of itself; absent in key images saved before this was kept. */
    study: studyAttributes.nullable().optional(),
    studyUid: uid, seriesUid: uid, sopInstanceUid: uid, sopClassUid: uid, frameNumber: z.int().min(1).nullable(), frame: frameIndex,
    stage: z.enum(['study', 'plan', 'contrast', 'record']),
    view: viewState, side: sideWord.nullable(), level: levelName.nullable(),
    plans: z.array(needlePlan), planFigures: planFigures.nullable(),
    title: text(200), caption: text(2000),
    /** Absent where nothing was measured, and in key images saved before this was kept. */
    measurements: z.array(recordedMeasurement).max(500).optional(),
    /** Absent where the picture shows no plane and no frame (bone), and in older records, as are the two below. */
    shownArea: shownArea.optional(),
    /** Absent where the plane cut none, and in older records. */
    structures: z.array(seenStructure).max(32).optional(),
    /** Paths, measurements and structures were hidden on the picture. */
    figuresHidden: z.literal(true).optional(),
    /** What the header of the source says of showing it, as the host read it. */
    source: sourceImage.optional(),
    /** What was ticked of the run as a true view, and by whom; absent where nothing was, and in older records. */
    trueView: trueViewTicks.optional(),
    /** The run as it was seen, its annotations in every frame; the picture is its poster. Absent where a still was saved, and in older records. */
    loop: recordedLoop.optional(),
    sideSettled,
  }),
  keyImageRemoved: z.strictObject({ kind: z.literal('keyImageRemoved'), keyImageId: uuid }),
  keyImageRestored: z.strictObject({ kind: z.literal('keyImageRestored'), keyImageId: uuid }),
  captionChanged: z.strictObject({ kind: z.literal('captionChanged'), keyImageId: uuid, caption: text(2000) }),
  planAccepted: z.strictObject({ kind: z.literal('planAccepted'), plan: needlePlan, figures: planFigures,
    /** Absent in plans accepted before structures could be drawn. */
    clearances: z.array(recordedClearance).max(64).optional(),
    arteryVariantsLookedFor,
    /** Of a plan on a projection: the frame that it lies on. */
    seenOn,
  }),
  contrastAssessed: z.strictObject({ kind: z.literal('contrastAssessed'), assessment: contrastAssessment, seenOn }),
  noteWritten: z.strictObject({ kind: z.literal('noteWritten'), note: noteSection }),
  keyImageSlotGiven: z.strictObject({ kind: z.literal('keyImageSlotGiven'), ...slotGiven.shape }),
  keyImagesOrdered: z.strictObject({ kind: z.literal('keyImagesOrdered'), keyImageIds: z.array(uuid).max(200).describe('in the order of the report; those not named come after, as they were saved') }),
  /** What the operator says happened, beside what the app noted. */
  happeningNoted: z.strictObject({ kind: z.literal('happeningNoted'), happeningId: uuid, happenedAtIso: instant, words: text(500).min(1) }),
  happeningRemoved: z.strictObject({ kind: z.literal('happeningRemoved'), happeningId: uuid }),
  /** Freezes what stands before it. */
  signed: z.strictObject({ kind: z.literal('signed'), signature }),
  countersigned: z.strictObject({ kind: z.literal('countersigned'), signature }),
  /** What is said after signing; the record itself stays as it was signed. A late pain score comes as one. */
  addendumWritten: z.strictObject({ kind: z.literal('addendumWritten'), addendumId: uuid, words: text(4000).min(1), pain: painSection.optional() }),
} as const

const bodies = recordEventBodies
export const recordEventBody = z.discriminatedUnion('kind', [
  bodies.recordCreated, bodies.sideChanged, bodies.keyImageAdded, bodies.keyImageRemoved, bodies.keyImageRestored, bodies.captionChanged, bodies.planAccepted, bodies.contrastAssessed,
  bodies.noteWritten, bodies.keyImageSlotGiven, bodies.keyImagesOrdered, bodies.happeningNoted, bodies.happeningRemoved, bodies.signed, bodies.countersigned, bodies.addendumWritten,
])
export type RecordEventBody = Readonly<z.infer<typeof recordEventBody>>

/** A stored event: the body, who and when, and the hash of the one before (all zeros for the first). */
export const recordEvent = z.strictObject({
  schemaVersion: z.literal(1),
  recordId: uuid,
  seq: z.int().min(0),
  atIso: instant,
  actor: text(200),
  body: recordEventBody,
  previousHash: sha256,
  hash: sha256,
})
export type RecordEvent = Readonly<z.infer<typeof recordEvent>>

export const keyImage = z.strictObject({
  ...bodies.keyImageAdded.omit({ kind: true }).shape,
  addedAtIso: instant, actor: text(200), removed: z.boolean(),
})
export type KeyImage = Readonly<z.infer<typeof keyImage>>

/** What the events add up to. */
export const recordState = z.strictObject({
  recordId: uuid,
  caseId: text(64), patientId: z.string(), issuer: z.string().nullable(), patientName: z.string(), birthDate: z.string().nullable(), sex: z.enum(['F', 'M', 'O']).nullable(),
  studyUid: uid, seriesUid: uid, side: sideWord, level: levelName,
  createdAtIso: instant, updatedAtIso: instant, events: z.int(),
  keyImages: z.array(keyImage).describe('in the order they were saved, removed ones included and marked'),
  acceptedPlan: z.strictObject({ plan: needlePlan, figures: planFigures, clearances: z.array(recordedClearance).optional(), arteryVariantsLookedFor, seenOn, atIso: instant }).nullable(),
  assessments: z.array(z.strictObject({ assessment: contrastAssessment, seenOn, atIso: instant, actor: text(200) })),
  note: procedureNote,
  slots: z.array(slotGiven).describe('of the minimum set of key images: what was said of each, the last word'),
  keyImageOrder: z.array(uuid).describe('empty: as they were saved'),
  happenings: z.array(z.strictObject({ happeningId: uuid, happenedAtIso: instant, words: text(500), notedAtIso: instant, actor: text(200) })).describe('in the order of their times'),
  signature: z.strictObject({ ...signature.shape, atIso: instant, seq: z.int(), hash: sha256.describe('of the event that signed') }).nullable(),
  countersignature: z.strictObject({ ...signature.shape, atIso: instant, seq: z.int(), hash: sha256 }).nullable(),
  addenda: z.array(z.strictObject({ addendumId: uuid, words: text(4000), pain: painSection.optional(), atIso: instant, actor: text(200).describe('as told, without a passphrase'), isSigned: z.boolean().describe('the countersignature came after it and covers it') })),
})
export type RecordState = Readonly<z.infer<typeof recordState>>
