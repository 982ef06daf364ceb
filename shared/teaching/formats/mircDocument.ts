import type { AnswerLayer } from '../answerLayer.ts'
import { answerWords, promptOf } from '../questionWords.ts'
import type { TeachingCase } from '../teachingCase.ts'
import { escapeMarkup } from './escapeMarkup.ts'

export type MircPicture = { readonly path: string; readonly words: string; readonly isAnswer: boolean }

/**
 * A case as a document of RSNA MIRC: title, abstract, sections, quiz. What gives the answer away is for the owner alone, and
 * is not in it at all where the answers are withheld.
 *
 * @source RSNA MIRC, MIRCdocument schema: display, visible="owner", image-section, quiz with question, answer and response
 */
export function mircDocument(number: string, { text, questions, side, level }: TeachingCase, answers: AnswerLayer | null, pictures: readonly MircPicture[]): string {
  const keywords = [...text.tags.variant, ...text.tags.complication, ...text.tags.modality, ...text.tags.approach]
  const shown = pictures.filter(({ isAnswer }) => !isAnswer)
  const hidden = pictures.filter(({ isAnswer }) => isAnswer)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<MIRCdocument display="tab" docref="">',
    `  <title>${escapeMarkup(text.title === '' ? number : text.title)}</title>`,
    `  <author><name>${escapeMarkup('Axis Guide')}</name></author>`,
    `  <abstract>${paragraph([number, side === null ? '' : `${side} ${level ?? ''}`.trim(), text.history].filter((line) => line !== '').join('. '))}</abstract>`,
    `  <keywords>${escapeMarkup(keywords.join(', '))}</keywords>`,
    ...(text.difficulty === null ? [] : [`  <level>${levels[Math.min(2, Math.floor((text.difficulty - 1) / 2))] ?? ''}</level>`]),
    '  <authorization><owner></owner><read>*</read><update></update><export>*</export></authorization>',
    section('History', text.history, false),
    imageSection('Images', shown, false),
    ...(questions.length === 0 ? [] : ['  <section heading="Quiz"><quiz>', ...questions.map((question) => quizItem(promptOf(question), answers?.keys.find((key) => key.questionId === question.questionId) ?? null)), '  </quiz></section>']),
    ...(answers === null ? [] : [section('Findings', answers.findings, true), section('Discussion', answers.teachingPoints.join('\n'), true), ...(hidden.length === 0 ? [] : [imageSection('Answers', hidden, true)])]),
    '</MIRCdocument>', '',
  ].filter((line) => line !== null).join('\n')
}

const levels = ['Primary', 'Intermediate', 'Advanced'] as const
const owner = (isOwners: boolean): string => (isOwners ? ' visible="owner"' : '')
const paragraph = (text: string): string => text.split('\n').filter((line) => line.trim() !== '').map((line) => `<p>${escapeMarkup(line)}</p>`).join('')

const section = (heading: string, text: string, isOwners: boolean): string | null => (text.trim() === '' ? null : `  <section heading="${heading}"${owner(isOwners)}>${paragraph(text)}</section>`)

const imageSection = (heading: string, pictures: readonly MircPicture[], isOwners: boolean): string => [
  `  <image-section heading="${heading}"${owner(isOwners)}>`,
  ...pictures.map(({ path, words }) => `    <image src="${escapeMarkup(path)}"><image-caption display="always">${escapeMarkup(words)}</image-caption></image>`), '  </image-section>',
].join('\n')

function quizItem(prompt: string, key: AnswerLayer['keys'][number] | null): string {
  const answered = key === null ? [] : [...new Set(key.experts.map(({ answer }) => answerWords(answer, key.jointLine)))]
  return [
    '    <question>', `      <question-body>${paragraph(prompt)}</question-body>`,
    ...answered.map((words) => `      <answer><answer-body>${paragraph(words)}</answer-body><response>${paragraph(key?.explanation ?? '')}</response></answer>`),
    '    </question>',
  ].join('\n')
}
