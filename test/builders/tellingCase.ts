import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { AnswerKey, Question, QuizAnswer } from '#shared/teaching/questions.ts'
import { completeNote } from './completeNote.ts'
import { keyPicture } from './keyPicture.ts'
import { buildKeyImage } from './record.ts'
import { prepareCase, readingEnds, releaseDraft, type PreparedCase, type TeachingBench } from './teaching.ts'

const SERIES = '1.2.3.2'
/** Greys that no other picture has in this order: a row of the key image, wherever it is drawn. */
const grey = (column: number): number => 40 + ((column * 73) % 151)
export const PICTURE_ROW = Uint8Array.from({ length: 60 }, (_, at) => grey(30 + Math.floor(at / 3)))

/** What answers the case, as it is said in one place or another of what leaves; and what of it is nowhere, for naming somebody. */
export const told = {
  findings: 'Drains early along the condyle', teachingPoint: 'Stop at the first odd line', variant: 'high riding loop', complication: 'arterial uptake', approach: 'far from behind',
  explanation: 'Filled on frame two already', caption: 'Thin line runs upward', pictureTitle: 'Vein beside the tip', indication: 'Ache behind the ear', comment: 'Ran off within a second', happening: 'Needle drawn back', plan: 'Over the atlas',
} as const
export const EXPERTS = ['Dr Karlsdottir', 'Dr Oyelaran'] as const

const answers = (off: number): readonly QuizAnswer[] => [
  { kind: 'whichSide', side: 'LEFT' }, { kind: 'placeTarget', targetLpsMm: [21.375 + off, 7.625, 0] }, { kind: 'drawPath', entryLpsMm: [22.875 + off, 68.625, 0], targetLpsMm: [21.375, 7.625, 0] },
  { kind: 'chooseView', primaryDeg: -23.75 + off, secondaryDeg: 11.25 }, { kind: 'trueLateral', isTrue: false, move: 'rotate' }, { kind: 'namePattern', patterns: ['venous'] },
  { kind: 'findFlash', flash: { frame: 2, pointPx: [3.125 + off, 4.375] } }, { kind: 'injectOrAbort', decision: 'reposition' }, { kind: 'isCalibrated', basis: 'isocentre' },
]

function asked(): { readonly questions: Question[]; readonly keys: AnswerKey[] } {
  const [one, two] = [answers(0), answers(0.5)]
  const questions = one.map(({ kind }): Question => ({ questionId: randomUUID(), kind, prompt: '', seriesUid: SERIES, frame: kind === 'findFlash' ? null : 1, seconds: null }))
  const limits = { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }
  const keys = questions.map(({ questionId, kind }, at): AnswerKey => ({
    questionId, experts: [one, two].flatMap((given, expert) => { const answer = given[at]; return answer === undefined ? [] : [{ expert: EXPERTS[expert] ?? '', isTruth: false, answer }] }), limits,
    jointLine: kind === 'placeTarget' ? { medialLpsMm: [14.125, 7.5, 0], lateralLpsMm: [27.125, 7.5, 0] } : null, structures: [], explanation: kind === 'namePattern' ? told.explanation : '',
  }))
  return { questions, keys }
}

const expertPlan = (): CaseDocument => ({
  ...emptyCaseDocument,
  plans: [{ kind: 'volume', planId: randomUUID(), name: told.plan, colour: '#ffffff', seriesUid: SERIES, frameOfReferenceUid: '1.2.3.99', entryLpsMm: [23.875, 69.625, 0], targetLpsMm: [21.375, 7.625, 0], needle: null }],
})

/**
 * A released case of a CT and its record, in which everything that may tell an answer does so in words of its own: findings, teaching
 * points, tags, a note, a judgement, a happening, a key image with its caption, a plan, and, if asked, every kind of question
 * with the answers of two experts.
 */
export async function releaseTellingCase(bench: TeachingBench, { asks }: { readonly asks: boolean }): Promise<Pick<PreparedCase, 'accounts'> & { readonly teachingCaseId: string }> {
  const { accounts, draftId: unused } = await prepareCase(bench)
  await bench.must('teaching.discard', { draftId: unused })
  const { recordId } = await bench.must('record.create', { seriesUid: SERIES, side: 'LEFT', level: 'C1-2', actor: 'Dr B. Weber' })
  const append = (event: Parameters<typeof bench.must<'record.append'>>[1]['event']) => bench.must('record.append', { recordId, actor: 'Dr B. Weber', event })
  const file = path.join(bench.directory, 'picture.png')
  await writeFile(file, keyPicture(120, 100, grey))
  await append({ ...buildKeyImage({ path: file }), studyUid: '1.2.3.1', seriesUid: SERIES, sopInstanceUid: '1.2.3.4.2.1', frame: 0, caption: told.caption, title: told.pictureTitle })
  await append({ kind: 'noteWritten', note: { section: 'order', content: { ...completeNote.order, indication: told.indication } } })
  await append({ kind: 'happeningNoted', happeningId: randomUUID(), happenedAtIso: '2026-11-22T10:05:00.000Z', words: told.happening })
  await append({ kind: 'contrastAssessed', assessment: { seriesUid: SERIES, subtraction: null, seenFrames: [1], patterns: ['venous'], vesselFilling: 'yes', decision: 'reposition', comment: told.comment } })

  const { draftId } = await bench.must('teaching.begin', { recordId })
  await readingEnds(bench, draftId)
  const edit = async (change: Parameters<typeof bench.must<'teaching.edit'>>[1]['change']) => bench.must('teaching.edit', { draftId, baseVersion: (await bench.must('teaching.draft', { draftId })).version, step: 'Write', change })
  await edit({ kind: 'expertPlan', expertPlan: expertPlan() })
  await bench.must('teaching.read', { draftId })
  await readingEnds(bench, draftId)
  const { document } = await bench.must('teaching.draft', { draftId })
  const kept = new Set<string>(Object.values(told))
  await edit({ kind: 'texts', decisions: document.texts.map(({ textId, words }) => ({ textId, decision: kept.has(words) ? 'keep' : 'remove', replacement: '' })) })
  await edit({ kind: 'caseText', text: { title: 'Before the next step', history: 'Neck pain for a year.', findings: told.findings, teachingPoints: [told.teachingPoint], difficulty: 3, tags: { variant: [told.variant], complication: [told.complication], modality: ['CT'], approach: [told.approach] } } })
  if (asks) await edit({ kind: 'questions', ...asked() })
  const { checks, passed, contentSha256, sheetPages } = await bench.must('teaching.check', { draftId })
  if (!passed || contentSha256 === null) throw new Error(JSON.stringify(checks.filter(({ state }) => state === 'failed')))
  const { teachingCaseId } = await releaseDraft(bench, { draftId, contentSha256, accounts }, sheetPages)
  return { teachingCaseId, accounts }
}
