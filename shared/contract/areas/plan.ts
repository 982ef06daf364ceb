import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { sideWord } from '#shared/dicom/identity.ts'
import { configuredMargin, landmarkKind } from '#shared/planning/planningMarks.ts'
import { paintedShape } from '#shared/planning/structure.ts'
import { finite, pointLps, text, vectorLps } from '#shared/values.ts'

const radius = finite.positive().max(100)
const carmAngles = z.strictObject({ primaryDeg: finite, secondaryDeg: finite })
const progressAngles = z.strictObject({ primaryDeg: finite, secondaryDeg: finite, offTrueDeg: finite.describe('from the true view; 90 where the path runs along that view') })
const tableSide = z.enum(['SUPINE', 'PRONE'])
const towards = z.enum(['LEFT', 'RIGHT', 'NEITHER'])

export const structureTube = z.strictObject({
  id: text(64), kind: text(64), pathLpsMm: z.array(pointLps).min(2).max(10_000),
  radiusMm: z.union([radius, z.array(radius)]).describe('one for all points, or one for each'),
  curve: z.enum(['straight', 'smooth']).optional().describe('between the points; straight when absent, smooth as the screens draw it'),
  uncertaintyMm: finite.min(0).max(20).optional().describe('of the drawing; absent: not stated, and then the level counts the distance as it is'),
}).refine(({ radiusMm, pathLpsMm }) => !Array.isArray(radiusMm) || radiusMm.length === pathLpsMm.length, 'radiusMm must hold one radius for each point of pathLpsMm')

export const paintedStructure = z.strictObject({
  id: text(64), kind: text(64), shape: paintedShape.describe('voxels of a box, as a case document keeps them'),
  uncertaintyMm: finite.min(0).max(20).optional().describe('as of a tube'),
})

export const planEvaluation = z.strictObject({
  lengthMm: finite,
  inPlaneDeg: finite.describe('from the antero-posterior line, 0 to 90'),
  inPlaneTowards: towards.describe('which way the tip goes'),
  craniocaudalDeg: finite.describe('+ towards the head, from entry to target'),
  carm: z.strictObject({
    entrySide: carmAngles, oppositeSide: carmAngles,
    progress: z.strictObject({ lateral: progressAngles, anteroposterior: progressAngles }).describe('at right angles to the path'),
  }).describe('down the barrel'),
  console: z.strictObject({
    entrySide: carmAngles, oppositeSide: carmAngles, progress: z.strictObject({ lateral: carmAngles, anteroposterior: carmAngles }),
  }).nullable().describe('the same beams as the C-arm’s console shows them; null without carmSetting'),
  gravity: z.strictObject({
    fromPlumbDeg: finite, inPlaneDeg: finite.nullable(), hubLeansTowards: z.enum(['LEFT', 'RIGHT', 'FRONT', 'BACK', 'NEITHER']), craniocaudalDeg: finite,
  }).nullable().describe('against a plumb line; null without patientPosition'),
  acquisitionPlane: z.strictObject({
    gantryTiltDeg: finite, inPlaneDeg: finite, inPlaneTowards: towards, outOfPlaneDeg: finite,
  }).nullable().describe('against the acquired slices; null without sliceNormalLps, and for slices that are not axial'),
  targetBand: z.strictObject({
    jointLineMm: finite, medialEndLpsMm: pointLps, lateralEndLpsMm: pointLps, middleLpsMm: pointLps,
    inBand: z.boolean(), fromMiddleMm: finite, lateralOfMiddleMm: finite, offLineMm: finite,
  }).nullable().describe('lateral third of the joint line, and where the target lies in it; null without jointLine'),
  skinOffsets: z.array(z.strictObject({
    landmark: landmarkKind, sidewaysMm: finite, sidewaysTowards: towards, alongBodyMm: finite.nullable(), alongBodyTowards: z.enum(['HEAD', 'FEET', 'NEITHER']).nullable(),
  })).describe('from each landmark to the entry'),
  needleReserveMm: finite.nullable().describe('needle length less path length; null without a needle'),
  needleOuterRadiusMm: finite.nullable().describe('null without a needle: clearances then count from the line of the path'),
  clearances: z.array(z.strictObject({
    id: text(64), distanceMm: finite, alongMm: finite.describe('from the entry'),
    endsThere: z.boolean().describe('the closest place is where the drawing ends: the structure may go on and come nearer, so the level is at most a caution'),
    leastMm: finite.nullable().describe('the distance less the uncertainty; null where none is stated'),
    level: z.enum(['stop', 'caution', 'above']),
  })),
  notAssessed: z.array(text(64)).describe('kinds that are asked about at C1-2 and that were not given, or of which only the one of the other side was given: never to be read as clear'),
  problems: z.array(z.strictObject({ code: text(64), level: z.enum(['stop', 'caution']), message: text() })),
})
export type PlanEvaluation = Readonly<z.infer<typeof planEvaluation>>

export const planMethods = {
  'plan.evaluate': method(
    'The figures of a needle path: length, angles, C-arm angles, target band, skin offsets, clearances, and what is wrong with it.',
    z.strictObject({
      entryLpsMm: pointLps, targetLpsMm: pointLps,
      needle: z.strictObject({ gauge: z.int(), lengthMm: finite.positive().max(400) }).optional(),
      structures: z.array(structureTube).max(200).optional(),
      painted: z.array(paintedStructure).max(64).optional().describe('structures that were painted or grown; measured like the tubes, after them'),
      margins: z.array(configuredMargin).max(64).optional().describe('the department’s own; others are proposals'),
      patientPosition: text(16).optional(),
      carmSetting: z.strictObject({ patientLies: tableSide, setTo: tableSide }).optional().describe('how the patient lies, and how the C-arm was told that the patient lies: stated, never guessed'),
      sliceNormalLps: vectorLps.optional(),
      jointLine: z.strictObject({ side: sideWord, medialLpsMm: pointLps, lateralLpsMm: pointLps }).optional(),
      landmarks: z.array(z.strictObject({ kind: landmarkKind, pointLpsMm: pointLps })).max(128).optional(),
    }),
    planEvaluation,
    ['DEGENERATE_PATH', 'UNSUPPORTED_POSITION', 'UNKNOWN_GAUGE', 'JOINT_LINE_TOO_SHORT', 'JOINT_LINE_TURNED_ROUND'],
  ),
} as const
