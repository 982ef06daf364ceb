import { describe, expect, it } from 'vitest'
import { pageCase, pageTeachingCase } from '#test/builders/pageCase.ts'
import { casePage, type PagePicture } from './casePage.ts'

const DATA = 'data:image/png;base64,iVBORw0KGgo='
const pictures: readonly PagePicture[] = [{ dataUri: DATA, words: 'CT 1, frame "3" of 9', isAnswer: false }, { dataUri: DATA, words: 'Annotated picture 1', isAnswer: true }]
/** The elements of a page with their attributes, in order; what Chromium makes of the page is looked at in test/e2e/casePage.spec.ts. */
const elements = (page: string): readonly { readonly name: string; readonly attributes: string }[] => [...page.matchAll(/<([a-z][a-z0-9]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/g)].map(([, name = '', attributes = '']) => ({ name, attributes: attributes.trim() }))

describe('the page of a case', () => {
  it('needs nothing from elsewhere and runs nothing', () => {
    const page = casePage(pageCase(), pictures)
    expect([...new Set(elements(page).map(({ name }) => name))].toSorted()).toEqual(['b', 'body', 'details', 'div', 'figcaption', 'figure', 'h1', 'h2', 'head', 'html', 'img', 'li', 'main', 'meta', 'ol', 'p', 'style', 'summary', 'title', 'ul'])
    expect(page).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
    const places = elements(page).flatMap(({ attributes }) => [...attributes.matchAll(/(?:src|href|action|data|srcset|poster)="([^"]*)"/g)].map(([, place]) => place))
    expect([places.length, new Set(places)]).toEqual([2, new Set([DATA])])
    expect(page).not.toMatch(/url\(|@import|\son\w+=/)
  })

  it('closes what it opens, and says every picture in words', () => {
    const page = casePage(pageCase(), pictures)
    const open: string[] = []
    for (const [, slash, name = ''] of page.replace('<!doctype html>', '').matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (slash === '/') expect(open.pop()).toBe(name)
      else if (!['meta', 'img'].includes(name)) open.push(name)
    }
    expect(open).toEqual([])
    expect(elements(page).filter(({ name }) => name === 'img').map(({ attributes }) => /alt="([^"]*)"/.exec(attributes)?.[1])).toEqual(['CT 1, frame &quot;3&quot; of 9', 'Annotated picture 1'])
  })

  it('says what the educator wrote as text, never as markup', () => {
    const page = casePage(pageCase({ author: '<b>Dr A. Teacher</b>', teachingCase: { ...pageTeachingCase, text: { ...pageTeachingCase.text, title: '<script>alert(1)</script>' } } }), pictures)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('TEACHING CASE 014 · C1-2 · &lt;b&gt;Dr A. Teacher&lt;/b&gt; · De-identified')
    expect(page).not.toContain('<script')
  })

  it('has the answers behind a fold, in words, and those of experts who differ with their number', () => {
    const fold = /<details>[\s\S]*<\/details>/.exec(casePage(pageCase(), pictures))?.[0] ?? ''
    for (const words of ['Facet joint reached.', 'Which side is it?</b> LEFT', 'Mixed: Intra-articular and Venous (1 of 2 experts); Venous (1 of 2 experts) A vein fills in frame 12.', 'Path of 50.0 mm', 'At the detector', 'Count the frames.', 'Annotated picture 1']) expect(fold).toContain(words)
    expect(casePage(pageCase(), pictures).replace(fold, '')).not.toMatch(/LEFT|Facet joint|Annotated/)
  })

  it('for learners has none of them', () => {
    const page = casePage(pageCase({ answers: null }), pictures.slice(0, 1))
    expect(page).not.toMatch(/<details|Answers|LEFT|Facet joint|vein|Path of|Look before/)
    expect(page).toContain('<li>Which side is it?</li>')
  })
})
