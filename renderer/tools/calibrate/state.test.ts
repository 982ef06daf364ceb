import { describe, expect, it } from 'vitest'
import { marksOn, noMarks, reduceMarks, type MarksEvent, type MarksState, type Point } from './state.ts'

const place = { seriesUid: '1.2', frame: 3 }
const other = { seriesUid: '1.2', frame: 4 }
const one: MarksState = { kind: 'one', place, first: [10, 10], pointer: null }
const two: MarksState = { kind: 'two', place, first: [10, 10], second: [50, 10] }
const click = (at: Point, on = place): MarksEvent => ({ kind: 'click', place: on, at })

describe('the two marks of a calibration', () => {
  it.each<[string, MarksState, MarksEvent, MarksState]>([
    ['the first click puts the first mark', noMarks, click([10, 10]), one],
    ['the second the second', one, click([50, 10]), two],
    ['a second click on the same point is the same mark', one, click([10, 10]), one],
    ['a third moves the nearer mark', two, click([48, 14]), { ...two, second: [48, 14] }],
    ['a third near the first moves that', two, click([12, 11]), { ...two, first: [12, 11] }],
    ['a click on another frame begins there', two, click([5, 5], other), { kind: 'one', place: other, first: [5, 5], pointer: null }],
    ['a drag moves an end', two, { kind: 'move', end: 'second', at: [60, 20] }, { ...two, second: [60, 20] }],
    ['a drag of an end that is not there changes nothing', one, { kind: 'move', end: 'second', at: [60, 20] }, one],
    ['the pointer is the second mark', one, { kind: 'hover', place, at: [30, 10] }, { ...one, pointer: [30, 10] }],
    ['not on another frame', { ...one, pointer: [30, 10] }, { kind: 'hover', place: other, at: [30, 10] }, one],
    ['a hover moves no mark that lies', two, { kind: 'hover', place, at: [30, 10] }, two],
    ['both at once', noMarks, { kind: 'putBoth', place, first: [10, 10], second: [50, 10] }, two],
    ['without the first the second is the first', two, { kind: 'remove', end: 'first' }, { kind: 'one', place, first: [50, 10], pointer: null }],
    ['without the second the first stays', two, { kind: 'remove', end: 'second' }, one],
    ['without the only one none', one, { kind: 'remove', end: 'first' }, noMarks],
    ['cleared', two, { kind: 'clear' }, noMarks],
    ['nothing cleared is the same nothing', noMarks, { kind: 'clear' }, noMarks],
  ])('%s', (_, state, event, next) => { expect(reduceMarks(state, event)).toEqual(next) })

  it('are drawn on their frame alone', () => {
    expect(marksOn({ ...one, pointer: [30, 10] }, place)).toEqual({ first: [10, 10], second: [30, 10] })
    expect(marksOn(two, other)).toBeNull()
    expect(marksOn(noMarks, place)).toBeNull()
  })
})
