import { eventToLine } from '#shared/procedure/recordChain.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { reportPaper } from '#shared/reporting/paper/reportPaper.ts'
import type { WallClock } from '#shared/reporting/words.ts'
import type { ExportedPictures } from '../exportedPictures.ts'
import { CHAIN_NAME } from './embeddedFiles.ts'
import type { PaperFonts } from './paperFonts.ts'
import { drawReport } from './paperPages.ts'
import { paperPdf, type Attachment } from './paperPdf.ts'
import { pictureForPaper, type PaperImage } from './paperPictures.ts'
import { recordEndWords } from './recordEnd.ts'

export type PaperParts = { readonly record: RecordState; readonly events: readonly RecordEvent[]; readonly signaturesFromFile: readonly number[]; readonly pictures: ExportedPictures; readonly fonts: PaperFonts; readonly clock: WallClock }

/**
 * A record as PDF for people, with all that it takes to make the record again inside: every event, every picture and loop,
 * removed ones too, for without them the chain would be found broken elsewhere.
 */
export async function recordPdf({ record, events, signaturesFromFile, pictures, fonts, clock }: PaperParts): Promise<Uint8Array> {
  const tree = reportPaper({ record, signaturesFromFile, lastHash: events.at(-1)?.hash ?? '', clock })
  const images = new Map<string, Promise<PaperImage>>()
  const attachments: Attachment[] = [{ name: CHAIN_NAME, contentType: 'application/jsonl', description: 'The events of the record, each with the hash of the one before', bytes: new TextEncoder().encode(events.map((event) => `${eventToLine(event)}\n`).join('')) }]
  for (const [at, image] of record.keyImages.entries()) {
    const number = at + 1
    const png = await pictures.png({ image, number })
    const loop = await pictures.loop({ image, number })
    const name = `${image.removed ? 'removed-' : ''}key-image-${String(number)}`
    attachments.push({ name: `${name}.png`, contentType: 'image/png', description: `Picture of key image ${String(number)}`, bytes: png })
    if (loop !== null && image.loop !== undefined) attachments.push({ name: `${name}.${image.loop.contentType === 'video/mp4' ? 'mp4' : 'webm'}`, contentType: image.loop.contentType, description: `Loop of key image ${String(number)}`, bytes: loop })
    if (image.removed) continue
    images.set(image.keyImageId, pictureForPaper(await pictures.rgb({ image, number })))
  }
  const onPaper = new Map(await Promise.all([...images].map(async ([keyImageId, image]) => [keyImageId, await image] as const)))
  return paperPdf(tree, { fonts, at: new Date(record.updatedAtIso), identity: recordEndWords(record.recordId, events), attachments }, (pen) => { drawReport(pen, tree, onPaper) })
}
