import { afterEach, beforeEach, expect, it } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { guardClosing } from '#renderer/app/guardClosing.ts'
import { holdsUnsaved } from '#renderer/features/record/holdsUnsaved.ts'
import { letGoOfAddendum, painBefore, useAddendumDrafts, writeAddendum } from '#renderer/features/record/signing/addendumDrafts.ts'
import { createTypedField } from '#renderer/ui/typedFields.ts'
import { fullRecord } from '#test/builders/fullRecord.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'

const { state } = fullRecord({ signed: true })
const ofOther = { ...state, recordId: '0c8a8c5e-6b0e-4c34-9d5a-0e5d0b5f2a11' }
const score = { atRest: 5, turning: 6, atIso: null }
const wordsOf = (recordId: string): string | undefined => useAddendumDrafts.getState()[recordId]?.words

let page: PageWindow
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-typed-'))
  page = await openPageWindow(folder)
})
afterEach(async () => {
  useAddendumDrafts.setState({}, true)
  await page.close()
  await rm(folder, { recursive: true, force: true })
})

it('an addendum is held for its record until it is saved or let go of, under one id', () => {
  writeAddendum(state, { words: 'The pain came' })
  const { [state.recordId]: first } = useAddendumDrafts.getState()
  writeAddendum(state, { words: 'The pain came back' })
  writeAddendum(ofOther, { words: 'Of another record' })
  expect(useAddendumDrafts.getState()[state.recordId]).toEqual({ addendumId: first?.addendumId, words: 'The pain came back', pain: null })
  expect(holdsUnsaved()).toBe(true)
  letGoOfAddendum(state.recordId)
  expect([wordsOf(state.recordId), wordsOf(ofOther.recordId), holdsUnsaved()]).toEqual([undefined, 'Of another record', true])
  letGoOfAddendum(ofOther.recordId)
  expect(holdsUnsaved()).toBe(false)
})

it('a late score alone is an addendum; words and scores that are taken back are none', () => {
  writeAddendum(state, { pain: { at6Hours: score } })
  expect(useAddendumDrafts.getState()[state.recordId]).toMatchObject({ words: '', pain: { ...painBefore(state), at6Hours: score } })
  writeAddendum(state, { pain: { at6Hours: painBefore(state).at6Hours } })
  writeAddendum(ofOther, { words: '  ' })
  expect([useAddendumDrafts.getState(), holdsUnsaved()]).toEqual([{}, false])
})

it('a window that closes hands on what was typed first, and does not close while that is on the screen alone', () => {
  let asks = (_event: { preventDefault: () => void }): void => undefined
  window.addEventListener = (_name: string, listener: unknown) => { asks = listener as typeof asks }
  guardClosing()
  const closes = (): boolean => {
    let stays = false
    asks({ preventDefault: () => { stays = true } })
    return !stays
  }
  const kept: string[] = []
  const field = createTypedField()
  field.keepsBy((words) => {
    kept.push(words)
    return kept.length === 1 ? 'not' : 'now'
  })
  field.type('Tip in the joint')
  expect(holdsUnsaved()).toBe(true)
  expect([closes(), kept, closes(), closes()]).toEqual([false, ['Tip in the joint', 'Tip in the joint'], true, true])
  expect(holdsUnsaved()).toBe(false)
})
