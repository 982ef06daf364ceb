import { execFileSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { findTool } from './findBrowser.ts'

/** The printed record among what was exported: of a folder, or of the ZIP that a browser gets. */
async function recordPdf(exported: string): Promise<Uint8Array> {
  const isRecord = (name: string): boolean => /^procedure-record-.*\.pdf$/.test(path.basename(name))
  const found = exported.endsWith('.zip')
    ? Object.entries(unzipSync(new Uint8Array(await readFile(exported)))).find(([name]) => isRecord(name))?.[1]
    : await readdir(exported).then((names) => names.find(isRecord)).then((name) => (name === undefined ? undefined : readFile(path.join(exported, name))))
  if (found === undefined) throw new Error('No printed record was exported.')
  return found
}

/** Its words, as poppler reads them; null where that is not installed. */
export async function printedWords(exported: string): Promise<string | null> {
  const pdf = await recordPdf(exported)
  const pdftotext = findTool('pdftotext')
  return pdftotext === null ? null : execFileSync(pdftotext, ['-', '-'], { input: pdf, encoding: 'utf8' })
}
