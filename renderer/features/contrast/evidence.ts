import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { writeSeries } from '#renderer/features/case/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { Evidence } from './newInjection.ts'

/** CT volumes, oldest first; those without a time come last, as if they were the newest. */
export const ctScans = (series: readonly SeriesSummary[]): readonly SeriesSummary[] =>
  series.filter(({ kind, modality, volume }) => kind === 'volume' && modality === 'CT' && volume !== null).toSorted((a, b) => (a.acquiredAt ?? '9999').localeCompare(b.acquiredAt ?? '9999'))

/** What a decision about contrast rests on: the runs, or CT where there are none. */
export const evidenceOf = (runs: readonly ListedRun[], scans: readonly SeriesSummary[]): readonly Evidence[] =>
  runs.length > 0 ? runs.map(({ key, name }) => ({ key, name })) : scans.map((scan) => ({ key: scan.seriesUid, name: writeSeries(scan) }))
