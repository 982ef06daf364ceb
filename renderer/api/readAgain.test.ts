import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { readAgain } from './readAgain.ts'

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
afterEach(() => { queries.clear() })

/** A reading whose answers are given by hand, in the order in which they were asked for. */
function shown(key: readonly string[]) {
  const asked: ((value: string) => void)[] = []
  const observer = new QueryObserver<string>(queries, { queryKey: key, queryFn: () => new Promise((resolve) => { asked.push(resolve) }) })
  const values: (string | undefined)[] = []
  const stop = observer.subscribe(({ data }) => { values.push(data) })
  return { asked, observer, stop, last: () => observer.getCurrentResult().data, values }
}
const settle = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 5) })

test('a change that is told while the first reading is under way is read', async () => {
  const record = shown(['record.get', '1'])
  await readAgainAnd(record.asked, ['record.get', '1'])
  expect(record.asked).toHaveLength(2)
  record.asked[0]?.('before')
  await settle()
  record.asked[1]?.('after')
  await settle()
  expect(record.last()).toBe('after')
  expect(record.values).not.toContain('before')
  record.stop()
})

test('what was read before stays on the screen until the new answer is there', async () => {
  const record = shown(['record.get', '2'])
  record.asked[0]?.('one')
  await settle()
  await readAgainAnd(record.asked, ['record.get'])
  expect([record.last(), record.asked.length]).toEqual(['one', 2])
  record.asked[1]?.('two')
  await settle()
  expect(record.last()).toBe('two')
  record.stop()
})

test('what is not shown is read when it is shown next', async () => {
  const record = shown(['record.get', '3'])
  record.asked[0]?.('one')
  await settle()
  record.stop()
  await readAgain(queries, ['record.get', '3'])
  expect(record.asked).toHaveLength(1)
  const stop = record.observer.subscribe(() => undefined)
  await settle()
  expect(record.asked).toHaveLength(2)
  stop()
})

async function readAgainAnd(asked: readonly unknown[], key: readonly string[]): Promise<void> {
  const before = asked.length
  void readAgain(queries, key)
  await settle()
  expect(asked.length).toBe(before + 1)
}
