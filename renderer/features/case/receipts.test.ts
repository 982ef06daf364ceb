import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { tellProgress, tellReceipt, useReceipts } from './receipts.ts'

const told = (): readonly string[] => useReceipts.getState().receipts.map(({ words }) => words)

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

it('two that come in one breath stand beside each other until the first could be read', () => {
  tellReceipt('Key image 1 saved')
  vi.advanceTimersByTime(40)
  tellReceipt('Decision saved: Inject')
  vi.advanceTimersByTime(1950)
  expect(told()).toEqual(['Key image 1 saved', 'Decision saved: Inject'])
  vi.advanceTimersByTime(20)
  expect(told()).toEqual(['Decision saved: Inject'])
  vi.advanceTimersByTime(4040)
  expect(told()).toEqual([])
})

it('what could be read makes room at once; of many the last two stay, and the same words are said once', () => {
  tellReceipt('LEFT C1-2 confirmed')
  vi.advanceTimersByTime(2000)
  tellReceipt('Key image 1 saved')
  expect(told()).toEqual(['Key image 1 saved'])
  tellReceipt('Key image 2 saved')
  tellReceipt('Key image 3 saved')
  tellReceipt('Key image 3 saved')
  expect(told()).toEqual(['Key image 2 saved', 'Key image 3 saved'])
})

it('progress takes the place of what was said, and what comes of it takes the place of progress', () => {
  tellReceipt('Run 1 arrived')
  tellProgress('Saving the loop: 10%')
  tellProgress('Saving the loop: 20%')
  expect(told()).toEqual(['Saving the loop: 20%'])
  tellReceipt('Key image 1 saved, with its loop')
  expect(told()).toEqual(['Key image 1 saved, with its loop'])
})
