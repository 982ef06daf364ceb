import type { Ports } from '#electron/ports/ports.ts'
import type { Database } from '#electron/services/storage/database.ts'
import { frameByteLengths } from './frameBytes.ts'
import type { EmitEvent } from '#shared/contract/types.ts'
import { arrangeSeries, type Arrangement } from '#shared/dicom/arrangeSeries.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { Picture } from './instance.ts'
import type { LibraryTables, StoredInstance } from './libraryTables.ts'

/** A series with the places of its bytes, as the streams need it. */
export type OpenSeries = {
  readonly description: SeriesDescription
  /** Where the bytes of each image of the description lie. */
  readonly sources: readonly (Pick<StoredInstance, 'sopUid' | 'path' | 'sha256' | 'byteLength'> & { readonly picture: Picture })[]
}

export type SeriesShelf = {
  readonly summaries: () => readonly SeriesSummary[]
  readonly summary: (seriesUid: string) => SeriesSummary | null
  readonly open: (seriesUid: string) => OpenSeries | null
  /** Works out again what series are, after objects have come. */
  readonly rearrange: (seriesUids: readonly string[]) => void
  readonly setAvailability: (seriesUid: string, sourceAvailable: boolean) => void
  readonly forget: (seriesUid: string) => void
}

/** Series opened last stay described: the frames, thumbnail and overlay of one are asked for one after the other. */
const KEPT_OPEN = 8
const DAMAGED = 'IMAGES_DAMAGED'

export function createSeriesShelf({ ports, database, tables, emit }: { readonly ports: Ports; readonly database: Database; readonly tables: LibraryTables; readonly emit: EmitEvent }): SeriesShelf {
  const summaries = new Map<string, SeriesSummary>(tables.summaries().map((summary) => [summary.seriesUid, summary]))
  const open = new Map<string, OpenSeries>()
  let listed: readonly SeriesSummary[] | null = null

  const put = (summary: SeriesSummary): void => {
    summaries.set(summary.seriesUid, summary)
    listed = null
  }
  const rearrange = (seriesUids: readonly string[]): void => {
    const changed = database.transaction(() => seriesUids.flatMap((seriesUid) => {
      const stored = tables.ofSeries(seriesUid)
      const first = stored[0]
      if (first === undefined) return []
      const before = summaries.get(seriesUid)
      const importedAtIso = before?.importedAtIso ?? ports.clock.now().toISOString()
      // An entry whose series is damaged too is in no count: what was there before knows of it.
      const written = Math.max(tables.countOf(seriesUid), before?.instances ?? 0)
      const summary = summarise(stored, written, arrange(stored), tables.caseOf(first.instance.patient, first.instance.studyUid), importedAtIso)
      tables.saveSummary(summary)
      return [summary]
    }))
    for (const summary of changed) {
      put(summary)
      open.delete(summary.seriesUid)
    }
    if (changed.length > 0) emit({ name: 'library.changed', payload: { seriesUids: changed.map(({ seriesUid }) => seriesUid) } })
  }
  const shelf: SeriesShelf = {
    summaries: () => listed ??= [...summaries.values()],
    summary: (seriesUid) => summaries.get(seriesUid) ?? null,
    open: (seriesUid) => {
      const summary = summaries.get(seriesUid)
      if (summary === undefined) return null
      const kept = open.get(seriesUid)
      if (kept !== undefined) return kept.description.summary === summary ? kept : { ...kept, description: { ...kept.description, summary } }
      const stored = tables.ofSeries(seriesUid)
      if (stored.length > 0 && stored.length < summary.instances && !summary.warnings.some(({ code }) => code === DAMAGED)) {
        // Arranged without what cannot be read: geometry and frames must be of the same slices.
        rearrange([seriesUid])
        return shelf.open(seriesUid)
      }
      const opened = openSeries(stored, summary)
      open.set(seriesUid, opened)
      const oldest = open.size > KEPT_OPEN ? open.keys().next().value : undefined
      if (oldest !== undefined) open.delete(oldest)
      return opened
    },
    rearrange,
    setAvailability: (seriesUid, sourceAvailable) => {
      const summary = summaries.get(seriesUid)
      if (summary === undefined || summary.sourceAvailable === sourceAvailable) return
      put({ ...summary, sourceAvailable })
      emit({ name: 'library.changed', payload: { seriesUids: [seriesUid] } })
    },
    forget: (seriesUid) => { open.delete(seriesUid) },
  }
  // What a crash left between the objects and their series is put together now.
  rearrange(tables.stale())
  return shelf
}

function arrange(stored: readonly StoredInstance[]): Arrangement {
  return arrangeSeries(stored.map(({ instance: { documentKind, picture } }) => ({
    documentKind, picture: picture === null ? null : { image: picture.image, planes: picture.planes, frameByteLengths: frameByteLengths(picture.locations) },
  })))
}

function openSeries(stored: readonly StoredInstance[], summary: SeriesSummary): OpenSeries {
  const { images, frames, runs } = arrange(stored)
  const sources = images.flatMap((index) => {
    const found = stored[index]
    const picture = found?.instance.picture
    return found === undefined || picture === undefined || picture === null ? [] : [{ sopUid: found.sopUid, path: found.path, sha256: found.sha256, byteLength: found.byteLength, picture }]
  })
  return { description: { summary, images: sources.map(({ picture }) => picture.image), frames, runs }, sources }
}

function summarise(stored: readonly StoredInstance[], written: number, arranged: Arrangement, caseId: string, importedAtIso: string): SeriesSummary {
  const leading = stored[arranged.images[0] ?? 0] ?? stored[0]
  if (leading === undefined) throw new Error('A series has at least one object')
  const { instance } = leading
  const image = instance.picture?.image ?? null
  return {
    seriesUid: instance.seriesUid, studyUid: instance.studyUid, caseId, ...instance.patient,
    modality: instance.modality, description: instance.description, studyDescription: instance.studyDescription, study: instance.study ?? null, seriesNumber: instance.seriesNumber,
    acquiredAt: instance.acquiredAt, importedAtIso, rows: image?.rows ?? null, columns: image?.columns ?? null,
    instances: written, frames: arranged.frames.length, kind: arranged.kind, documentKind: arranged.documentKind, volume: arranged.volume,
    warnings: [...arranged.warnings, ...(written > stored.length ? [{ code: DAMAGED, message: damagedWords(written - stored.length, written) }] : [])],
    sourceAvailable: true, copied: stored.every(({ sha256 }) => sha256 !== null), laterality: image?.laterality ?? null, patientPosition: image?.patientPosition ?? null,
  }
}

const damagedWords = (damaged: number, of: number): string =>
  `${String(damaged)} of ${String(of)} images cannot be read: the disk has damaged their entries in the library. They are left out. Import the series again from its source.`
