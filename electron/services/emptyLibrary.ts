import type { Services, StreamServices } from '#shared/contract/types.ts'
import { err, ok } from '#shared/result.ts'
import type { ImageSource } from './library/imageSource.ts'

type LibraryMethod = Extract<keyof Services, `library.${string}`>
type EmptyLibrary = {
  readonly services: Pick<Services, LibraryMethod>
  readonly streams: Pick<StreamServices, Extract<keyof StreamServices, `library.${string}`>>
  readonly source: ImageSource
  readonly close: () => Promise<void>
}

/** A library without images: what the composition uses as long as the importing library is not part of it. */
export function emptyLibrary(): EmptyLibrary {
  const unknown = async () => err('UNKNOWN_SERIES', 'This series is not in the library.')
  const nothing = async () => err('NOTHING_TO_IMPORT', 'There is nothing here to import.')
  const notFound = async () => err('NOT_FOUND', 'This series is not in the library.')
  return {
    services: {
      'library.import': nothing, 'library.importUploaded': nothing, 'library.cancelImport': async () => ok({ stopped: false }),
      'library.series': async () => ok({ series: [] }), 'library.describe': unknown, 'library.exportFrame': unknown,
    },
    streams: { 'library.frames': notFound, 'library.thumbnail': notFound, 'library.overlay': notFound },
    source: { summaries: () => [], summary: () => null, describe: unknown, readFrame: unknown, decodeFrame: unknown },
    close: async () => undefined,
  }
}
