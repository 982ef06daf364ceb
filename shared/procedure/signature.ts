import { z } from 'zod'
import { sha256, text, uuid } from '#shared/values.ts'

export const accountRole = z.enum(['operator', 'assistant', 'trainee', 'educator'])

/** Who signed what: the hash names the last event that the signer had seen, and so everything before it. */
export const signature = z.strictObject({ userId: uuid, name: text(200).min(1), role: accountRole, signedHash: sha256, organisation: text(64).min(1).optional().describe('that the signer answered to; absent where nobody had named it') })
export type Signature = Readonly<z.infer<typeof signature>>
