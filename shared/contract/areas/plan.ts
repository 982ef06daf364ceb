import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { finite, pointLps, text } from '#shared/values.ts'

const carmAngles = z.strictObject({ primaryDeg: finite, secondaryDeg: finite })
export const structureTube = z.strictObject({
  id: text(64), kind: text(64), pathLpsMm: z.array(pointLps).min(2).max(10_000), radiusMm: finite.positive().max(100),
})
export const planEvaluation = z.strictObject({
  lengthMm: finite,
  inPlaneDeg: finite.describe('from the antero-posterior line, 0 to 90'),
  inPlaneTowards: z.enum(['LEFT', 'RIGHT', 'NEITHER']).describe('which way the tip goes'),
  craniocaudalDeg: finite.describe('+ towards the head, from entry to target'),
  carm: z.strictObject({ entrySide: carmAngles, oppositeSide: carmAngles }).describe('down the barrel'),
  needleReserveMm: finite.nullable().describe('needle length less path length; null without a needle'),
  needleOuterRadiusMm: finite.nullable().describe('null without a needle: clearances then count from the line of the path'),
  clearances: z.array(z.strictObject({ id: text(64), distanceMm: finite, alongMm: finite.describe('from the entry'), level: z.enum(['stop', 'caution', 'above']) })),
})
export type PlanEvaluation = Readonly<z.infer<typeof planEvaluation>>

export const planMethods = {
  'plan.evaluate': method(
    'The figures of a needle path: length, angles, C-arm angles down the barrel, clearances.',
    z.strictObject({
      entryLpsMm: pointLps, targetLpsMm: pointLps,
      needle: z.strictObject({ gauge: z.int(), lengthMm: finite.positive().max(400) }).optional(),
      structures: z.array(structureTube).max(200).optional(),
      patientPosition: text(16).optional(),
    }),
    planEvaluation,
    ['DEGENERATE_PATH', 'UNSUPPORTED_POSITION', 'UNKNOWN_GAUGE'],
  ),
} as const
