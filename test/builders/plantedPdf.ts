import PDFDocument from 'pdfkit'

/** A report on paper that names somebody in its text and in its properties, its streams packed as usual. */
export async function plantedPdf(lines: readonly string[]): Promise<Uint8Array> {
  const document = new PDFDocument({ info: { Title: lines[0] ?? '', Author: lines[1] ?? '', CreationDate: new Date(0) } })
  const parts: Buffer[] = []
  const ended = new Promise((resolve) => { document.on('end', resolve) })
  document.on('data', (part: Buffer) => { parts.push(part) })
  for (const line of lines) document.text(line)
  document.end()
  await ended
  const bytes = Buffer.concat(parts)
  return Uint8Array.from(bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from('\n')]))
}
