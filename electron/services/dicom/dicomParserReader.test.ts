import { describe, expect, it } from 'vitest'
import { tags } from '#shared/dicom/tags.ts'
import { ctSlice, fileBytes, syntaxUid, type FileOptions, type Syntax } from '#test/builders/dicomBytes.ts'
import { createTextReader } from './characterSets.ts'
import { readHeader } from './dicomParserReader.ts'

const syntaxes: readonly Syntax[] = ['implicitLittle', 'explicitLittle', 'explicitBig', 'deflated']

function read(bytes: Uint8Array) {
  const reading = readHeader(bytes, bytes.length)
  if (reading.kind !== 'read') throw new Error(`not read: ${reading.kind}`)
  return reading
}

describe('the header reader', () => {
  it.each(syntaxes)('reads the same values from %s', (syntax) => {
    const { header, transferSyntaxUid, pixelData } = read(fileBytes(ctSlice({ zMm: 12.5, rows: 4, columns: 6 }), { syntax }))
    expect(transferSyntaxUid).toBe(syntaxUid[syntax])
    expect([header.number(tags.Rows), header.number(tags.Columns)]).toEqual([4, 6])
    expect(header.numbers(tags.ImagePositionPatient)).toEqual([-10, -20, 12.5])
    expect(header.text(tags.PatientName)).toBe('Test^Phantom')
    expect(pixelData).toMatchObject({ length: 48, encapsulated: false })
  })

  it.each<[string, FileOptions]>([
    ['without a preamble', { preamble: false }],
    ['without meta information, explicit', { preamble: false, meta: false }],
    ['without meta information, implicit', { preamble: false, meta: false, syntax: 'implicitLittle' }],
    ['without meta information, big-endian', { preamble: false, meta: false, syntax: 'explicitBig' }],
    ['that says implicit and is explicit', { transferSyntaxUid: syntaxUid.implicitLittle }],
    ['that says explicit and is implicit', { syntax: 'implicitLittle', transferSyntaxUid: syntaxUid.explicitLittle }],
  ])('reads a file %s', (_, options) => {
    expect(read(fileBytes(ctSlice({ rows: 5 }), options)).header.number(tags.Rows)).toBe(5)
  })

  it.each([
    ['zeros', new Uint8Array(5000)], ['text', new TextEncoder().encode('a plain text that is long enough to be looked at '.repeat(8))], ['a few bytes', new Uint8Array([8, 0])],
  ])('says that %s are not DICOM', (_, bytes) => {
    expect(readHeader(bytes, bytes.length).kind).toBe('notDicom')
  })

  it('asks for more of a file whose header goes on', () => {
    const whole = fileBytes(ctSlice())
    expect(readHeader(whole.subarray(0, 500), whole.length)).toMatchObject({ kind: 'read', cutShort: true, broken: false, pixelData: null })
  })

  it.each(['12abc', '', 'NaN', '1,5'])('takes %j for no number', (value) => {
    const { header } = read(fileBytes(ctSlice({ change: { '00281053': ['DS', value], '00280030': ['DS', `0.5\\${value}`] } })))
    expect(header.number(tags.RescaleSlope)).toBeNull()
    expect(header.numbers(tags.PixelSpacing)).toEqual([])
  })
})

describe('character sets', () => {
  const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
  // The names are those of PS3.5 Annexes H, I and J, some of them shortened.
  it.each([
    [['', 'ISO 2022 IR 87'], '59616d6164615e5461726f753d1b2442 3b33 4544 1b2842 5e 1b2442 4240 4f3a 1b2842 3d 1b2442 2464 245e 2440 1b2842 5e 1b2442 243f 246d 2426 1b2842', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
    [['ISO 2022 IR 13', 'ISO 2022 IR 87'], 'd4cfc0de5ec0dbb3 3d 1b2442 3b33 4544 1b284a 5e 1b2442 4240 4f3a 1b284a', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎'],
    [['', 'ISO 2022 IR 149'], '486f6e673d1b242943 fbf3 5e 1b242943 d1ce d4d7 3d 1b242943 c8ab 5e 1b242943 b1e6 b5bf', 'Hong=洪^吉洞=홍^길동'],
    [['ISO_IR 192'], '57616e67 3d e78e8b 5e e5b08fe69db1', 'Wang=王^小東'],
    [['GB18030'], '57616e67 3d cdf5 5e d0a1 b6ab', 'Wang=王^小东'],
    [['ISO_IR 166'], 'a1a2', 'กข'],
    [['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'e9 5e 1b2d4c bf 5e e9', 'é^П^é'],
  ])('decodes %j', (terms, hex, text) => {
    expect(createTextReader(terms)(bytes(hex), true)).toBe(text)
  })
})
