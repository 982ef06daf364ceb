import { z } from 'zod'

export const leftOut = z.int().min(0).describe('entries that the disk has changed; they are left out, and the others are whole')
