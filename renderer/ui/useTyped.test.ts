import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { handOnTyped, isTyping, type Kept } from './typedFields.ts'
import { useTyped } from './useTyped.ts'

// React draws into it, and here nothing is drawn: there is no page.
const page = { nodeType: 9, addEventListener: () => undefined, activeElement: null, body: null }
const place = () => ({ nodeType: 1, nodeName: 'DIV', tagName: 'DIV', namespaceURI: 'http://www.w3.org/1999/xhtml', ownerDocument: page, addEventListener: () => undefined, textContent: '' })
beforeAll(() => {
  vi.stubGlobal('window', { document: page, HTMLIFrameElement: Array })
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterAll(() => { vi.unstubAllGlobals() })

type Props = { readonly value: string; readonly of?: string; readonly answer?: Kept }

/** A field on the screen, without its element. */
async function openField(props: Props) {
  const kept: string[] = []
  const now: { field: ReturnType<typeof useTyped> | null } = { field: null }
  function Field({ value, of = 'A', answer = 'later' }: Props) {
    now.field = useTyped(value, (typed) => {
      kept.push(`${typed} of ${of}`)
      return answer
    }, { of })
    return null
  }
  const root = createRoot(place() as unknown as HTMLElement)
  const show = (next: Props): Promise<void> => act(async () => { root.render(createElement(Field, next)) })
  await show(props)
  const field = (): ReturnType<typeof useTyped> => {
    if (now.field === null) throw new Error('No field is shown.')
    return now.field
  }
  return {
    kept, show, shown: () => field().shown,
    type: (words: string): Promise<void> => act(async () => { field().type(words) }),
    leave: (): Promise<void> => act(async () => { field().leave() }),
    drop: (): Promise<void> => act(async () => { field().drop() }),
    takeAway: (): Promise<void> => act(async () => { root.unmount() }),
  }
}

it('what stands in a field that is taken off the screen is kept', async () => {
  const { kept, type, takeAway } = await openField({ value: '' })
  await type('Tip in the joint')
  expect([kept, isTyping()]).toEqual([[], true])
  await takeAway()
  expect([kept, isTyping()]).toEqual([['Tip in the joint of A'], false])
})

it('what was left is kept once, and shown until its answer comes', async () => {
  const { kept, show, shown, type, leave, takeAway } = await openField({ value: 'Before' })
  await type('After ')
  await leave()
  expect([kept, shown()]).toEqual([['After  of A'], 'After '])
  await show({ value: 'After' })
  expect(shown()).toBe('After')
  await show({ value: 'Before' })
  expect(shown()).toBe('Before')
  await takeAway()
  expect(kept).toHaveLength(1)
})

it('a value that comes from elsewhere does not take the place of what is being typed', async () => {
  const { kept, show, shown, type, drop, takeAway } = await openField({ value: 'Before' })
  await type('Being typed')
  await show({ value: 'From another window' })
  expect(shown()).toBe('Being typed')
  await drop()
  expect([shown(), isTyping()]).toEqual(['From another window', false])
  await takeAway()
  expect(kept).toEqual([])
})

it('what was typed for one thing goes to that thing, and never to the next in the same field', async () => {
  const { kept, show, shown, type, takeAway } = await openField({ value: '', of: 'A' })
  await type('Of the first patient')
  await show({ value: 'Of the second', of: 'B' })
  expect([kept, shown()]).toEqual([['Of the first patient of A'], 'Of the second'])
  await takeAway()
  expect(kept).toHaveLength(1)
})

it('what is handed on before the screen is left is not kept again, and what cannot be read stays', async () => {
  const { kept, show, shown, type, takeAway } = await openField({ value: '5', answer: 'not' })
  await type('a few')
  await act(async () => { handOnTyped() })
  expect([kept, shown(), isTyping()]).toEqual([['a few of A'], 'a few', true])
  await show({ value: '5', answer: 'now' })
  await act(async () => { handOnTyped() })
  expect([kept.length, shown(), isTyping()]).toEqual([2, '5', false])
  await takeAway()
  expect(kept).toHaveLength(2)
})
