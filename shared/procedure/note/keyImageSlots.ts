import { z } from 'zod'
import { text, uuid } from '#shared/values.ts'

/** The minimum set of pictures of a procedure; each is either given by a key image or left out with a reason. */
export const fluoroscopySlots = ['apNeedle', 'lateralNeedle', 'apContrast', 'lateralContrast', 'contrastRun'] as const
export const ctSlots = ['planSlice', 'tipInJoint', 'immediateContrast', 'delayedContrast'] as const
export const keyImageSlot = z.enum([...fluoroscopySlots, ...ctSlots])
export type KeyImageSlot = z.infer<typeof keyImageSlot>

export const slotGiven = z.strictObject({ slot: keyImageSlot, keyImageId: uuid.nullable(), reason: text(500).describe('why there is no such picture; empty where there is one, or nobody has said') })
