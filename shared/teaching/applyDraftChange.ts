import { assertNever, err, ok, type Fault, type Result } from '#shared/result.ts'
import type { DraftChange, DraftDocument } from './draft.ts'
import type { AnswerKey, Question } from './questions.ts'
import { answersTwice } from './scoring/persons.ts'

type Applied = Result<DraftDocument, Fault<'DOES_NOT_FIT'>>

/** A draft with one change in it, or why the change does not fit this draft. */
export function applyDraftChange(document: DraftDocument, change: DraftChange): Applied {
  switch (change.kind) {
    case 'options': return ok({ ...document, options: change.options })
    case 'side': return ok({ ...document, side: change.side, level: change.level })
    case 'caseText': return ok({ ...document, text: change.text })
    case 'correction': return ok({ ...document, correction: change.correction })
    case 'expertPlan': return ok({ ...document, expertPlan: change.expertPlan })
    case 'questions': return withQuestions(document, change.questions, change.keys)
    case 'seriesTaken': return withSeries(document, change.seriesUids)
    case 'texts': return withDecisions(document, change.decisions)
    case 'boxes': return withBoxes(document, change)
    default: return assertNever(change)
  }
}

function withSeries(document: DraftDocument, seriesUids: readonly string[]): Applied {
  const unknown = seriesUids.filter((uid) => !document.series.some(({ seriesUid }) => seriesUid === uid))
  if (unknown.length > 0) return misfit('A series that was chosen is not one of this draft. Begin a new draft with it.')
  return ok({ ...document, series: document.series.map((one) => ({ ...one, taken: seriesUids.includes(one.seriesUid) })) })
}

function withQuestions(document: DraftDocument, questions: readonly Question[], keys: readonly AnswerKey[]): Applied {
  const ids = new Set(questions.map(({ questionId }) => questionId))
  if (ids.size < questions.length) return misfit('Two questions have the same id. Write one of them anew.')
  for (const { seriesUid, frame } of questions) {
    const series = document.series.find((one) => one.seriesUid === seriesUid)
    if (series?.taken !== true) return misfit('A question is about a series that the case does not take. Take the series, or ask about another one.')
    if (frame !== null && frame >= series.frames) return misfit('A question is about a frame that the series does not have. Choose the frame again.')
  }
  for (const { questionId, experts } of keys) {
    const asked = questions.find((one) => one.questionId === questionId)
    if (asked === undefined) return misfit('An answer belongs to no question. Write the question, or take the answer out.')
    if (experts.some(({ answer }) => answer.kind !== asked.kind)) return misfit('An expert’s answer is of another kind than its question. Answer the question as it is now.')
  }
  for (const [at, { questionId }] of questions.entries()) {
    const [now, before] = [keys, document.keys].map((of) => answersTwice(of.find((key) => key.questionId === questionId)?.experts ?? []))
    // Drafts from before this was refused may hold such a pair; they can be edited, and mended.
    if (now !== null && now !== undefined && before === null) return misfit(`${now} has answered question ${String(at + 1)} already, and one person is one expert. Take that answer away first, or name who gave this one.`)
  }
  if (new Set(keys.map(({ questionId }) => questionId)).size < keys.length) return misfit('A question has two sets of answers. Keep one.')
  return ok({ ...document, questions: [...questions], keys: [...keys] })
}

function withDecisions(document: DraftDocument, decisions: Extract<DraftChange, { kind: 'texts' }>['decisions']): Applied {
  const byId = new Map(decisions.map((one) => [one.textId, one]))
  const known = new Set(document.texts.map(({ textId }) => textId))
  if (decisions.some(({ textId }) => !known.has(textId))) return misfit('A line that was decided on is not in this draft any more. Look at the list as it is now.')
  if (decisions.some(({ decision, replacement }) => decision === 'replace' && replacement.trim() === '')) return misfit('A line is to be replaced, and nothing is written in its place. Write the replacement, or remove the line.')
  return ok({ ...document, texts: document.texts.map((line) => {
    const taken = byId.get(line.textId)
    return taken === undefined ? line : { ...line, decision: taken.decision, replacement: taken.decision === 'replace' ? taken.replacement : '' }
  }) })
}

function withBoxes(document: DraftDocument, { put, removed }: Extract<DraftChange, { kind: 'boxes' }>): Applied {
  const taken = new Set(document.series.map(({ seriesUid }) => seriesUid))
  if (put.some(({ seriesUid }) => !taken.has(seriesUid))) return misfit('A box lies on a series that is not one of this draft.')
  if (put.some(({ frames }) => frames !== null && frames[0] > frames[1])) return misfit('A box ends on a frame before the one it begins on. Choose its frames again.')
  const gone = new Set(removed)
  // What was found stays in the list, so that it can be seen that it was not overlooked: it is dismissed, not removed.
  if (document.boxes.some(({ boxId, foundBy }) => gone.has(boxId) && foundBy !== 'hand')) return misfit('Only a box that a person drew is taken away. One that was found is dismissed.')
  const byId = new Map(put.map((box) => [box.boxId, box]))
  const kept = document.boxes.filter(({ boxId }) => !gone.has(boxId)).map((box) => byId.get(box.boxId) ?? box)
  const present = new Set(kept.map(({ boxId }) => boxId))
  return ok({ ...document, boxes: [...kept, ...put.filter(({ boxId }) => !present.has(boxId))] })
}

const misfit = (message: string) => err('DOES_NOT_FIT', `${message} Nothing was saved.`)
