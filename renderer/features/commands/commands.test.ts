import { describe, expect, it } from 'vitest'
import { commands, type CommandId } from './commandTable.ts'
import { fits } from './fuzzy.ts'
import { isStroke, writeStroke, type KeyPress } from './keyStroke.ts'

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...over })
const idsFor = (pressed: KeyPress): readonly CommandId[] => commands.filter(({ keys = [] }) => keys.some((stroke) => isStroke(pressed, stroke))).map(({ id }) => id)

describe('the table of commands', () => {
  it('has every id once', () => { expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length) })
  it('gives no key two meanings', () => {
    const strokes = commands.flatMap(({ keys = [] }) => keys)
    expect(strokes.filter((stroke, at) => strokes.indexOf(stroke) !== at)).toEqual([])
  })
  it.each(['l', 'r', 'L', 'R'])('leaves %s without a meaning', (key) => {
    expect(idsFor(press(key))).toEqual([])
    expect(idsFor(press(key, { shiftKey: true }))).toEqual([])
  })
  it('has no command that sets a side, answers or decides', () => {
    expect(commands.filter(({ name }) => /\b(side LEFT|side RIGHT|confirm|vessel|pattern|inject|reposition|abort)\b/i.test(name))).toEqual([])
  })
})

describe('a key', () => {
  it.each([
    [press('z', { ctrlKey: true }), 'undo'], [press('Z', { ctrlKey: true, shiftKey: true }), 'redo'], [press('z', { metaKey: true }), 'undo'], [press('z'), 'tool-zoom'],
    [press('V', { shiftKey: true }), 'previous-view'], [press('K'), 'key-image'], [press('k', { ctrlKey: true }), 'find'], [press(' '), 'play'], [press('+', { shiftKey: true }), 'zoom-in'],
    [press('['), 'loop-start'], [press('ArrowUp', { altKey: true, shiftKey: true }), 'fine-up'], [press('F6', { shiftKey: true }), 'previous-region'],
  ] as const)('%j is %s', (pressed, id) => { expect(idsFor(pressed)).toEqual([id]) })
  it('does nothing with a modifier that is not its own', () => {
    expect(idsFor(press('k', { altKey: true }))).toEqual([])
    expect(idsFor(press('-', { ctrlKey: true }))).toEqual([])
  })
  it.each([['Ctrl+Shift+Z', 'Ctrl+Shift+Z'], ['ArrowUp', '↑'], ['Alt+ArrowLeft', 'Alt+←'], ['k', 'K'], ['+', '+'], ['PageDown', 'Page Down']])('%s is written %s', (stroke, written) => { expect(writeStroke(stroke)).toBe(written) })
})

describe('finding', () => {
  const best = (typed: string): CommandId | undefined => commands
    .map((command) => ({ id: command.id, score: fits(typed, command.name, command.also) })).filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score)[0]?.id
  it.each([
    ['DSA', 'subtracted'], ['W/L', 'tool-window'], ['w/l bone', 'window-bone'], ['subtr', 'subtracted'], ['key im', 'key-image'], ['screenshot', 'key-image'], ['wnidow', 'tool-window'],
    ['plan', 'stage-plan'], ['accept', 'accept-plan'], ['pan', 'tool-move'], ['shortcuts', 'keys'], ['inject', 'stage-contrast'], ['sbtrctd', 'subtracted'], ['report', 'stage-record'], ['bone', 'window-bone'],
    ['pair', 'tool-pair'], ['two views', 'page-views'], ['shaft', 'tool-shaft'], ['needle on x-ray', 'tool-shaft'], ['denoise', 'page-picture'], ['measure', 'page-measure'],
  ])('%j finds %s first', (typed, id) => { expect(best(typed)).toBe(id) })
  it.each(['xyzzy', 'abort', 'accept xyzzy'])('%j finds nothing', (typed) => { expect(best(typed)).toBeUndefined() })
})
