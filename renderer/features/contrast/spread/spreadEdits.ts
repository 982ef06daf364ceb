import type { OutlinePoint } from '#shared/contrast/outline.ts'
import { noOutlines, type RunOutlines } from '#shared/contrast/runMarks.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

type Stored = CaseDocument['contrast']['outlines'][string]
export type Lines = readonly (readonly OutlinePoint[])[]

/** What may be changed of a run's outlines. */
export type OutlineChange = Partial<Pick<RunOutlines, 'of' | 'threshold'> & { readonly spread: Lines | null; readonly joint: readonly OutlinePoint[] | null; readonly midline: readonly [OutlinePoint, OutlinePoint] | null }>

export const outlinesOf = ({ contrast }: CaseDocument, key: string): RunOutlines => contrast.outlines[key] ?? noOutlines

/** What a document holds of an outline. */
const MOST_POINTS = 400
const MOST_LINES = 64
const round = (value: number): number => Math.round(value * 100) / 100
const stored = (line: readonly OutlinePoint[]): [number, number][] => line.slice(0, MOST_POINTS).map(([column, row]) => [round(column), round(row)])

export function withOutlines(document: CaseDocument, key: string, change: OutlineChange): CaseDocument {
  const { of, threshold, spread, joint, midline }: Required<OutlineChange> = { ...outlinesOf(document, key), ...change }
  const next: Stored = {
    of, threshold, joint: joint === null ? null : stored(joint), midline: midline === null ? null : [[round(midline[0][0]), round(midline[0][1])], [round(midline[1][0]), round(midline[1][1])]],
    spread: spread?.filter(line => line.length >= 3).slice(0, MOST_LINES).map(stored) ?? null,
  }
  return { ...document, contrast: { ...document.contrast, outlines: { ...document.contrast.outlines, [key]: next } } }
}

/** One point of one line elsewhere. */
export const withPoint = (lines: Lines, line: number, point: number, to: OutlinePoint): Lines => lines.map((points, n) => (n === line ? points.map((at, m) => (m === point ? to : at)) : points))
/** One point less; a line of fewer than three goes altogether. */
export const withoutPoint = (lines: Lines, line: number, point: number): Lines => lines.map((points, n) => (n === line ? points.filter((_, m) => m !== point) : points)).filter(points => points.length >= 3)

const apart = (a: OutlinePoint, b: OutlinePoint): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/** The two points of an outline that lie farthest from each other: the joint's width. */
export function widthLine(outline: readonly OutlinePoint[]): readonly [OutlinePoint, OutlinePoint] | null {
  const [first] = outline
  if (first === undefined || outline.length < 3) return null
  return outline.reduce<readonly [OutlinePoint, OutlinePoint]>((best, from) => outline.reduce((far, to) => (apart(from, to) > apart(far[0], far[1]) ? [from, to] : far), best), [first, first])
}

export const middleOf = (outline: readonly OutlinePoint[]): OutlinePoint => [outline.reduce((sum, [column]) => sum + column, 0) / outline.length, outline.reduce((sum, [, row]) => sum + row, 0) / outline.length]
