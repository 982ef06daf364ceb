import type { Services } from '#shared/contract/types.ts'
import { evaluatePlan } from '#shared/planning/evaluatePlan.ts'

/** plan.evaluate is the pure function the screens use too; it needs nothing of the host. */
export function createPlanServices(): Pick<Services, 'plan.evaluate'> {
  return { 'plan.evaluate': async (input) => evaluatePlan(input) }
}
