import type { RunTimes } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

type DocumentChange = (document: CaseDocument) => CaseDocument
export type TimeMark = RunTimes['marks'][number]

export const noTimes: RunTimes = { trim: null, marks: [], eventFrame: null, shownRate: null }
/** What the operator has set on the time line of a run, by its key. */
export const timesOf = ({ fluoroscopy }: CaseDocument, key: string): RunTimes => fluoroscopy.runTimes[key] ?? noTimes

const change = (key: string, to: (before: RunTimes) => Partial<RunTimes>): DocumentChange => (document) => {
  const before = timesOf(document, key)
  return { ...document, fluoroscopy: { ...document.fluoroscopy, runTimes: { ...document.fluoroscopy.runTimes, [key]: { ...before, ...to(before) } } } }
}

/** Frames of the series, in either order; null = as the header has it. */
export const setTrim = (key: string, trim: readonly [number, number] | null): DocumentChange =>
  change(key, () => ({ trim: trim === null ? null : [Math.min(...trim), Math.max(...trim)] }))
export const setEvent = (key: string, eventFrame: number | null): DocumentChange => change(key, () => ({ eventFrame }))
export const setShownRate = (key: string, shownRate: number | null): DocumentChange => change(key, () => ({ shownRate }))
export const addMark = (key: string, mark: TimeMark): DocumentChange =>
  change(key, ({ marks }) => ({ marks: [...marks, mark].toSorted((a, b) => a.frame - b.frame) }))
export const nameMark = (key: string, markId: string, name: string): DocumentChange =>
  change(key, ({ marks }) => ({ marks: marks.map((mark) => (mark.markId === markId ? { ...mark, name } : mark)) }))
export const removeMark = (key: string, markId: string): DocumentChange => change(key, ({ marks }) => ({ marks: marks.filter((mark) => mark.markId !== markId) }))

/** "Mark 3": the first number that is free. */
export function newMarkName({ marks }: RunTimes): string {
  const taken = new Set(marks.map(({ name }) => name))
  let number = 1
  while (taken.has(`Mark ${String(number)}`)) number += 1
  return `Mark ${String(number)}`
}
