import { open } from 'node:fs/promises'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { sha256OfBytes, sha256OfText } from '#electron/services/storage/sha256.ts'
import { tags } from '#shared/dicom/tags.ts'
import { checkChain } from '#shared/procedure/recordChain.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import { ENCAPSULATED_PDF_SOP_CLASS } from '#shared/reporting/encapsulatedPdf.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { z } from 'zod'
import { CHAIN_NAME, embeddedFiles, keywordsOf } from './paper/embeddedFiles.ts'
import { readRecordEnd } from './paper/recordEnd.ts'

/** A record as it came: its chain holds up to where its document says that it ends, and every picture that it names is there. */
export type CarriedRecord = { readonly events: readonly RecordEvent[]; readonly state: RecordState; readonly pictures: readonly Uint8Array[] }
type Refusal = Fault<'REFUSED'>

const LARGEST_FILE = 2 ** 30
const ASK_AGAIN = 'Nothing of it was taken in. Ask for the file again where it was exported.'

/** The record in a file; null where the file is something else that nobody asked about. */
export async function readCarriedRecord(filePath: string): Promise<Result<CarriedRecord, Refusal> | null> {
  const bytes = await readWhole(filePath)
  if (bytes === null) return err('REFUSED', 'This file cannot be read. Check that it is still there and may be read.')
  const document = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-' ? { pdf: bytes, isVerified: false } : documentOf(bytes)
  if (document === null) return null
  const { pdf, isVerified } = document
  const files = embeddedFiles(pdf)
  const chain = files?.find(({ name }) => name === CHAIN_NAME)
  // Sheets for patients and others' documents carry no record.
  if (chain === undefined && !Buffer.from(pdf).includes(`(${CHAIN_NAME})`)) return null
  if (files === null || chain === undefined) return err('REFUSED', `The record in this file is damaged. ${ASK_AGAIN}`)
  const record = checkRecord(Buffer.from(chain.bytes).toString('utf8'), files.filter((file) => file !== chain).map((file) => file.bytes))
  return record.ok ? checkEnd(record.value, keywordsOf(pdf), isVerified) : record
}

async function readWhole(filePath: string): Promise<Uint8Array | null> {
  try {
    const file = await open(filePath, 'r')
    try {
      const facts = await file.stat()
      return facts.isFile() && facts.size <= LARGEST_FILE ? new Uint8Array(await file.readFile()) : null
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}

/** The PDF inside an Encapsulated PDF object, without the byte that makes its length even, and whether the object says that somebody signed it; null for anything else. */
function documentOf(bytes: Uint8Array): { readonly pdf: Uint8Array; readonly isVerified: boolean } | null {
  const reading = readHeader(bytes, bytes.length)
  if (reading.kind !== 'read' || reading.header.text(tags.SOPClassUID) !== ENCAPSULATED_PDF_SOP_CLASS) return null
  const document = reading.header.bytes(tags.EncapsulatedDocument)
  if (document === null) return null
  return { pdf: document.at(-1) === 0 ? document.subarray(0, -1) : document, isVerified: reading.header.text(tags.VerificationFlag) === 'VERIFIED' }
}

const recordIdOnly = z.object({ recordId: z.uuid() })

function checkRecord(text: string, attached: readonly Uint8Array[]): Result<CarriedRecord, Refusal> {
  const lines = text.split('\n').filter((line) => line !== '').map((line, seq) => ({ seq, line }))
  const recordId = recordIdOf(lines[0]?.line ?? '')
  const check = recordId === null ? null : checkChain(recordId, lines, sha256OfText)
  if (check === null || !check.holds) return err('REFUSED', `The record in this file does not hold${check === null || check.holds ? '' : `: ${check.note}`} ${ASK_AGAIN}`)
  const state = reduceRecord(check.events)
  if (state === null) return err('REFUSED', 'The record in this file has no beginning. Nothing of it was taken in.')
  const byHash = new Map(attached.map((bytes) => [sha256OfBytes(bytes), bytes]))
  const pictures: Uint8Array[] = []
  for (const [at, image] of state.keyImages.entries()) {
    for (const hash of [image.picture.sha256, ...(image.loop === undefined ? [] : [image.loop.sha256])]) {
      const bytes = byHash.get(hash)
      if (bytes === undefined) return err('REFUSED', `The picture of key image ${String(at + 1)} is missing in this file or was changed. Nothing of the record was taken in. Ask for the file again where it was exported.`)
      pictures.push(bytes)
    }
  }
  return ok({ events: check.events, state, pictures })
}

function recordIdOf(line: string): string | null {
  try {
    return recordIdOnly.parse(JSON.parse(line)).recordId
  } catch {
    return null
  }
}

/** A chain whose last lines are gone still holds; where it ends is told by the document around it. */
function checkEnd(record: CarriedRecord, keywords: string | null, isVerified: boolean): Result<CarriedRecord, Refusal> {
  const { events, state } = record
  const end = readRecordEnd(keywords ?? '')
  if (end === null || end.recordId !== state.recordId) return err('REFUSED', `This file does not say where its record ends. ${ASK_AGAIN}`)
  if (end.hash !== events.at(-1)?.hash) return err('REFUSED', `The record in this file is not whole: it ends after ${String(events.length)} events, and the document was made of ${end.events === null ? 'others' : String(end.events)}. ${ASK_AGAIN}`)
  if (isVerified && state.signature === null) return err('REFUSED', `The document in this file is signed, and the record in it ends before the signature. ${ASK_AGAIN}`)
  return ok(record)
}
