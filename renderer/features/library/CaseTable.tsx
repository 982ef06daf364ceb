import { Fragment, useRef, useState } from 'react'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { streamUrl } from '#renderer/api/index.ts'
import { openCase, writeDate, writeName, writeTime } from '#renderer/features/case/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { CaseColumn, CaseLine, CaseOrder } from './caseOrder.ts'
import { SeriesRows } from './SeriesRows.tsx'

const columns: readonly (readonly [CaseColumn, string])[] = [['patient', 'Patient'], ['date', 'Images from'], ['side', 'Side, level'], ['images', 'Images'], ['stage', 'Stage']]
const stageWords = { study: '1 Confirm side', plan: '2 Plan', contrast: '3 Contrast', record: '4 Record' } as const
const stageOrder = ['study', 'plan', 'contrast', 'record'] as const

type CaseTableProps = {
  readonly cases: readonly CaseLine[]; readonly order: CaseOrder; readonly onOrder: (order: CaseOrder) => void
  readonly selectedCaseId: string | null; readonly onSelect: (caseId: string) => void
  readonly seriesOf: (caseId: string) => readonly SeriesSummary[]
}

/** All cases; only the rows in sight are in the page. A case unfolds to its series. */
export function CaseTable({ cases, order, onOrder, selectedCaseId, onSelect, seriesOf }: CaseTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [unfolded, unfold] = useState<string | null>(null)
  const rows = useVirtualizer({ count: cases.length, getScrollElement: () => scroller.current, estimateSize: () => 70, overscan: 6, getItemKey: at => cases[at]?.caseId ?? at })
  const items = rows.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="tw" ref={scroller} tabIndex={0} role="group" aria-label="List of cases">
      <table className="ct" aria-rowcount={cases.length + 1}>
        <thead>
          <tr>
            <th><span className="sr">Picture</span></th>
            {columns.map(([column, title]) => (
              <th key={column} aria-sort={order.column !== column ? 'none' : order.descending ? 'descending' : 'ascending'} className={`col-${column}`}>
                <button type="button" className="sort" onClick={() => { onOrder({ column, descending: order.column === column && !order.descending }) }}>
                  {title}{order.column === column && (order.descending ? <IconArrowDown className="i i-sm" aria-hidden /> : <IconArrowUp className="i i-sm" aria-hidden />)}
                </button>
              </th>
            ))}
            <th><span className="sr">Open</span></th>
          </tr>
        </thead>
        {before > 0 && <tbody aria-hidden><tr><td colSpan={7} style={{ height: before, padding: 0 }} /></tr></tbody>}
        {items.map(item => {
          const line = cases[item.index]
          if (line === undefined) return null
          const open = unfolded === line.caseId
          return (
            <tbody key={item.key} ref={rows.measureElement} data-index={item.index}>
              <CaseRow line={line} selected={line.caseId === selectedCaseId} unfolded={open} onSelect={() => { onSelect(line.caseId) }} onUnfold={() => { unfold(open ? null : line.caseId) }} />
              {open && <SeriesRows series={seriesOf(line.caseId)} />}
            </tbody>
          )
        })}
        {after > 0 && <tbody aria-hidden><tr><td colSpan={7} style={{ height: after, padding: 0 }} /></tr></tbody>}
      </table>
    </div>
  )
}

type CaseRowProps = { readonly line: CaseLine; readonly selected: boolean; readonly unfolded: boolean; readonly onSelect: () => void; readonly onUnfold: () => void }
function CaseRow({ line, selected, unfolded, onSelect, onUnfold }: CaseRowProps) {
  const name = writeName(line.patientName)
  const Chevron = unfolded ? IconChevronDown : IconChevronRight
  const at = stageOrder.indexOf(line.stage)
  return (
    <tr className={selected ? 'sel' : ''} onClick={onSelect} onDoubleClick={() => { void openCase(line.caseId, line.stage) }}>
      <td className="im">
        <button type="button" className="fold" aria-expanded={unfolded} aria-label={`Series of ${name}`} onClick={onUnfold}><Chevron className="i" aria-hidden /></button>
        {line.thumbnailSeriesUid === null ? <span className="no-im" /> : <img src={streamUrl('library.thumbnail', { seriesUid: line.thumbnailSeriesUid })} alt="" loading="lazy" />}
      </td>
      <td><b>{name}</b><small>{line.patientId === '' ? 'no ID' : line.patientId}</small></td>
      <td>{line.newestImageAt === null ? 'not stated' : <>{writeDate(line.newestImageAt)}<small>{writeTime(line.newestImageAt)}</small></>}</td>
      <td className="sd">{line.side === null ? <span className="nos">Not set</span> : <><b className="sdw">{line.side}</b> {line.level}</>}</td>
      <td className="col-images">{line.images}<small>{line.seriesCount} series{line.keyImages > 0 && `, ${String(line.keyImages)} key ${line.keyImages === 1 ? 'image' : 'images'}`}</small></td>
      <td>
        <span className="sg" aria-hidden>{stageOrder.map((stage, index) => <Fragment key={stage}><i className={index < at ? 'd' : index === at ? 'n' : ''} /></Fragment>)}</span>
        <span className="sgt">{stageWords[line.stage]}</span>
      </td>
      <td className="go"><button type="button" className={selected ? 'btn sm pri2' : 'btn sm'} aria-label={`Open ${name}`} onClick={() => { void openCase(line.caseId, line.stage) }}>Open</button></td>
    </tr>
  )
}
