import type { PaperTree } from '#shared/reporting/paper/paperTree.ts'
import type { PaperFonts } from './paperFonts.ts'
import { openPen, type Pen } from './pen.ts'

/** A file that rides inside the PDF. */
export type Attachment = { readonly name: string; readonly contentType: string; readonly description: string; readonly bytes: Uint8Array }

type PdfFacts = {
  readonly fonts: PaperFonts
  /** The only times in the file: of the record, so that the same record gives the same bytes. */
  readonly at: Date
  /** Tells this document's identity apart from that of every other. */
  readonly identity: string
  readonly attachments: readonly Attachment[]
}

/**
 * A document as PDF: tagged, with title and language, nothing in it that changes from one time to the next.
 *
 * @source ISO 32000-1, 14.8 Tagged PDF, 7.11.4 Embedded file streams
 */
export async function paperPdf(tree: PaperTree, facts: PdfFacts, draw: (pen: Pen) => void): Promise<Uint8Array> {
  const pen = openPen(facts.fonts, {
    size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true, font: '', tagged: true, lang: 'en', displayTitle: true, pdfVersion: '1.7',
    info: { Title: `${tree.title}, ${tree.side.side} ${tree.side.level}`, Subject: tree.subject, Author: 'Axis Guide', Creator: 'Axis Guide', Producer: 'Axis Guide', Keywords: facts.identity, CreationDate: facts.at, ModDate: facts.at },
  })
  draw(pen)
  for (const { name, contentType, description, bytes } of facts.attachments) {
    // Pictures and films are packed already.
    pen.doc.compress = !/^(image|video)/.test(contentType)
    pen.doc.file(Buffer.from(bytes), { name, type: contentType, description, creationDate: facts.at, modifiedDate: facts.at })
  }
  pen.doc.compress = true
  return pen.finish()
}
