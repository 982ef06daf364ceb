import type { Services, StreamServices } from '#shared/contract/types.ts'
import { err } from '#shared/result.ts'

type Shown = Pick<Services, 'library.describe' | 'library.exportFrame'>
type Sent = Pick<StreamServices, 'library.frames' | 'library.thumbnail' | 'library.overlay'>

const words = 'The side of this case is not named yet. Name it, then its images open.'
const unknown = () => err('UNKNOWN_SERIES', words)
const notFound = () => err('NOT_FOUND', words)

/** The ways to the images of a series, shut while it is closed. */
export function closedImages(services: Shown, streams: Sent, isClosed: (seriesUid: string) => boolean): { readonly services: Shown; readonly streams: Sent } {
  return {
    services: {
      'library.describe': async (input) => (isClosed(input.seriesUid) ? unknown() : services['library.describe'](input)),
      'library.exportFrame': async (input) => (isClosed(input.seriesUid) ? unknown() : services['library.exportFrame'](input)),
    },
    streams: {
      'library.frames': async (input) => (isClosed(input.seriesUid) ? notFound() : streams['library.frames'](input)),
      'library.thumbnail': async (input) => (isClosed(input.seriesUid) ? notFound() : streams['library.thumbnail'](input)),
      'library.overlay': async (input) => (isClosed(input.seriesUid) ? notFound() : streams['library.overlay'](input)),
    },
  }
}
