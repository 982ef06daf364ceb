import { deflateSync, zipSync, zlibSync } from 'fflate'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { readInstalledFont } from '#electron/hosts/sourceTree.ts'
import { woffToFont } from '#electron/services/record/paper/woff.ts'
import { createWordCollector, type WordCollector } from '#shared/teaching/deidentification/identityWords.ts'
import type { Deidentified } from '#shared/teaching/deidentification/deidentifyContext.ts'
import { encapsulatedPixelData, ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { collectWords } from './index.ts'
import { createResidueSearch } from './residueSearch.ts'

type Taken = Deidentified['taken']
const collected = (taken: Taken, allowed: readonly string[] = [], keptLines: readonly string[] = [], sets: readonly string[] = []): WordCollector => {
  const words = createWordCollector()
  words.add({ taken, allowed, keptLines }, sets)
  return words
}
const name = (value: string): Taken => [{ of: 'Patient Name', kind: 'name', value }]
const found = (words: WordCollector, bytes: Uint8Array, path = 'page.html'): readonly string[] => createResidueSearch(words.words()).find({ path, bytes }).map(({ of, encoding }) => `${of}: ${encoding}`)
const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const utf16 = (words: string, swap = false): Uint8Array => { const bytes = Buffer.from(words, 'utf16le'); return Uint8Array.from(swap ? bytes.swap16() : bytes) }
const latin1 = (words: string): Uint8Array => Uint8Array.from(Buffer.from(words, 'latin1'))
const chunk = (type: string, body: Uint8Array): Uint8Array => { const head = Buffer.alloc(8); head.writeUInt32BE(body.length); head.write(type, 4, 'latin1'); return Buffer.concat([head, body, Buffer.alloc(4)]) }
const png = (...chunks: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks]))

describe('the search for what was taken away', () => {
  const quill = collected(name('Quillfeather^Ambrose'))

  it.each([
    ['as it stands', text('<p>Quillfeather</p>'), 'UTF-8'],
    ['in the other case', text('<p>QUILLFEATHER</p>'), 'UTF-8'],
    ['its second part', text('a file of ambrose'), 'UTF-8'],
    ['as UTF-16', utf16('of Quillfeather here'), 'UTF-16 LE'],
    ['as UTF-16, big endian', utf16('of Quillfeather here', true), 'UTF-16 BE'],
    ['in a zip', zipSync({ 'a/b.txt': text('to Quillfeather') }), 'UTF-8'],
    ['in a zip in a zip', zipSync({ 'in.zip': zipSync({ 'b.txt': text('to Quillfeather') }) }), 'UTF-8'],
    ['as a name in a zip', zipSync({ 'Quillfeather.txt': text('nothing') }), 'UTF-8 in a file name'],
    ['in base64', text(`{"picture":"${Buffer.from('xxxx Quillfeather xxxx').toString('base64')}"}`), 'UTF-8 in base64'],
    ['in a stream of a PDF', Buffer.concat([text('%PDF-1.7\n1 0 obj <</Filter/FlateDecode>>\nstream\n'), zlibSync(text('(Quillfeather) Tj')), text('\nendstream')]), 'UTF-8 in PDF stream'],
    ['in hexadecimal text of a PDF', text(`%PDF-1.7\n<FEFF${Buffer.from(utf16('Quillfeather', true)).toString('hex')}>`), 'UTF-16 BE in PDF text'],
    ['in text of a PNG', png(chunk('tEXt', text('Author\0Quillfeather'))), 'UTF-8'],
    ['in packed text of a PNG', png(chunk('zTXt', Buffer.concat([text('Author\0\0'), zlibSync(text('by Quillfeather'))]))), 'UTF-8 in zTXt'],
  ])('finds it %s', (_name, bytes, encoding) => {
    expect(found(quill, Uint8Array.from(bytes))).toContain(`Patient Name: ${encoding}`)
  })

  it('finds it in the name of the file', () => {
    expect(found(quill, text('nothing'), 'out/quillfeather.dcm')).toEqual(['Patient Name: UTF-8 in the file name'])
  })

  it.each([
    ['Korean', '홍^길동', 'ISO 2022 IR 149', latin1('x\x1b$)C\xb1\xe6\xb5\xbf')],
    ['Japanese in seven bits', '山田^太郎', 'ISO 2022 IR 87', latin1('x\x1b$B;3ED\x1b(B')],
    ['Greek', 'Διονυσιος', 'ISO_IR 126', latin1('x\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2')],
    ['Arabic', 'قباني^لنزار', 'ISO_IR 127', latin1(' \xe2\xc8\xc7\xe6\xea')],
    ['a letter with an accent as JSON', 'Jérôme', 'ISO_IR 100', text('"J\\u00e9r\\u00f4me"')],
    ['the same in capitals', 'Jérôme', 'ISO_IR 100', text('JÉRÔME')],
    ['the same in Latin-1', 'Jérôme', '', latin1('J\xe9r\xf4me')],
    ['the same, marks apart from letters', 'Jérôme', '', text('Je\u0301ro\u0302me')],
    ['the same in an address', 'Jérôme', '', text('/of/J%C3%A9r%C3%B4me')],
  ])('finds %s', (_name, value, set, bytes) => {
    expect(found(collected(name(value), [], [], [set]), bytes).length).toBeGreaterThan(0)
  })

  it('does not take a short word for a part of another, nor one that stays by right', () => {
    expect(found(collected(name('Ham^Li')), text('Hamburg, champion'))).toEqual([])
    expect(found(collected(name('Ham^Li')), text('seen by Ham.'))).toEqual(['Patient Name: UTF-8'])
    expect(found(collected([{ of: 'Study Description', kind: 'text', value: 'Left knee pain' }], [], ['Left knee pain']), text('Left knee pain'))).toEqual([])
    expect(createWordCollector().words().words).toEqual([])
  })

  it('does not find a date inside a longer number, and finds it alone', () => {
    const dates = collected([{ of: 'Study Date', kind: 'date', value: '20260102' }])
    expect(found(dates, text('2.25.9920260102331'))).toEqual([])
    expect(found(dates, text('at 2026-01-02, or 20260102'))).toEqual(['Study Date: UTF-8', 'Study Date: UTF-8'])
  })

  it('leaves short words to chance in a picture, and finds them in its comments', () => {
    const short = collected(name('Lee'))
    const stream = (comment: string, data: string): Uint8Array => Uint8Array.from(Buffer.concat([Buffer.from([0xff, 0x4f, 0xff, 0x51, 0, 4, 0, 0, 0xff, 0x64, 0, comment.length + 4, 0, 1]), Buffer.from(comment), Buffer.from([0xff, 0x90, 0, 10]), Buffer.from(data)]))
    const file = (fragment: Uint8Array): Uint8Array => fileBytes(ctSlice().filter(([tag]) => tag < '7fe0'), { transferSyntaxUid: '1.2.840.10008.1.2.4.90', tail: encapsulatedPixelData([], [fragment]) })
    expect(found(short, file(stream('none', ' Lee  ')), 'a.dcm')).toEqual([])
    expect(found(short, file(stream(' Lee', '......')), 'a.dcm')).toEqual(['Patient Name: UTF-8'])
    expect(found(quill, file(stream('none', '..Quillfeather')), 'a.dcm')).toEqual(['Patient Name: UTF-8'])
  })

  it.each([['Quillfeather', 'noto-sans-latin-400-normal.woff'], ['Διονυσιος', 'noto-sans-greek-400-normal.woff'], ['홍길동', 'noto-sans-kr-korean-400-normal.woff']])('reads what a page of a PDF says in its own letters: %s', async (word, font) => {
    const doc = new PDFDocument()
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    const ended = new Promise((resolve) => doc.on('end', resolve))
    doc.registerFont('f', Buffer.from(woffToFont(await readInstalledFont(font))))
    doc.font('f').text(`Seen ${word}.`)
    doc.end()
    await ended
    const pdf = Uint8Array.from(Buffer.concat(parts))
    expect(found(collected(name(word)), pdf, 'page.pdf')).toContain('Patient Name: UTF-8 in text of PDF')
    expect(found(collected(name('Thistlewood')), pdf, 'page.pdf')).toEqual([])
  })

  it('takes no word that every report has for a sign, though a protocol was called so', () => {
    const protocol = (value: string): WordCollector => collected([{ of: 'Text Value', kind: 'text', value }])
    expect(found(protocol('CONTRAST'), text('Contrast: none'))).toEqual([])
    expect(found(protocol('QUILLFEATHER'), text('by Quillfeather'))).toEqual(['Text Value: UTF-8'])
  })

  it('does not stop at what it cannot unpack', () => {
    expect(found(quill, Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]))).toEqual([])
    expect(found(quill, Uint8Array.from(Buffer.concat([text('%PDF-1.7\nstream\n'), deflateSync(text('x')).subarray(0, 3), text('endstream')])))).toEqual([])
  })
})

describe('what is written otherwise than in the original', () => {
  it.each([
    ['Smith-Jones^Anna', 'Mrs Jones, 54'], ['Dr.Quillfeather', 'injected by Quillfeather'], ['O’Brien^Ada', 'Mr Brien'],
    ['Müller^Jörg', 'Herr Mueller'], ['Müller^Jörg', 'Herr Muller'], ['Müller^Jörg', 'as Jorg says'], ['MUELLER^Anna', 'Herr Müller'], ['Muller^Anna', 'Herr Müller'], ['Jérôme', 'M. Jerome'], ['Sørensen', 'Mr Sorensen'],
    ['Weber^Max', 'Webers Nadel'], ['Weber^Max', 'Weber’s needle'], ['Müller^Max', 'Muellers Nadel'],
  ])('%s is found in “%s”', (value, words) => {
    expect(createResidueSearch(collected(name(value)).words()).find({ path: 'page.html', bytes: text(words) })).toMatchObject([{ of: 'Patient Name', ordinary: false }])
  })
  it.each([['Baer^Anna', 'a bar of soap'], ['Boes^Anna', 'his boss'], ['Weber^Max', 'a spiderweb']])('%s is not found in “%s”', (value, words) => {
    expect(found(collected(name(value)), text(words))).toEqual([])
  })

  const born = collected([{ of: 'Patient Birth Date', kind: 'date', value: '19571123' }])
  it.each(['23.11.1957', '23. 11. 1957', '23/11/1957', '11/23/1957', '23-11-1957', '1957/11/23', '1957.11.23', '23 Nov 1957', '23. November 1957', 'November 23, 1957', '23rd of November 1957', 'Nov 23 1957', '23.11.57', '23 Nov 57', '23-NOV-1957', '23 novembre 1957'])('a date is found as %s', (date) => {
    expect(found(born, text(`{"history":"Born ${date}, seen\\nlater"}`))).toEqual(['Patient Birth Date: as a date'])
  })
  it.each(['in 1957', "the '57 scan", 'November 1957', '11/57', '1.2.23.11.1957.4', '23.11.1958', 'grade 23/11'])('and not in “%s”', (words) => {
    expect(found(born, text(words))).toEqual([])
  })
  it('a day of a record is a date like any other', () => {
    expect(found(collected([{ of: 'record, atIso', kind: 'date', value: '2026-01-02T10:15:00.000Z' }]), text('seen on 2 Jan 2026'))).toEqual(['record, atIso: as a date'])
    expect(found(collected([{ of: 'Study Date', kind: 'date', value: '20260102' }]), text('"2026-01-02T11:00:00.000Z"'))).toEqual(['Study Date: as a date'])
    expect(found(collected([{ of: 'record, atIso', kind: 'date', value: '2026-01-02T10:15:00.000Z' }]), text(' 20260102101500 '))).toEqual(['record, atIso: UTF-8'])
  })

  const id = (value: string): WordCollector => collected([{ of: 'Patient ID', kind: 'label', value }])
  it.each([
    ['MRN-770421', 'MRN 770421'], ['MRN-770421', 'no. 770421'], ['MRN-770421', 'mrn770421'], ['MRN-770421', '770 421'], ['0012345678', 'No 12345678'], ['0012345678', '0012 345 678'], ['12-34-56', 'id 123456'],
  ])('%s is found in “%s”', (value, words) => {
    expect(found(id(value), text(words)).length).toBeGreaterThan(0)
  })
  it.each([['MRN-770421', 'MRN'], ['MRN-770421', '0.770421'], ['MRN-770421', '17704212'], ['A-123', 'A 123, and 123'], ['4711', '4711'], ['MRN-770421', '2.25.770421.5']])('%s is not found in “%s”', (value, words) => {
    expect(found(id(value), text(words))).toEqual([])
  })

  it('a name after a line’s end in a JSON file is found', () => {
    expect(found(collected(name('Weber^Max')), text(JSON.stringify({ history: 'Seen\nWeber' })))).toEqual(['Patient Name: UTF-8'])
  })

  it('a PDF is read wherever it begins in an object', () => {
    const pdf = Buffer.concat([text('%PDF-1.7\nstream\n'), zlibSync(text('BT (Mrs Quillfeather) Tj ET')), text('\nendstream')])
    for (const header of [900, 5000]) expect(found(collected(name('Quillfeather^Anna')), Uint8Array.from(Buffer.concat([new Uint8Array(128), text('DICM'), new Uint8Array(header), pdf])), 'RECORD/R00004').length).toBeGreaterThan(0)
  })

  it('a line that a person kept lifts no name', () => {
    const kept = collected([...name('Smith-Quillfeather^Anna'), { of: 'Patient ID', kind: 'label', value: 'MRN-770421' }], [], ['Quillfeather', 'MRN-770421'])
    expect(found(kept, text('Mrs Quillfeather'))).toEqual(['Patient Name: UTF-8'])
    expect(found(kept, text('of MRN-770421'))).toContain('Patient ID: UTF-8')
  })
  it('an ordinary word in a line that was read is not shown again at each of its places', () => {
    const kept = createResidueSearch(collected(name('Hand^Anna'), [], ['Left hand pain', 'Hand']).words())
    expect(kept.find({ path: 'page.html', bytes: text('Left hand pain. By hand.') })).toMatchObject([{ ordinary: true, offset: 19 }])
  })
})

describe('a name that is an ordinary word', () => {
  const search = (taken: Taken) => createResidueSearch(collected(taken).words())
  it.each(['Hand', 'Long', 'Will', 'Young'])('%s is found all the same, and shown in what it stands in', (word) => {
    expect(search(name(`${word}^Xaver`)).find({ path: 'page.html', bytes: text(`<p>As ${word.toLowerCase()} as the needle</p>`) })).toMatchObject([{ of: 'Patient Name', ordinary: true, around: `<p>As ${word.toLowerCase()} as the needle</p>` }])
  })
  it('may be one that the codes of every report mean', () => {
    const words = collectWords()
    words.add({ taken: name('Quillfeather^Guided'), allowed: [], keptLines: [] }, [])
    expect(createResidueSearch(words.words()).find({ path: 'report', bytes: text('Image-guided injection by Quillfeather') })).toMatchObject([{ ordinary: true, around: 'Image-guided injection by Quillfeather' }, { ordinary: false }])
  })
  it('is ordinary no more where it is told by more than a name', () => {
    const taken: Taken = [...name('Young'), { of: 'Patient ID', kind: 'uid', value: 'Young' }]
    expect(search(taken).find({ path: 'page.html', bytes: text('Young') })).toMatchObject([{ of: 'Patient ID', ordinary: false, around: null }])
  })
  it.each(['West', 'North', 'South', 'East', 'Case', 'Street', 'Van'])('%s is a surname too, and a person looks at where it stands', (word) => {
    expect(search(name(`${word}^Xaver`)).find({ path: 'page.html', bytes: text(`Mr ${word} came`) })).toMatchObject([{ of: 'Patient Name', ordinary: true, around: `Mr ${word} came` }])
  })
  it('is not looked for as a word of a hospital, nor as a particle', () => {
    const label: Taken = [{ of: 'Institution Name', kind: 'label', value: 'North Street Hospital, Larkspur' }]
    expect(search(label).find({ path: 'page.html', bytes: text('north of the street, hospital') })).toEqual([])
    expect(search(name('von der Heide^Xaver')).find({ path: 'page.html', bytes: text('von der') })).toEqual([])
  })
  it('stands in headers by right, and nowhere else', () => {
    const head = createResidueSearch(collected(name('Head^Xaver'), ['HEAD']).words())
    expect(head.find({ path: 'S0001/I00001', bytes: fileBytes(ctSlice({ patientName: 'A', change: { '00180015': ['CS', 'HEAD'] } })) })).toEqual([])
    expect(head.find({ path: 'content.json', bytes: text('Mr Head, pain in the head') })).toMatchObject([{ ordinary: true }, { ordinary: true }])
  })
  it('is the app’s own in what the app writes, and there alone', () => {
    const cases = createResidueSearch(collected(name('Case^Xaver')).words(['TEACHING CASE 014']))
    expect(cases.find({ path: 'page.html', bytes: text('TEACHING CASE 014 and a case') })).toMatchObject([{ ordinary: true, offset: 24 }])
  })
  it('of two letters is found where it stands as a name', () => {
    expect(search(name('Ng^Jo')).find({ path: 'page.html', bytes: text('Ms Ng, Jo: 3 ng') })).toMatchObject([{ ordinary: true, offset: 3 }, { ordinary: true, offset: 7 }])
    expect(createResidueSearch(collected(name('Ct^Jo'), ['CT']).words()).find({ path: 'page.html', bytes: text('A CT of Ms Ct') })).toMatchObject([{ ordinary: true, offset: 11 }])
  })
  it('never hides a name among many finds of it', () => {
    const found = search(name('Hand^Quillfeather')).find({ path: 'page.html', bytes: text(`${'hand '.repeat(500)}Quillfeather`) })
    expect(found.filter(({ ordinary }) => !ordinary)).toHaveLength(1)
  })
})
