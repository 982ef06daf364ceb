import type { ReviewedText } from './findings.ts'
import { holdsName, type NameWords } from './names.ts'

/** A line of prose as it was met in one object. */
export type TextLine = { readonly textId: string; readonly place: string; readonly tag: string; readonly words: string }

/** FNV-1a over 64 bits, as two halves: names a line within one case, where the words are compared as well. */
function shortHash(text: string): string {
  let low = 0x811c9dc5
  let high = 0xcbf29ce4
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193) >>> 0
    high = Math.imul(high ^ (unit + at), 0x01000197) >>> 0
  }
  return (high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0'))
}

export const textLine = (place: string, tag: string, words: string): TextLine => ({ textId: shortHash(`${tag}\n${words}`), place: place.slice(0, 200), tag: tag.slice(0, 200), words: words.slice(0, 10_000) })

/** Lines of a text and what stands between them, so that it can be put together again. */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\n|\r|\f/)

const dateLike = /\b(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])|\d{1,2}\.? ?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-z]*\.?,? ?\d{2,4})\b|\d{4}年|\d{4}년/iu
const reachLike = /[\w.+-]+@[\w-]+\.\w{2,}|(?:\+|\b00|\(0|\b0)\d[\d ()/-]{6,}\d|\b\d{3}[ -]\d{3}[ -]\d{4}\b|https?:\/\//iu
const longNumber = /\d{5,}|\d+(?:[-.]\d+){4,}/u

/** Why a person has to read a line. */
export function reasonOf(words: string, names: NameWords): string {
  const reasons = [
    holdsName(words, names) ? 'holds a word of a name or number of the original' : null,
    reachLike.test(words) ? 'holds a telephone number or an address' : null,
    dateLike.test(words) ? 'holds a date' : null,
    longNumber.test(words) && !dateLike.test(words) ? 'holds a long number' : null,
  ].filter((reason) => reason !== null)
  return reasons.length === 0 ? 'is free text' : reasons.join(', ')
}

/** What a person said of a line; null where nobody has. The words are compared: a decision is about what was read. */
export type Decide = (line: TextLine) => string | null

export function decisionsOf(reviewed: readonly ReviewedText[]): Decide {
  const byId = new Map(reviewed.map((one) => [one.textId, one]))
  return ({ textId, words }) => {
    const found = byId.get(textId)
    if (found === undefined || found.words !== words) return null
    return found.decision === 'keep' ? words : found.decision === 'replace' && found.replacement !== '' ? found.replacement : null
  }
}

/** The list that a person goes through: each line once, with what was decided before. */
export function reviewList(lines: Iterable<{ readonly line: TextLine; readonly objects: number }>, names: NameWords, earlier: readonly ReviewedText[]): readonly ReviewedText[] {
  const before = new Map(earlier.map((one) => [one.textId, one]))
  return [...lines].map(({ line, objects }) => {
    const known = before.get(line.textId)
    const same = known !== undefined && known.words === line.words
    return { ...line, objects, reason: reasonOf(line.words, names), decision: same ? known.decision : 'open', replacement: same ? known.replacement : '' }
  })
}
