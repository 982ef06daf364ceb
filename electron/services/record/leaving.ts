import type { ExportGroup } from '#electron/services/storage/exportFiles.ts'
import type { Output } from '#shared/contract/types.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import type { PaperKind } from '#shared/reporting/encapsulatedPdf.ts'
import type { RgbPicture } from '#shared/reporting/secondaryCapture.ts'
import type { SheetKind } from '#shared/reporting/sheets/sheetTemplates.ts'
import type { ExportedPictures } from './exportedPictures.ts'
import type { PaperFonts } from './paper/paperFonts.ts'

export type ExportedFile = Output<'record.export'>['files'][number]
export type LeavingFile = ExportGroup['files'][number] & Omit<ExportedFile, 'path'>
/** `remarks`: what could not leave in this form and why, in sentences for the operator. */
export type LeavingGroup = { readonly baseName: string; readonly files: readonly LeavingFile[]; readonly remarks?: readonly string[] }

/** What pages are made with. */
export type PaperAround = {
  readonly fonts: () => Promise<PaperFonts>
  readonly sheetTemplate: (kind: SheetKind) => Promise<string>
}
/** What some objects need beside what the record adds up to. */
export type LeavingAround = PaperAround & {
  readonly events: readonly RecordEvent[]
  readonly signaturesFromFile: readonly number[]
}
/** What leaves in one export: what is printed is made once for all that names it. */
export type OneExport = LeavingAround & { readonly printed: (kind: PaperKind) => Promise<{ readonly pdf: Uint8Array; readonly title: string }>; /** Null where pictures leave as they are alone. */ readonly jpeg: ((picture: RgbPicture) => Promise<Uint8Array | null>) | null }

/** One kind of object that is made of a record: nothing where the record has nothing of its kind. */
export type Leaving = (record: RecordState, pictures: ExportedPictures, around: OneExport) => AsyncIterable<LeavingGroup> | Iterable<LeavingGroup>
