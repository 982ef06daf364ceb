import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, it } from 'vitest'
import { pageCase, pageTeachingCase } from '#test/builders/pageCase.ts'
import { mircDocument } from './mircDocument.ts'
import type { PageCase } from './pageParts.ts'

const pictures = [{ path: 'P0001.png', words: 'CT 1, frame 3 of 9', isAnswer: false }, { path: 'P0002.png', words: 'Run 2, frame "4" of 9', isAnswer: false }, { path: 'P0003.png', words: 'Annotated picture', isAnswer: true }]

function parsed(change: Partial<PageCase> = {}): { readonly source: string; readonly document: Document } {
  const source = mircDocument(pageCase(change), pictures)
  const faults: string[] = []
  const note = (fault: string): void => { faults.push(fault) }
  const document = new DOMParser({ errorHandler: { warning: note, error: note, fatalError: note } }).parseFromString(source, 'application/xml')
  expect(faults).toEqual([])
  return { source, document }
}
const childrenOf = (element: Element): readonly Element[] => Array.from(element.childNodes).filter((node): node is Element => node.nodeType === 1)
const all = (document: Document, name: string): readonly Element[] => Array.from(document.getElementsByTagName(name))
const words = (element: Element | undefined): string => element?.textContent ?? 'missing'
const sectionOf = (document: Document, heading: string): Element | undefined => all(document, 'section').find((one) => one.getAttribute('heading') === heading)

/**
 * The part of the MIRCdocument schema that these documents use: what may stand in what, and with which attributes.
 *
 * @source RSNA MIRC, The MIRCdocument Schema (MircWiki)
 */
const schema: Readonly<Record<string, { readonly in: readonly string[]; readonly attributes?: readonly string[] }>> = {
  MIRCdocument: { in: ['#document'], attributes: ['display'] },
  title: { in: ['MIRCdocument'] }, 'alternative-title': { in: ['MIRCdocument'] }, author: { in: ['MIRCdocument'] }, name: { in: ['author'] }, abstract: { in: ['MIRCdocument'] }, keywords: { in: ['MIRCdocument'] },
  section: { in: ['MIRCdocument'], attributes: ['heading', 'visible'] }, 'image-section': { in: ['MIRCdocument'], attributes: ['heading'] }, image: { in: ['image-section', 'p'], attributes: ['src'] }, 'image-caption': { in: ['image'], attributes: ['display'] },
  quiz: { in: ['section'] }, question: { in: ['quiz'] }, 'question-body': { in: ['question'] }, answer: { in: ['question'] }, 'answer-body': { in: ['answer'] }, response: { in: ['answer'] },
  p: { in: ['abstract', 'section', 'question-body', 'answer-body', 'response'] },
  'document-type': { in: ['MIRCdocument'] }, category: { in: ['MIRCdocument'] }, level: { in: ['MIRCdocument'] },
  authorization: { in: ['MIRCdocument'] }, owner: { in: ['authorization'] }, read: { in: ['authorization'] }, update: { in: ['authorization'] }, export: { in: ['authorization'] },
}

describe('a MIRC document', () => {
  it.each<[string, Partial<PageCase>]>([['with answers', { author: 'Dr A. Teacher' }], ['without', { answers: null }], ['of a case with nothing but a number', { answers: null, teachingCase: { ...pageTeachingCase, questions: [], side: null, level: null, text: { ...pageTeachingCase.text, title: '', history: '', difficulty: null, tags: { variant: [], complication: [], modality: [], approach: [] } } } }]])('%s is built as the schema has it', (_what, change) => {
    const { document } = parsed(change)
    const wrong = all(document, '*').flatMap((element) => {
      const rule = schema[element.tagName]
      const attributes = Array.from(element.attributes).map(({ name }) => name)
      return rule?.in.includes(element.parentNode?.nodeName ?? '') === true && attributes.every((name) => rule.attributes?.includes(name) === true) ? [] : [`${element.parentNode?.nodeName ?? ''} > ${element.tagName} ${attributes.join()}`]
    })
    expect(wrong).toEqual([])
    expect([all(document, 'title').length, all(document, 'abstract').length, all(document, 'authorization').length]).toEqual([1, 1, 1])
    expect(words(all(document, 'title')[0]).trim()).not.toBe('')
    expect(childrenOf(all(document, 'authorization')[0] as Element).map(({ tagName }) => tagName)).toEqual(['owner', 'read', 'update', 'export'])
  })

  it('keeps every word as it was written, whatever markup makes of it', () => {
    const { document } = parsed()
    expect(words(all(document, 'title')[0])).toBe('Needle & joint <C1-2>')
    expect(childrenOf(sectionOf(document, 'History') as Element).map(words)).toEqual(['Neck pain & headache <2 years>, "worse" on turning.', 'Older block: no relief. '])
    expect(childrenOf(all(document, 'abstract')[0] as Element).map(words)).toEqual(['TEACHING CASE 014, C1-2', 'Neck pain & headache <2 years>, "worse" on turning.', 'Older block: no relief. '])
    expect([words(all(document, 'keywords')[0]), words(all(document, 'level')[0]), words(all(document, 'alternative-title')[0])]).toEqual(['CT', 'Intermediate', 'TEACHING CASE 014'])
    expect(all(document, 'image-caption').map(words)).toEqual(['CT 1, frame 3 of 9', 'Run 2, frame "4" of 9'])
  })

  it('names the author that was typed, and else nobody', () => {
    expect(all(parsed({ author: ' Dr A. Teacher ' }).document, 'author').map(words)).toEqual(['Dr A. Teacher'])
    expect(all(parsed().document, 'author')).toEqual([])
  })

  it('hides what gives the answer away in sections of the owner: an image-section would be shown to everybody', () => {
    const { document } = parsed()
    expect(all(document, 'section').map((one) => [one.getAttribute('heading'), one.getAttribute('visible')])).toEqual([['History', ''], ['Quiz', ''], ['Findings', 'owner'], ['Discussion', 'owner'], ['Keywords of the answer', 'owner'], ['Answers', 'owner']])
    expect(all(document, 'image-section')).toHaveLength(1)
    expect(all(document, 'image').map((one) => [one.getAttribute('src'), one.parentNode?.nodeName])).toEqual([['P0001.png', 'image-section'], ['P0002.png', 'image-section'], ['P0003.png', 'p']])
    expect(all(document, 'image').at(-1)?.parentNode?.parentNode).toBe(sectionOf(document, 'Answers'))
    // Whoever may export a document gets what is hidden in it too.
    expect(['read', 'export', 'update'].map((name) => words(all(document, name)[0]))).toEqual(['', '', ''])
  })

  it('asks in its quiz what is right, among what may be chosen', () => {
    const { document } = parsed()
    const questions = all(document, 'question').map((question) => ({
      asked: words(childrenOf(question)[0]), order: childrenOf(question).map(({ tagName }) => tagName).join(' ').replace(/( answer)+$/, ' answers'),
      answers: childrenOf(question).slice(1).map((answer) => childrenOf(answer).map((part) => `${part.tagName}: ${childrenOf(part).map(words).join(' ')}`)),
    }))
    expect(questions.map(({ order }) => order)).toEqual(Array.from({ length: 5 }, () => 'question-body answers'))
    expect(questions.map(({ asked }) => asked)).toEqual(['Which side is it?', 'What do you see?', 'Draw the path', 'Inject, reposition or abort?', 'What are the millimetres worth?'])
    expect(questions[0]?.answers).toEqual([['answer-body: LEFT', 'response: Right.'], ['answer-body: RIGHT', 'response: Not right.']])
    expect(questions[3]?.answers).toEqual([['answer-body: Inject', 'response: Not right.'], ['answer-body: Reposition', 'response: Not right.'], ['answer-body: Abort', 'response: Right. Contrast in a vein.']])
    expect(questions[1]?.answers).toContainEqual(['answer-body: Venous', 'response: Right: Venous (1 of 2 experts). A vein fills in frame 12.'])
    expect(questions[1]?.answers).toContainEqual(['answer-body: Mixed: Intra-articular and Venous', 'response: Right: Mixed: Intra-articular and Venous (1 of 2 experts). A vein fills in frame 12.'])
    expect(questions[1]?.answers.filter(([, response]) => response === 'response: Not right.')).toHaveLength(7)
    expect(questions[2]?.answers).toEqual([['answer-body: Show the answer', expect.stringMatching(/^response: Path of 50\.0 mm, in-plane 36\.9°, tip to RIGHT.* Between artery and root\.$/)]])
  })

  it('for learners has none of the answers in it, and the same for every answer that may be chosen', () => {
    const { source, document } = parsed({ answers: null })
    for (const hidden of ['Facet joint reached', 'Look before', 'vein', 'Right', 'Mixed', 'Path of', 'LEFT, C1-2', 'LEFT C1-2', 'owner"', 'P0003']) expect(source).not.toContain(hidden)
    expect(new Set(all(document, 'response').map(words))).toEqual(new Set(['This copy carries no answers.']))
    expect(all(document, 'question').map((question) => childrenOf(question).length)).toEqual([3, 9, 1, 4, 5])
  })
})
