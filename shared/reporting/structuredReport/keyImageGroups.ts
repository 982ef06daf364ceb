import type { ContentItem } from '#shared/dicom/contentItem.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import { measureCodes, reportCodes } from './codes.ts'
import { container, image, words } from './contentItems.ts'
import { sourceOf } from './evidence.ts'
import { jointSite, measurementGroup } from './measurementGroup.ts'
import { measuredShapes } from './measuredShapes.ts'
import { pathOnImage } from './planGroups.ts'
import { privateCodes } from './privateCodes.ts'
import type { ReportInput } from './reportInput.ts'

type Numbered = { readonly keyImage: KeyImage; readonly number: number }

/** Those that are not removed, each with its place in the record, which it keeps when others go. */
const shown = ({ record }: ReportInput): readonly Numbered[] => record.keyImages.map((keyImage, at) => ({ keyImage, number: at + 1 })).filter(({ keyImage }) => !keyImage.removed)

/** Every image that a key image was made of. @source PS3.16 TID 1600 Image Library, TID 1601 */
export function imageLibrary(input: ReportInput): readonly ContentItem[] {
  const images = shown(input)
  if (images.length === 0) return []
  return [container(reportCodes.imageLibrary, '1600', [container(reportCodes.imageLibraryGroup, null, images.map(({ keyImage }) => image(null, sourceOf(keyImage))))])]
}

/** What each key image shows in words and figures; and of each path drawn on a frame, its points on that frame. */
export const keyImageGroups = (input: ReportInput): readonly ContentItem[] => shown(input).flatMap((numbered) => [keyImageGroup(numbered, input), ...measuredShapes(numbered, input), ...drawnPaths(numbered, input)])

function keyImageGroup({ keyImage, number }: Numbered, { deriveUid }: ReportInput): ContentItem {
  const { keyImageId, title, caption, side, measurements, addedAtIso, actor } = keyImage
  return measurementGroup({ trackingIdentifier: `Key image ${String(number)}`, trackingUid: deriveUid(`keyImage/${keyImageId}`), finding: privateCodes.keyImage, site: jointSite(side), by: actor, atIso: addedAtIso }, [
    image(reportCodes.source, sourceOf(keyImage)),
    ...words(measureCodes.keyObjectDescription, title),
    ...words(reportCodes.comment, caption),
    ...(measurements ?? []).flatMap(({ label, text }) => words(privateCodes.shownFigure, [label, text].filter((part) => part !== '').join(': '))),
  ])
}

function drawnPaths({ keyImage, number }: Numbered, { deriveUid }: ReportInput): readonly ContentItem[] {
  const { keyImageId, seriesUid, frame, side, plans, addedAtIso, actor } = keyImage
  return plans.flatMap((plan) => {
    if (plan.kind !== 'projection' || plan.seriesUid !== seriesUid || plan.frame !== frame) return []
    const { entryPx, targetPx } = plan
    const lengthPx = entryPx === null || targetPx === null ? null : Math.hypot(targetPx[0] - entryPx[0], targetPx[1] - entryPx[1])
    return [measurementGroup({ trackingIdentifier: `${plan.name} on key image ${String(number)}`, trackingUid: deriveUid(`keyImage/${keyImageId}/plan/${plan.planId}`), finding: privateCodes.drawnPath, site: jointSite(side), by: actor, atIso: addedAtIso }, pathOnImage(plan, lengthPx, sourceOf(keyImage)))]
  })
}
