import { isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import type { Services, StreamServices } from '#shared/contract/types.ts'
import { knownPlaceholders, unknownPlaceholders } from '#shared/reporting/sheets/sheetPaper.ts'
import { defaultSheets, type SheetKind } from '#shared/reporting/sheets/sheetTemplates.ts'
import { err, ok } from '#shared/result.ts'
import { openExportedPictures, PictureBroken } from './exportedPictures.ts'
import type { PaperAround } from './leaving.ts'
import type { PaperFonts } from './paper/paperFonts.ts'
import { brokenMessage, storageFailed, type RecordParts } from './recordParts.ts'
import type { RecordStore } from './recordStore.ts'
import { openSheetTexts, SheetUnreadable } from './sheetTexts.ts'

export type RecordPaper = {
  readonly tools: PaperAround
  readonly services: Pick<Services, 'record.sheetTemplate' | 'record.setSheetTemplate'>
  readonly stream: StreamServices['record.paper']
}

/**
 * Printed pages of records, and the texts of the patients' sheets.
 * What draws pages is loaded when a page is asked for: it would take a third of the start of every command line call.
 */
export function createRecordPaper({ ports, objects }: RecordParts, store: RecordStore): RecordPaper {
  let opened: Promise<PaperFonts> | null = null
  const fonts = (): Promise<PaperFonts> => (opened ??= import('./paper/paperFonts.ts').then(({ openPaperFonts }) => openPaperFonts(ports.readFont)))
  const texts = openSheetTexts(ports.dataDirectory)
  const sheetTemplate = async (kind: SheetKind): Promise<string> => await texts.read(kind) ?? defaultSheets[kind]
  const tools: PaperAround = { fonts, sheetTemplate }
  return {
    tools,
    services: {
      'record.sheetTemplate': async ({ kind }) => {
        try {
          const own = await texts.read(kind)
          const text = (own ?? defaultSheets[kind]).slice(0, 20_000)
          return ok({ text, isShipped: own === null, known: [...knownPlaceholders], unknown: [...unknownPlaceholders(text)] })
        } catch (error) {
          if (!(error instanceof SheetUnreadable)) throw error
          return err('SHEET_UNREADABLE', error.message)
        }
      },
      'record.setSheetTemplate': async ({ kind, text }) => {
        const unknown = text === null ? [] : unknownPlaceholders(text)
        if (unknown.length > 0) return err('BAD_TEMPLATE', `Nothing was saved: ${unknown.map((name) => `{${name}}`).join(', ')} cannot be filled in. Known are ${knownPlaceholders.map((name) => `{${name}}`).join(', ')}.`)
        try {
          await (text === null ? texts.remove(kind) : texts.write(kind, text))
        } catch (error) {
          if (!isStorageFailure(error)) throw error
          return storageFailed(error)
        }
        return ok({ isShipped: text === null })
      },
    },
    stream: async ({ recordId, kind }) => {
      const stored = store.read(recordId)
      if (stored === null) return err('NOT_FOUND', 'There is no such record here.')
      const { check, state, signaturesFromFile } = stored
      if (!check.holds || state === null) return err('UNREADABLE', brokenMessage(check.holds ? 'It has no beginning.' : check.note))
      try {
        const { makePaper } = await import('./paper/makePaper.ts')
        const { pdf } = await makePaper(kind, { record: state, pictures: openExportedPictures(objects), ...tools, events: check.events, signaturesFromFile })
        return ok({ contentType: 'application/pdf', byteLength: pdf.length, chunks: (async function* () { yield pdf })() })
      } catch (error) {
        if (error instanceof SheetUnreadable) return err('UNREADABLE', error.message)
        if (error instanceof PictureBroken) return err('UNREADABLE', brokenMessage(error.message))
        throw error
      }
    },
  }
}
