import { z } from 'zod'
import { finite, frameIndex, instant, text, uid, uuid } from '#shared/values.ts'
import { contrastDecision, contrastInjection, contrastPattern, noQuality, runQuality } from '#shared/contrast/assessment.ts'
import { ctSpreadFigures } from '#shared/contrast/ctSpreadFigures.ts'
import { curveRegion, MOST_REGIONS, runOutlines } from '#shared/contrast/runMarks.ts'
import { levelName, sideWord } from '#shared/dicom/identity.ts'
import { emptyFluoroscopyMarks, fluoroscopyMarks, keptTurn } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import { needlePlan } from '#shared/planning/needlePlan.ts'
import { projectionBasis } from '#shared/planning/projectionBasis.ts'
import { emptyPlanningMarks, planningMarks } from '#shared/planning/planningMarks.ts'
import { paintedShape } from '#shared/planning/structure.ts'

const firstInjection = { number: 1, agent: '', volumeMl: null }

/**
 * What the operator has set and drawn in one case: saved as a whole at every edit, undone and redone as a whole.
 * Nothing in it has a clinical default: what was not answered is null.
 */
export const caseDocument = z.strictObject({
  schemaVersion: z.literal(1),
  study: z.strictObject({
    patientConfirmed: z.boolean(),
    level: levelName.nullable(),
    side: sideWord.nullable(),
    faceTowardsAnterior: z.enum(['yes', 'no']).nullable(),
    skullTowardsHead: z.enum(['yes', 'no']).nullable(),
    confirmedAtIso: instant.nullable(),
    /** Per projection series, where the operator says the patient's LEFT is on the screen. */
    projectionLeft: z.record(uid, z.enum(['screenStart', 'screenEnd'])),
    /** The same of ANTERIOR, for runs that look across the patient. Documents written before it was asked carry none. */
    projectionAnterior: z.record(uid, z.enum(['screenStart', 'screenEnd'])).default({}),
    /** Per projection series, what the lead marker in the picture says of that answer. Older documents carry neither of these two. */
    leadMarker: z.record(uid, z.enum(['agrees', 'disagrees', 'notSeen'])).default({}),
    /** Disagreements of sides that a person has settled with the patient, by what disagreed with what. */
    sideChecked: z.record(text(200), z.strictObject({ by: text(64), atIso: instant })).default({}),
  }),
  plans: z.array(needlePlan).max(64),
  activePlanId: uuid.nullable(),
  /** Documents written before planning had marks carry none. */
  planning: planningMarks.default(emptyPlanningMarks),
  /** Documents written before projections had marks of their own carry none. */
  fluoroscopy: fluoroscopyMarks.default(emptyFluoroscopyMarks),
  /** How the planes of a volume are turned on the screen, each for itself, as the operator left them; documents from before it was kept carry none. */
  planeTurns: z.record(uid, z.strictObject({ axial: keptTurn.optional(), sagittal: keptTurn.optional(), coronal: keptTurn.optional() })).default({}),
  /** `on`: of a path on a run, what it was accepted on; absent of a path on CT, and in older documents. */
  planAccepted: z.strictObject({ planId: uuid, atIso: instant, on: projectionBasis.optional() }).nullable(),
  contrast: z.strictObject({
    /** Per run (series and run number, `runKey`): frames from before the contrast, the mask's shift, frames in which it was seen. */
    runs: z.record(text(80), z.strictObject({
      maskFrames: z.array(frameIndex).max(512),
      shiftPx: z.tuple([finite, finite]),
      seenFrames: z.array(frameIndex).max(4096),
      /** Who chose the mask. With `header` the header's recipe is followed frame by frame. Older documents carry none of these four. */
      maskSource: z.enum(['operator', 'proposal', 'header']).default('operator'),
      /** How the mask lies over each frame of the run, as found; on top of `shiftPx`. Empty = not asked for. */
      frameShiftsPx: z.array(z.tuple([finite, finite])).max(4096).default([]),
      /** Boxes whose mask is moved by itself; of boxes over each other the last counts. */
      shiftRegions: z.array(z.strictObject({
        regionId: uuid, corners: z.tuple([z.tuple([finite, finite]), z.tuple([finite, finite])]), shiftPx: z.tuple([finite, finite]), frameShiftsPx: z.array(z.tuple([finite, finite])).max(4096),
      })).max(16).default([]),
      /** How much of the anatomy is left behind the difference. */
      landmark: finite.min(0).max(1).default(0),
    })),
    patterns: z.array(contrastPattern),
    vesselFilling: z.enum(['yes', 'no', 'unsure']).nullable(),
    decision: contrastDecision.nullable(),
    comment: text(2000),
    /** Per run: when it was played or stepped through to its end, as stored and as subtracted. Older documents carry none of these three. */
    seenToEnd: z.record(text(80), z.strictObject({ native: instant.nullable(), subtracted: instant.nullable() })).default({}),
    /** Per run: when it was shown in the faint-flow window, and as the peak picture. Older documents carry neither of these two. */
    faintSeen: z.record(text(80), instant).default({}),
    peakSeen: z.record(text(80), instant).default({}),
    /** Per run: what the operator says it shows, where the C-arm's angles do not. */
    viewOf: z.record(text(80), z.enum(['ap', 'lateral'])).default({}),
    /** Why no lateral was seen; empty = not given. */
    noLateralReason: text(500).default(''),
    /** How good the run is, as the operator rates it. Older documents carry none of what follows. */
    quality: runQuality.default(noQuality),
    injection: contrastInjection.default(firstInjection),
    /** Why the operator goes on although something is still to do; empty = not given. */
    againstListReason: text(500).default(''),
    /** Runs and scans of earlier injections: nothing is decided on them again. */
    earlierRuns: z.array(text(80)).max(4096).default([]),
    /** Runs and scans that there were when the decision was taken: another one is a new question. */
    decidedRuns: z.array(text(80)).max(4096).default([]),
    /** What CT shows of the contrast, where on the scan after it, and on which of its frames. */
    ct: z.strictObject({ figures: ctSpreadFigures, opaque: paintedShape, slices: z.array(frameIndex).min(1).max(4096), inputs: text(64).optional().describe('digest of the drawings, registrations and needles that the figures rest on; absent in older cases') }).nullable().default(null),
    /** Per run: regions whose opacity is followed over time. Older documents carry neither of these two. */
    regions: z.record(text(80), z.array(curveRegion).max(MOST_REGIONS)).default({}),
    /** Per run: what is opaque, the joint and the midline as outlined. */
    outlines: z.record(text(80), runOutlines).default({}),
  }),
})
export type CaseDocument = Readonly<z.infer<typeof caseDocument>>

export const emptyCaseDocument: CaseDocument = {
  schemaVersion: 1,
  study: { patientConfirmed: false, level: null, side: null, faceTowardsAnterior: null, skullTowardsHead: null, confirmedAtIso: null, projectionLeft: {}, projectionAnterior: {}, leadMarker: {}, sideChecked: {} },
  plans: [],
  activePlanId: null,
  planning: emptyPlanningMarks,
  fluoroscopy: emptyFluoroscopyMarks,
  planeTurns: {},
  planAccepted: null,
  contrast: { runs: {}, patterns: [], vesselFilling: null, decision: null, comment: '', seenToEnd: {}, faintSeen: {}, peakSeen: {}, viewOf: {}, noLateralReason: '', quality: noQuality, injection: firstInjection, againstListReason: '', earlierRuns: [], decidedRuns: [], ct: null, regions: {}, outlines: {} },
}

/** Names one run of a series in a case document. */
export const runKey = (seriesUid: string, run: number): string => `${seriesUid}/${String(run)}`
