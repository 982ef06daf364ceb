import type { Output } from '#shared/contract/types.ts'
import { writeDate, writeName } from '#renderer/features/case/index.ts'

export type CaseLine = Output<'case.list'>['cases'][number]
export type CaseColumn = 'patient' | 'date' | 'side' | 'images' | 'stage'
export type CaseOrder = { readonly column: CaseColumn; readonly descending: boolean }

const stageRank = { study: '1', plan: '2', contrast: '3', record: '4' } as const
const keyOf: Readonly<Record<CaseColumn, (line: CaseLine) => string>> = {
  patient: line => `${writeName(line.patientName)} ${line.patientId}`,
  date: line => line.newestImageAt ?? '',
  side: line => line.side ?? '',
  images: line => line.images,
  stage: line => stageRank[line.stage],
}

export function orderCases(cases: readonly CaseLine[], { column, descending }: CaseOrder): readonly CaseLine[] {
  const key = keyOf[column]
  const ordered = cases.toSorted((a, b) => key(a).localeCompare(key(b), 'en', { numeric: true, sensitivity: 'base' }))
  return descending ? ordered.reverse() : ordered
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word of the search must be found: in the name, ID, date, side, images, or the words of one of its series. */
export function findCases(cases: readonly CaseLine[], search: string, seriesWords: (caseId: string) => string): readonly CaseLine[] {
  const words = plain(search).split(/\s+/).filter(word => word !== '')
  if (words.length === 0) return cases
  return cases.filter(line => {
    const date = line.newestImageAt === null ? '' : `${line.newestImageAt.slice(0, 10)} ${writeDate(line.newestImageAt)}`
    const text = plain([line.patientName, writeName(line.patientName), line.patientId, date, line.side ?? '', line.level ?? '', line.images, seriesWords(line.caseId)].join(' '))
    return words.every(word => text.includes(word))
  })
}
