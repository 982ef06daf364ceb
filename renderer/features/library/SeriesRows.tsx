import { IconAlertTriangle, IconFileText } from '@tabler/icons-react'
import { streamUrl } from '#renderer/api/index.ts'
import { writeDate, writeTime } from '#renderer/features/case/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'

const size = (series: SeriesSummary): string => {
  if (series.kind === 'document') return series.documentKind ?? 'document'
  const images = `${String(series.frames)} ${series.kind === 'cine' ? 'frames' : series.frames === 1 ? 'image' : 'images'}`
  return series.rows === null || series.columns === null ? images : `${images}, ${String(series.columns)} × ${String(series.rows)}`
}

/** The series of one case, under its row. */
export function SeriesRows({ series }: { readonly series: readonly SeriesSummary[] }) {
  return series.map(each => (
    <tr key={each.seriesUid} className="sub-row">
      <td className="im">{each.kind === 'document' ? <span className="no-im"><IconFileText className="i" aria-hidden /></span> : <img src={streamUrl('library.thumbnail', { seriesUid: each.seriesUid })} alt="" loading="lazy" />}</td>
      <td><b>{each.modality}</b> {each.description === '' ? 'no description' : each.description}</td>
      <td>{each.acquiredAt === null ? 'not stated' : <>{writeDate(each.acquiredAt)}<small>{writeTime(each.acquiredAt)}</small></>}</td>
      <td colSpan={4}>
        {size(each)}
        {!each.sourceAvailable && <span className="warn-line"><IconAlertTriangle className="i i-sm caution" aria-hidden />The files cannot be found. Import them again.</span>}
        {[...(each.volume?.problems ?? []), ...each.warnings].map(warning => <span key={warning.code + warning.message} className="warn-line"><IconAlertTriangle className="i i-sm caution" aria-hidden />{warning.message}</span>)}
      </td>
    </tr>
  ))
}
