import { memo, useState } from 'react'
import { streamUrl } from '#renderer/api/index.ts'
import { showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { writeSeries, writeTime } from '#renderer/features/case/index.ts'
import { useBackgroundRests } from '#renderer/viewports/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'

/** The series of the case as tiles. */
export const SeriesStrip = memo(function SeriesStrip({ caseId, series, shownUid }: { readonly caseId: string; readonly series: readonly SeriesSummary[]; readonly shownUid: string | null }) {
  return (
    <ul className="strip" aria-label="Series">
      {series.filter(each => each.kind !== 'document').map(each => (
        <li key={each.seriesUid}>
          <button type="button" className={each.seriesUid === shownUid ? 'tile on' : 'tile'} aria-pressed={each.seriesUid === shownUid} onClick={() => { showSeries(caseId, each.seriesUid) }}>
            <Thumbnail seriesUid={each.seriesUid} />
            <span><b>{writeSeries(each)}</b><small>{each.frames} {each.kind === 'cine' ? 'frames' : each.frames === 1 ? 'image' : 'images'}{each.acquiredAt === null ? '' : ` · ${writeTime(each.acquiredAt)}`}</small></span>
          </button>
        </li>
      ))}
    </ul>
  )
})

/** Asked for when no run plays: a picture that is made now would make the run stutter. */
function Thumbnail({ seriesUid }: { readonly seriesUid: string }) {
  const rests = useBackgroundRests()
  const [isAsked, setIsAsked] = useState(!rests)
  if (!isAsked && !rests) setIsAsked(true)
  return <img src={isAsked ? streamUrl('library.thumbnail', { seriesUid }) : undefined} alt="" />
}
