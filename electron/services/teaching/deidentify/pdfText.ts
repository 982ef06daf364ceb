/**
 * What the pages of a PDF say, where a font has its own numbering of letters: the numbers of each string, read by each font's table.
 * Which font a string is set in isn't followed: it is read by all of them, and what is looked for is in one of the readings.
 *
 * @source ISO 32000-1 9.10.3 ToUnicode CMaps, 9.4.3 text-showing operators
 */
export function pdfTexts(streams: readonly string[]): readonly string[] {
  const tables = streams.filter((stream) => stream.includes('begincmap')).map(readTable)
  const pages = streams.filter((stream) => /\bTJ\b|\bTj\b/.test(stream) && !stream.includes('begincmap'))
  const literal = pages.map((page) => literalStrings(page).join(''))
  return [...literal, ...tables.flatMap((table) => pages.map((page) => hexStrings(page).map((digits) => readBy(table, digits)).join('')))]
}

type Table = { readonly width: number; readonly letters: ReadonlyMap<string, string> }

const unicode = (digits: string): string => Buffer.from(digits.length % 4 === 0 ? digits : digits.padStart(4, '0'), 'hex').swap16().toString('utf16le')

function readTable(stream: string): Table {
  const letters = new Map<string, string>()
  let width = 4
  for (const [, block = ''] of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from = '', to = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi)) {
      width = from.length
      letters.set(from.toLowerCase(), unicode(to))
    }
  }
  for (const [, block = ''] of stream.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', until = '', list = '', to = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:\[([^\]]*)\]|<([0-9a-f]+)>)/gi)) {
      width = from.length
      const first = Number.parseInt(from, 16)
      const last = Number.parseInt(until, 16)
      const listed = [...list.matchAll(/<([0-9a-f]+)>/gi)].map(([, digits = '']) => unicode(digits))
      for (let code = first; code <= Math.min(last, first + 0xffff); code++) {
        const letter = listed[code - first] ?? (to === '' ? '' : String.fromCodePoint(Number.parseInt(to, 16) + code - first))
        letters.set(code.toString(16).padStart(width, '0'), letter)
      }
    }
  }
  return { width, letters }
}

const hexStrings = (page: string): readonly string[] => [...page.matchAll(/<([0-9A-Fa-f\s]+)>/g)].map(([, digits = '']) => digits.replace(/\s/g, '').toLowerCase())

function readBy({ width, letters }: Table, digits: string): string {
  let text = ''
  for (let at = 0; at + width <= digits.length; at += width) text += letters.get(digits.slice(at, at + width)) ?? '\ufffd'
  return text
}

/** Strings in parentheses, put together: kerning cuts a word into several. */
const literalStrings = (page: string): readonly string[] => [...page.matchAll(/\(((?:\\.|[^\\)])*)\)/g)].map(([, text = '']) => text.replace(/\\([()\\])/g, '$1'))
