import PDFDocument from 'pdfkit'
import type { PaperImage } from './paperPictures.ts'
import type { FontWeight, PaperFonts } from './paperFonts.ts'
import { visualRuns, type VisualRun } from './visualRuns.ts'

export type TextStyle = { readonly size: number; readonly weight: FontWeight; readonly colour: string }
type SetRun = VisualRun & { readonly width: number }
export type SetLine = { readonly runs: readonly SetRun[]; readonly width: number }

/** Lines stand this much apart, of their size: Hangul and Arabic reach higher and lower than Latin. */
const LEADING = 1.32
/** From the top of a line to where letters stand. */
const ASCENT = 1.02
/** Widths are of this size, and others follow from it. */
const MEASURED_AT = 1000
/** Half of it on each side of a letter makes it look bold. */
const THICKENED = 0.035

export type Pen = ReturnType<typeof openPen>
type PdfOptions = ConstructorParameters<typeof PDFDocument>[0]

/** Writes on the pages of one PDF: text of any script that the fonts have, set line by line. Sizes and places in points from the top. */
export function openPen(fonts: PaperFonts, options: PdfOptions) {
  const doc = new PDFDocument(options)
  const missing = new Set<string>()
  const registered = new Set<string>()
  let pictures = 0
  const widths = new Map<string, number>()
  const root = doc.struct('Document')
  doc.addStructure(root)

  const useFont = (fileName: VisualRun['font']['fileName'], size: number): void => {
    if (!registered.has(fileName)) {
      doc.registerFont(fileName, Buffer.from(fonts.bytes(fileName)))
      registered.add(fileName)
    }
    doc.font(fileName).fontSize(size)
  }
  /** Of one word, as parts of its size: measured once, whatever the size. */
  const wordWidth = (text: string, fileName: VisualRun['font']['fileName']): number => {
    const key = `${fileName} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    useFont(fileName, MEASURED_AT)
    const width = doc.widthOfString(text, { features: [] }) / MEASURED_AT
    widths.set(key, width)
    return width
  }
  const widthOf = ({ text, font }: VisualRun, size: number): number => text.split(/( )/).reduce((sum, word) => sum + (word === '' ? 0 : wordWidth(word, font.fileName)), 0) * size
  const setLine = (text: string, { size, weight }: TextStyle): SetLine => {
    const runs = visualRuns(text, weight, fonts, (character) => { missing.add(character) }).map((run) => ({ ...run, width: widthOf(run, size) }))
    return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
  }
  const lengths = new Map<string, number>()
  const lengthOf = (text: string, { weight }: TextStyle): number => {
    const key = `${weight} ${text}`
    const known = lengths.get(key) ?? setLine(text, { size: 1, weight, colour: '' }).width
    lengths.set(key, known)
    return known
  }

  /** Words on lines no wider than that; a word that is wider than a line is broken where it must be. */
  const wrap = (text: string, style: TextStyle, width: number): readonly SetLine[] => {
    const most = width / style.size
    const space = lengthOf(' ', style)
    const lines: string[] = []
    for (const paragraph of text.split(/\r?\n/)) {
      let line = ''
      let length = 0
      for (const word of paragraph.split(/[ \t]+/)) {
        const wordLength = lengthOf(word, style)
        if (line === '' ? wordLength <= most : length + space + wordLength <= most) {
          length += wordLength + (line === '' ? 0 : space)
          line = line === '' ? word : `${line} ${word}`
          continue
        }
        if (line !== '') lines.push(line)
        ;[line, length] = ['', 0]
        for (const character of word) {
          const one = wordLength <= most ? 0 : lengthOf(character, style)
          if (line !== '' && length + one > most) { lines.push(line); [line, length] = ['', 0] }
          line += character
          length += one
        }
        if (wordLength <= most) length = wordLength
      }
      lines.push(line)
    }
    return lines.map((line) => setLine(line, style))
  }
  /** As large as fits into the place, in its middle. Given to the page packed as it is, where a PNG would be taken apart byte by byte. */
  const picture = ({ columns, rows, packed }: PaperImage, x: number, y: number, width: number, height: number): void => {
    const scale = Math.min(width / columns, height / rows)
    const [across, down] = [columns * scale, rows * scale]
    const object = doc.ref({ Type: 'XObject', Subtype: 'Image', Width: columns, Height: rows, BitsPerComponent: 8, ColorSpace: 'DeviceRGB', Filter: 'FlateDecode' })
    object.end(packed)
    pictures += 1
    const label = `P${String(pictures)}`
    doc.page.xobjects[label] = object
    doc.save().transform(across, 0, 0, -down, x + (width - across) / 2, y + (height + down) / 2)
    doc.addContent(`/${label} Do`)
    doc.restore()
  }
  const drawLine = (line: SetLine, x: number, y: number, { size, colour }: TextStyle): void => {
    let at = x
    for (const { text, font, width } of line.runs) {
      useFont(font.fileName, size)
      doc.fillColor(colour)
      if (font.thickened) doc.strokeColor(colour).lineWidth(size * THICKENED)
      doc.text(text, at, y + size * ASCENT, { lineBreak: false, baseline: 'alphabetic', features: [], ...(font.thickened ? { fill: true, stroke: true } : {}) })
      at += width
    }
  }
  /** What follows is one element of the document's structure. */
  const tagged = (type: 'H1' | 'H2' | 'P' | 'Figure', draw: () => void, alt?: string): void => {
    const element = doc.struct(type, alt === undefined ? {} : { alt })
    root.add(element)
    const content = doc.markStructureContent(type)
    element.add(content)
    draw()
    doc.endMarkedContent()
    element.end()
  }
  /** Lines, grounds and what every page repeats: nothing that a screen reader should say. */
  const artifact = (draw: () => void): void => {
    doc.markContent('Artifact', { type: 'Layout' })
    draw()
    doc.endMarkedContent()
  }
  return {
    doc, missing: missing as ReadonlySet<string>, wrap, drawLine, picture, tagged, artifact,
    heightOf: (lines: readonly SetLine[], { size }: TextStyle): number => lines.length * size * LEADING,
    /** Draws lines below each other; returns how high they are. */
    drawLines: (lines: readonly SetLine[], x: number, y: number, style: TextStyle, align: 'start' | 'end' = 'start', width = 0): number => {
      for (const [at, line] of lines.entries()) drawLine(line, align === 'start' ? x : x + width - line.width, y + at * style.size * LEADING, style)
      return lines.length * style.size * LEADING
    },
    rule: (x: number, y: number, width: number, colour: string, thickness = 0.6): void => { artifact(() => { doc.moveTo(x, y).lineTo(x + width, y).lineWidth(thickness).strokeColor(colour).stroke() }) },
    /** The bytes of the whole document; nothing is written after it. */
    finish: (): Promise<Uint8Array> => new Promise((resolve, reject) => {
      const parts: Buffer[] = []
      doc.on('data', (part: Buffer) => { parts.push(part) })
      doc.on('end', () => { resolve(new Uint8Array(Buffer.concat(parts))) })
      doc.on('error', reject)
      root.end()
      doc.end()
    }),
  }
}
