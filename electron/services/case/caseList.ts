import type { Output } from '#shared/contract/types.ts'
import type { SeriesKind, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'

type CaseLine = Output<'case.list'>['cases'][number]

/** The cases of the library: one line a patient, newest images first; series are those of every case together. */
export function listCases(
  series: readonly SeriesSummary[],
  documentOf: (caseId: string) => CaseDocument | null,
  keyImagesOf: (caseId: string) => number,
): readonly CaseLine[] {
  const byCase = groupBy(series, ({ caseId }) => caseId)
  return [...byCase]
    .map(([caseId, own]) => caseLine(caseId, newestFirst(own), documentOf(caseId) ?? emptyCaseDocument, keyImagesOf(caseId)))
    .sort((a, b) => compareDescending(a.newestImageAt, b.newestImageAt) || a.patientName.localeCompare(b.patientName) || a.caseId.localeCompare(b.caseId))
}

/** The first stage with something to do: each stage is done by one answer of the operator, never by the app. */
export function stageOf(document: CaseDocument): CaseLine['stage'] {
  const { study, planAccepted, contrast } = document
  if (study.side === null || study.level === null || study.confirmedAtIso === null) return 'study'
  if (planAccepted === null) return 'plan'
  return contrast.decision === null ? 'contrast' : 'record'
}

/** What there is to see, such as "CT 113, XA 5 runs, 2 documents". */
export function countImages(series: readonly SeriesSummary[]): string {
  const groups = groupBy(series, ({ kind, modality }) => `${String(kindOrder.indexOf(kind))} ${kind === 'document' ? '' : modality}`)
  return [...groups.keys()].sort().map((key) => countOf(groups.get(key) ?? [])).join(', ')
}

/** Map.groupBy of ES2024, which the oldest Node the app runs on does not have. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

const kindOrder: readonly SeriesKind[] = ['volume', 'cine', 'stills', 'document']
const plural = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`

function countOf(group: readonly SeriesSummary[]): string {
  const [first] = group
  if (first === undefined) return ''
  const instances = group.reduce((sum, { instances: count }) => sum + count, 0)
  switch (first.kind) {
    case 'volume': return `${first.modality} ${String(group.reduce((sum, { frames }) => sum + frames, 0))}`
    case 'cine': return `${first.modality} ${plural(instances, 'run')}`
    case 'stills': return `${first.modality} ${plural(group.reduce((sum, { frames }) => sum + frames, 0), 'image')}`
    case 'document': return plural(instances, 'document')
  }
}

function caseLine(caseId: string, newest: readonly SeriesSummary[], document: CaseDocument, keyImages: number): CaseLine {
  const [identity] = newest
  if (identity === undefined) throw new Error('A case without series has no line.')
  const { patientId, issuer, patientName, birthDate, sex } = identity
  return {
    caseId, patientId, issuer, patientName, birthDate, sex,
    newestImageAt: newest.find(({ acquiredAt }) => acquiredAt !== null)?.acquiredAt ?? null,
    images: countImages(newest),
    side: document.study.side,
    level: document.study.level,
    stage: stageOf(document),
    keyImages,
    thumbnailSeriesUid: newest.filter(({ kind }) => kind !== 'document').sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind))[0]?.seriesUid ?? null,
    seriesCount: newest.length,
  }
}

/** Local times of one form compare as text; series without one come last, ties by UID so that the order is stable. */
const newestFirst = (series: readonly SeriesSummary[]): readonly SeriesSummary[] =>
  [...series].sort((a, b) => compareDescending(a.acquiredAt, b.acquiredAt) || a.seriesUid.localeCompare(b.seriesUid))

function compareDescending(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? 1 : -1
}
