import type { ImageSource } from '#electron/services/library/imageSource.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { headerLeftOf, sideConflicts, type SeriesSides, type SideConflict } from '#shared/procedure/sideConflicts.ts'

/** Sides that disagree between the record, what was said in its case, and the headers of the case's images. */
export async function caseConflicts({ caseId, side }: Pick<RecordState, 'caseId' | 'side'>, { study }: CaseDocument, source: ImageSource): Promise<readonly SideConflict[]> {
  const ofCase = source.summaries().filter((series) => series.caseId === caseId)
  const sides = await Promise.all(ofCase.map(async ({ seriesUid, modality, seriesNumber, studyDescription, kind, laterality }): Promise<SeriesSides> => {
    const described = kind === 'cine' || kind === 'stills' ? await source.describe(seriesUid) : null
    const images = described?.ok === true ? described.value.images : []
    const stated = new Set([laterality, ...images.map((image) => image.laterality)].filter((one) => one !== null))
    const [only = null] = stated
    return { seriesUid, name: `${modality}${seriesNumber === null ? '' : ` ${String(seriesNumber)}`}`, studyDescription, laterality: stated.size === 1 ? only : null, headerLeft: headerLeftOf(images) }
  }))
  return sideConflicts(study, side, sides)
}
