import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { PaperKind } from '#shared/reporting/encapsulatedPdf.ts'
import { sheetPaper } from '#shared/reporting/sheets/sheetPaper.ts'
import { wallClock } from '#shared/reporting/words.ts'
import type { ExportedPictures } from '../exportedPictures.ts'
import type { LeavingAround } from '../leaving.ts'
import { utcOffsetMinutes } from '../localClock.ts'
import { paperPdf } from './paperPdf.ts'
import { recordPdf } from './recordPaper.ts'
import { drawSheet } from './sheetPage.ts'

type PaperInput = LeavingAround & { readonly record: RecordState; readonly pictures: ExportedPictures }

/** The record for a referring doctor, or a sheet for its patient, as PDF. */
export async function makePaper(kind: PaperKind, { record, pictures, events, signaturesFromFile, fonts: openFonts, sheetTemplate }: PaperInput): Promise<{ readonly pdf: Uint8Array; readonly title: string }> {
  const [fonts, clock] = [await openFonts(), wallClock(utcOffsetMinutes)]
  if (kind === 'report') return { title: `Procedure record ${record.side} ${record.level}`, pdf: await recordPdf({ record, events, signaturesFromFile, pictures, fonts, clock }) }
  const tree = sheetPaper(await sheetTemplate(kind), record, clock)
  const pdf = await paperPdf(tree, { fonts, at: new Date(record.updatedAtIso), identity: `${record.recordId} ${kind} ${events.at(-1)?.hash ?? ''}`, attachments: [] }, (pen) => { drawSheet(pen, tree) })
  return { pdf, title: `${tree.title} ${record.side} ${record.level}` }
}
