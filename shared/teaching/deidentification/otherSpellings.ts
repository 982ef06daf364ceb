/** Letters that do not come apart into a plain one and its mark. */
const joinedLetters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }
const twoLetters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

const replaced = (text: string, letters: Readonly<Record<string, string>>): string => [...text].map((letter) => letters[letter] ?? letter).join('')
const withoutMarks = (text: string): string => replaced(text, joinedLetters).normalize('NFKD').replace(/\p{M}/gu, '')

/** A word as people without its letters write it, in lower case: Müller as muller and as mueller. */
export function plainForms(word: string): readonly string[] {
  const lower = word.normalize('NFC').toLowerCase()
  return [...new Set([withoutMarks(lower), withoutMarks(replaced(lower, twoLetters))])]
}

export type Spelled = { readonly at: number; readonly length: number; /** What may be meant: YYYYMMDD, or digits without zeros before them. */ readonly meant: readonly string[] }

const months = [['jan', 'ene', 'gen'], ['feb', 'fev', 'fév'], ['mar', 'mär', 'maer', 'mrz'], ['apr', 'avr', 'abr'], ['may', 'mai', 'mag'], ['jun', 'juin', 'giu'], ['jul', 'juil', 'lug'], ['aug', 'aoû', 'aou', 'ago'], ['sep', 'set'], ['oct', 'okt', 'ott'], ['nov'], ['dec', 'dez', 'déc', 'dic']]
const monthStart = `(${months.flat().join('|')})\\p{L}*`
const monthOf = (word: string): number => months.findIndex((starts) => starts.includes(word.toLowerCase())) + 1

type Parts = { readonly year: string; readonly month: number; readonly day: number }
const dateShapes: readonly (readonly [RegExp, (groups: readonly string[]) => readonly Parts[]])[] = [
  // Day and month stand in either order; a number of a UID is none.
  [/(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d|[./-]\d)/gu, ([first = '', , second = '', year = '']) => [{ year, month: Number(second), day: Number(first) }, { year, month: Number(first), day: Number(second) }]],
  [/(?<![\d.])(\d{4})([./-])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d|[./]\d)/gu, ([year = '', , month = '', day = '']) => [{ year, month: Number(month), day: Number(day) }]],
  [new RegExp(`(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th)?[\\s-]*(?:of\\s+|de\\s+)?${monthStart}[.,]?[\\s-]*(?:de\\s+)?(\\d{4}|\\d{2})(?!\\d)`, 'giu'), ([day = '', month = '', year = '']) => [{ year, month: monthOf(month), day: Number(day) }]],
  [new RegExp(`(?<!\\p{L})${monthStart}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, 'giu'), ([month = '', day = '', year = '']) => [{ year, month: monthOf(month), day: Number(day) }]],
]

const two = (number: number): string => String(number).padStart(2, '0')

/** Every date with day, month and year, however it is written; of a year in two digits both centuries are meant. */
export function datesIn(text: string): readonly Spelled[] {
  return dateShapes.flatMap(([shape, read]) => [...text.matchAll(shape)].map((match): Spelled => ({
    at: match.index, length: match[0].length,
    meant: read(match.slice(1)).filter(({ month, day }) => month >= 1 && month <= 12 && day >= 1 && day <= 31)
      .flatMap(({ year, month, day }) => (year.length === 4 ? [year] : [`19${year}`, `20${year}`]).map((whole) => `${whole}${two(month)}${two(day)}`)),
  })))
}

/** Digits of a number by which somebody is known, without zeros before them; null of one so short that it is anybody's. */
export function numberCore(digits: string): string | null {
  const core = digits.replace(/\D/g, '').replace(/^0+/, '')
  return core.length >= 5 ? core : null
}

/** Numbers in groups and with letters beside them; decimal places and the long runs of letters and digits that hashes are do not count. */
export function numbersIn(text: string): readonly Spelled[] {
  const beside = [...text.matchAll(/(?<![\p{L}\p{N}]|\d\.)\p{L}{0,6}(\d{5,})\p{L}{0,3}(?![\p{L}\p{N}])/gu)]
  const groups = [...text.matchAll(/(?<![\p{L}\p{N}]|\d[.-])(\d+(?:[ /-]\d+)+)(?![\p{L}\p{N}])/gu)]
  return [...beside, ...groups].flatMap((match) => {
    const core = numberCore(match[1] ?? '')
    return core === null ? [] : [{ at: match.index, length: match[0].length, meant: [core] }]
  })
}
