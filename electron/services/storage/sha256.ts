import { createHash } from 'node:crypto'

export const sha256OfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
/** Of the text as UTF-8. */
export const sha256OfText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
