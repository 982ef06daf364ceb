import { useCaseDocument, useSeriesDescriptions } from '#renderer/features/case/index.ts'
import { viewOfAngles, type ViewWord } from '#renderer/features/fluoroscopy/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { KeyImageSlot } from '#shared/procedure/note/keyImageSlots.ts'
import { suggestSlot } from '#shared/procedure/note/suggestSlot.ts'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'

/** Which place of the minimum set each key image could fill; null where nothing tells. */
export function useSuggestedSlots({ keyImages, assessments }: RecordState): ReadonlyMap<string, KeyImageSlot | null> {
  const document = useCaseDocument()
  const shown = keyImages.filter(({ removed }) => !removed)
  const described = useSeriesDescriptions([...new Set(shown.filter(({ view }) => view.kind === 'frame').map(({ seriesUid }) => seriesUid))])
  return new Map(shown.map((image) => [image.keyImageId, suggestSlot(image, { view: saidView(image, described.find(({ summary }) => summary.seriesUid === image.seriesUid) ?? null, document), assessments })]))
}

/** What the C-arm's angles say of the run, else what the operator says. */
function saidView({ seriesUid, frame }: KeyImage, series: SeriesDescription | null, { contrast }: CaseDocument): ViewWord | null {
  const at = series?.runs.findIndex((run) => frame >= run.firstFrame && frame < run.firstFrame + run.frames) ?? -1
  const run = series?.runs[at]
  const byAngles = series === null || run === undefined ? null : viewOfAngles(series.images[run.image]?.positioner ?? null)
  return byAngles ?? contrast.viewOf[runKey(seriesUid, Math.max(0, at))] ?? null
}
