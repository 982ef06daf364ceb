/**
 * Text of a data set by its Specific Character Set.
 *
 * @source PS3.3 C.12.1.1.2 (defined terms), PS3.5 6.1.2.5 (code extension), Annexes H, I, J, K
 */

/** Every table here holds ASCII in its lower half, as PS3.5 6.1.2.1 asks of G0. Names are those of the Encoding Standard. */
const encodingByRegistration: Readonly<Record<string, string>> = {
  '6': 'iso-8859-1', '100': 'iso-8859-1', '101': 'iso-8859-2', '109': 'iso-8859-3', '110': 'iso-8859-4', '144': 'iso-8859-5', '127': 'iso-8859-6',
  '126': 'iso-8859-7', '138': 'iso-8859-8', '148': 'iso-8859-9', '203': 'iso-8859-15', '166': 'windows-874', '13': 'shift_jis', '192': 'utf-8',
  '87': 'iso-8859-1', '159': 'iso-8859-1', '149': 'euc-kr', '58': 'gbk',
}

type Escape = { readonly sequence: string; readonly g0?: 'single' | 'jisX0208' | 'jisX0212'; readonly g1?: string }
/** PS3.3 tables C.12-3 and C.12-4, as the characters after ESC. */
const escapes: readonly Escape[] = [
  { sequence: '(B', g0: 'single' }, { sequence: '(J', g0: 'single' }, { sequence: ')I', g1: 'shift_jis' },
  { sequence: '-A', g1: 'iso-8859-1' }, { sequence: '-B', g1: 'iso-8859-2' }, { sequence: '-C', g1: 'iso-8859-3' }, { sequence: '-D', g1: 'iso-8859-4' },
  { sequence: '-L', g1: 'iso-8859-5' }, { sequence: '-G', g1: 'iso-8859-6' }, { sequence: '-F', g1: 'iso-8859-7' }, { sequence: '-H', g1: 'iso-8859-8' },
  { sequence: '-M', g1: 'iso-8859-9' }, { sequence: '-b', g1: 'iso-8859-15' }, { sequence: '-T', g1: 'windows-874' },
  { sequence: '$)C', g1: 'euc-kr' }, { sequence: '$)A', g1: 'gbk' },
  { sequence: '$(D', g0: 'jisX0212' }, { sequence: '$B', g0: 'jisX0208' }, { sequence: '$@', g0: 'jisX0208' },
]

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()
function decodeWith(encoding: string, bytes: Uint8Array): string {
  let decoder = decoders.get(encoding)
  if (decoder === undefined) decoders.set(encoding, decoder = new TextDecoder(encoding))
  return decoder.decode(bytes)
}

function encodingOfTerm(term: string): string {
  const plain = term.trim().toUpperCase()
  if (plain === 'GB18030' || plain === 'GBK') return plain.toLowerCase()
  const registration = /^ISO[ _-]?(?:2022[ _-]?)?IR[ _-]?(\d+)$/.exec(plain)?.[1]
  return (registration === undefined ? undefined : encodingByRegistration[registration]) ?? 'iso-8859-1'
}

/** The decoder of one data set. `personName` also resets at the delimiters of PN (PS3.5 6.2.1.2). */
export type TextReader = (bytes: Uint8Array, personName: boolean) => string

const ESC = 0x1b

export function createTextReader(terms: readonly string[]): TextReader {
  const first = encodingOfTerm(terms[0] ?? '')
  // The default repertoire has no upper half: what an escape put there then stays through delimiters, as many writers assume.
  const hasUpperHalf = (terms[0] ?? '').trim() !== '' && !/IR[ _-]?(6|87|159)$/i.test((terms[0] ?? '').trim())
  return (bytes, personName) => bytes.includes(ESC) ? decodeExtended(bytes, first, hasUpperHalf, personName) : decodeWith(first, bytes)
}

function decodeExtended(bytes: Uint8Array, first: string, resets: boolean, personName: boolean): string {
  let text = ''
  let g0: Escape['g0'] = 'single'
  let g1 = first
  let start = 0
  const flush = (end: number): void => {
    if (end > start) text += g0 === 'single' ? decodeWith(g1, bytes.subarray(start, end)) : decodeJis(bytes.subarray(start, end), g0 === 'jisX0212')
  }
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte === ESC) {
      const found = escapes.find(({ sequence }) => startsWith(bytes, at + 1, sequence))
      flush(at)
      at += 1 + (found?.sequence.length ?? 0)
      start = at
      g0 = found?.g0 ?? g0
      g1 = found?.g1 ?? g1
    } else if (g0 === 'single' && byte !== undefined && isDelimiter(byte, personName)) {
      flush(at)
      start = at
      if (resets) g1 = first
      at += 1
    } else at += 1
  }
  flush(bytes.length)
  return text
}

const isDelimiter = (byte: number, personName: boolean): boolean =>
  byte === 0x5c || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d || (personName && (byte === 0x5e || byte === 0x3d))

const startsWith = (bytes: Uint8Array, at: number, sequence: string): boolean =>
  [...sequence].every((character, index) => bytes[at + index] === character.charCodeAt(0))

/** EUC-JP holds both Japanese double-byte sets with the high bit set, JIS X 0212 behind a single shift three. */
function decodeJis(bytes: Uint8Array, supplementary: boolean): string {
  const euc: number[] = []
  for (let at = 0; at < bytes.length; at += 2) {
    if (supplementary) euc.push(0x8f)
    euc.push((bytes[at] ?? 0) | 0x80)
    const second = bytes[at + 1]
    if (second !== undefined) euc.push(second | 0x80)
  }
  return decodeWith('euc-jp', new Uint8Array(euc))
}
