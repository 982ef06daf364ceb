import type { AnswerLayer } from '../answerLayer.ts'
import { tagWords } from '../caseTags.ts'
import { promptOf } from '../questionWords.ts'
import type { TeachingCase } from '../teachingCase.ts'
import { escapeMarkup } from './escapeMarkup.ts'
import { expertLines, shownPlace, type PageCase } from './pageParts.ts'

export type PagePicture = { readonly dataUri: string; readonly words: string; readonly isAnswer: boolean }

/** No script, nothing from elsewhere, nothing sent anywhere. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
const STYLE = `:root{color-scheme:dark}body{margin:0;background:#0B0C0D;color:#F2F4F6;font:16px/1.5 system-ui,sans-serif}main{max-width:72rem;margin:0 auto;padding:24px}
h1{font-size:28px;line-height:1.2;margin:0 0 4px}h2{font-size:18px;margin:32px 0 8px}p{margin:0 0 8px;max-width:70ch}.soft{color:#C2C8CE}.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:12px}
figure{margin:0;background:#141618;border:1px solid #2C3035;border-radius:6px;overflow:hidden}img{display:block;width:100%;height:auto;background:#000}figcaption{padding:8px 12px;font-size:14px;color:#C2C8CE}
details{border:1px solid #2C3035;border-radius:6px;padding:12px 16px;background:#141618}summary{cursor:pointer;font-weight:600}li{margin-bottom:6px}@media print{body,figure,details{background:#fff;color:#000}.soft,figcaption{color:#000}}`

/** A case as one page that needs nothing else. The answers are behind a fold, and absent where they are withheld. */
export function casePage({ number, teachingCase, answers, author }: PageCase, pictures: readonly PagePicture[]): string {
  const { text, questions, identity } = teachingCase
  const shown = pictures.filter(({ isAnswer }) => !isAnswer)
  const hidden = pictures.filter(({ isAnswer }) => isAnswer)
  return [
    '<!doctype html>', '<html lang="en"><head><meta charset="utf-8">', `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">', `<title>${escapeMarkup(number)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>${escapeMarkup(text.title === '' ? number : text.title)}</h1>`,
    `<p class="soft">${escapeMarkup([number, shownPlace(teachingCase), author.trim(), identity.isSynthetic ? 'Phantom, no patient' : 'De-identified'].filter((word) => word !== '').join(' · '))}</p>`,
    ...(text.history.trim() === '' ? [] : ['<h2>History</h2>', paragraphs(text.history)]),
    ...(shown.length === 0 ? [] : ['<h2>Images</h2>', gallery(shown)]),
    ...(questions.length === 0 ? [] : ['<h2>Questions</h2><ol>', ...questions.map((question) => `<li>${escapeMarkup(promptOf(question))}</li>`), '</ol>']),
    ...(answers === null ? [] : [answerFold(teachingCase, answers, hidden)]),
    '<p class="soft">For teaching. Not for diagnosis.</p>', '</main></body></html>', '',
  ].join('\n')
}

function answerFold(teachingCase: TeachingCase, answers: AnswerLayer, pictures: readonly PagePicture[]): string {
  const { findings, teachingPoints, keys } = answers
  const tags = tagWords(teachingCase, answers).after
  const answered = teachingCase.questions.flatMap((question) => {
    const key = keys.find(({ questionId }) => questionId === question.questionId)
    if (key === undefined) return []
    return [`<li><b>${escapeMarkup(promptOf(question))}</b> ${escapeMarkup(expertLines(key).join('; '))}${key.explanation === '' ? '' : ` ${escapeMarkup(key.explanation)}`}</li>`]
  })
  return [
    '<h2>Answers</h2><details><summary>Show the answers</summary>',
    ...(findings.trim() === '' ? [] : ['<h2>Findings</h2>', paragraphs(findings)]), ...(answered.length === 0 ? [] : ['<ol>', ...answered, '</ol>']),
    ...(teachingPoints.length === 0 ? [] : ['<h2>Teaching points</h2><ul>', ...teachingPoints.map((line) => `<li>${escapeMarkup(line)}</li>`), '</ul>']),
    ...(tags.length === 0 ? [] : [`<p class="soft">${escapeMarkup(tags.join(', '))}</p>`]), ...(pictures.length === 0 ? [] : [gallery(pictures)]), '</details>',
  ].join('\n')
}

const paragraphs = (text: string): string => text.split('\n').filter((line) => line.trim() !== '').map((line) => `<p>${escapeMarkup(line)}</p>`).join('')
const gallery = (pictures: readonly PagePicture[]): string => `<div class="grid">${pictures.map(({ dataUri, words }) => `<figure><img alt="${escapeMarkup(words)}" src="${dataUri}"><figcaption>${escapeMarkup(words)}</figcaption></figure>`).join('')}</div>`
