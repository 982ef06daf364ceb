import type { AnswerLayer } from '../answerLayer.ts'
import { tagWords } from '../caseTags.ts'
import { promptOf } from '../questionWords.ts'
import type { Question } from '../questions.ts'
import { escapeMarkup } from './escapeMarkup.ts'
import { choicesFor, expertLines, shownPlace, type PageCase } from './pageParts.ts'

export type MircPicture = { readonly path: string; readonly words: string; readonly isAnswer: boolean }

/**
 * A case as a document of RSNA MIRC: title, author, abstract, sections, quiz. What gives the answer away is for the owner alone,
 * and is not in it at all where the answers are withheld. Its owner is a user of the site that takes it in, whom nobody here
 * knows: the site's Submit Service writes whoever submits it into the empty element.
 *
 * @source RSNA MIRC, The MIRCdocument Schema (MircWiki), and what the site makes of it (MIRCdocument.xsl of RSNA/MIRC2): a section
 *         is hidden by visible="owner", an image-section never is, and the tab display has room for one; a quiz opens the response
 *         of the answer that was chosen; a blank list under authorization authorizes nobody but the owner, and who may export gets
 *         the whole document, what is hidden in it too
 */
export function mircDocument({ number, teachingCase, answers, author }: PageCase, pictures: readonly MircPicture[]): string {
  const { text, questions } = teachingCase
  const shown = pictures.filter(({ isAnswer }) => !isAnswer)
  const hidden = pictures.filter(({ isAnswer }) => isAnswer)
  const tags = tagWords(teachingCase, answers)
  const anybody = answers === null ? '*' : ''
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<MIRCdocument display="tab">',
    `  <title>${escapeMarkup(text.title.trim() === '' ? number : text.title)}</title>`,
    `  <alternative-title>${escapeMarkup(number)}</alternative-title>`,
    ...(author.trim() === '' ? [] : [`  <author><name>${escapeMarkup(author.trim())}</name></author>`]),
    `  <abstract>${paragraphs([[number, shownPlace(teachingCase)].filter((word) => word !== '').join(', '), text.history].join('\n'))}</abstract>`,
    ...(tags.before.length === 0 ? [] : [`  <keywords>${escapeMarkup(tags.before.join(', '))}</keywords>`]),
    ...section('History', paragraphs(text.history), false),
    ...(shown.length === 0 ? [] : ['  <image-section heading="Images">', ...shown.map(({ path, words }) => `    <image src="${escapeMarkup(path)}"><image-caption display="always">${escapeMarkup(words)}</image-caption></image>`), '  </image-section>']),
    ...(questions.length === 0 ? [] : ['  <section heading="Quiz"><quiz>', ...questions.map((question) => quizItem(question, answers)), '  </quiz></section>']),
    ...(answers === null ? [] : [
      ...section('Findings', paragraphs(answers.findings), true), ...section('Discussion', paragraphs(answers.teachingPoints.join('\n')), true),
      ...section('Keywords of the answer', paragraphs(tags.after.join(', ')), true),
      ...section('Answers', hidden.map(({ path, words }) => `<p><image src="${escapeMarkup(path)}"/></p><p>${escapeMarkup(words)}</p>`).join(''), true),
    ]),
    '  <document-type>Radiologic Teaching File</document-type>',
    '  <category>Musculoskeletal</category>',
    ...(text.difficulty === null ? [] : [`  <level>${levelOf(text.difficulty)}</level>`]),
    `  <authorization><owner/><read>${anybody}</read><update/><export>${anybody}</export></authorization>`,
    '</MIRCdocument>', '',
  ].join('\n')
}

/** The app counts to five, teaching files to three. @source IHE TCE, codes TCE201 to TCE203 */
export const levelOf = (difficulty: number): 'Primary' | 'Intermediate' | 'Advanced' => (difficulty <= 2 ? 'Primary' : difficulty <= 4 ? 'Intermediate' : 'Advanced')

const paragraphs = (text: string): string => text.split('\n').filter((line) => line.trim() !== '').map((line) => `<p>${escapeMarkup(line)}</p>`).join('')
const section = (heading: string, content: string, isOwners: boolean): readonly string[] => (content === '' ? [] : [`  <section heading="${heading}"${isOwners ? ' visible="owner"' : ''}>${content}</section>`])

const WITHHELD = 'This copy carries no answers.'
function quizItem(question: Question, answers: AnswerLayer | null): string {
  const key = answers?.keys.find(({ questionId }) => questionId === question.questionId) ?? null
  const choices = choicesFor(question, key)
  const explained = (line: string): string => paragraphs(`${line}\n${key?.explanation ?? ''}`)
  return [
    '    <question>', `      <question-body>${paragraphs(promptOf(question))}</question-body>`,
    ...(choices === null
      ? key === null ? [] : [answerItem('Show the answer', explained(expertLines(key).join('\n')))]
      : choices.map(({ words, isRight }) => answerItem(words, key === null ? paragraphs(WITHHELD) : isRight ? explained(rightWords(words, expertLines(key))) : paragraphs('Not right.')))),
    '    </question>',
  ].join('\n')
}

/** Where the experts differ, their number stands beside what is right. */
const rightWords = (words: string, lines: readonly string[]): string => (lines.length < 2 ? 'Right.' : `Right: ${lines.find((line) => line.startsWith(words)) ?? words}.`)
const answerItem = (body: string, response: string): string => `      <answer><answer-body>${paragraphs(body)}</answer-body><response>${response}</response></answer>`
