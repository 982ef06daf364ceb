import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { keyObjects } from '#shared/presentation/keyObjects.ts'
import { presentationState } from '#shared/presentation/presentationState.ts'
import { text } from '#shared/values.ts'

export const presentationMethods = {
  'presentation.list': method(
    'How others, or this app, had the images of a case shown: stored presentation states and key object selections, oldest first. What cannot be read is counted.',
    z.strictObject({ caseId: text(64) }),
    z.strictObject({ states: z.array(presentationState), selections: z.array(keyObjects), unreadable: z.int() }),
    [],
  ),
} as const
