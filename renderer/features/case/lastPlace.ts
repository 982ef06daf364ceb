import { z } from 'zod'
import { stageNames } from './stages.ts'

const lastPlace = z.strictObject({ caseId: z.string(), stage: z.enum(stageNames) })
export type LastPlace = Readonly<z.infer<typeof lastPlace>>
const KEY = 'axis-guide.place'

/** Only where the operator was: no patient data is kept outside the library. */
export const keepPlace = (place: LastPlace): void => { localStorage.setItem(KEY, JSON.stringify(place)) }
export const forgetPlace = (): void => { localStorage.removeItem(KEY) }

export function readPlace(): LastPlace | null {
  try {
    const parsed = lastPlace.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
