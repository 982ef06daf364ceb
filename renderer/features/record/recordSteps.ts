import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import { canonicalJson, type JsonValue } from '#shared/procedure/canonicalJson.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSection } from '#shared/procedure/note/noteSections.ts'
import { sectionWords, slotWords } from '#shared/procedure/note/noteWords.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { changeWords } from './note/changeWords.ts'

/** A change that can be taken back: by the same kind of event, which says what held before. */
export type RecordStep = { readonly words: string; readonly event: RecordEventInput }
type Change = { readonly words: string; readonly before: Setting; readonly after: Setting }
type Setting = Extract<RecordEventInput, { kind: 'noteWritten' | 'keyImageSlotGiven' | 'keyImagesOrdered' | 'captionChanged' }>

const key = (setting: Setting): string => {
  switch (setting.kind) {
    case 'noteWritten': return `note ${setting.note.section}`
    case 'keyImageSlotGiven': return `slot ${setting.slot}`
    case 'keyImagesOrdered': return 'order'
    case 'captionChanged': return `caption ${setting.keyImageId}`
  }
}

const unwritten = (section: NoteSection['section']): NoteSection => {
  switch (section) {
    case 'order': return { section, content: emptySections.order }
    case 'checks': return { section, content: emptySections.checks }
    case 'timeOut': return { section, content: emptySections.timeOut }
    case 'technique': return { section, content: emptySections.technique }
    case 'injectate': return { section, content: emptySections.injectate }
    case 'dose': return { section, content: emptySections.dose }
    case 'after': return { section, content: emptySections.after }
    case 'pain': return { section, content: emptySections.pain }
  }
}

/** What held before anybody said anything. */
function unsaid(setting: Setting, { keyImages }: RecordState): Setting {
  switch (setting.kind) {
    case 'noteWritten': return { kind: 'noteWritten', note: unwritten(setting.note.section) }
    case 'keyImageSlotGiven': return { kind: 'keyImageSlotGiven', slot: setting.slot, keyImageId: null, reason: '' }
    case 'keyImagesOrdered': return { kind: 'keyImagesOrdered', keyImageIds: [] }
    case 'captionChanged': return { kind: 'captionChanged', keyImageId: setting.keyImageId, caption: keyImages.some(({ keyImageId }) => keyImageId === setting.keyImageId) ? '' : setting.caption }
  }
}

function wordsOf(before: Setting, after: Setting): string {
  if (after.kind === 'noteWritten' && before.kind === 'noteWritten') return `${sectionWords[after.note.section]}${changeWords(before.note, after.note.content)}`
  if (after.kind === 'keyImageSlotGiven') return after.keyImageId === null ? `reason for ${slotWords[after.slot]}` : slotWords[after.slot]
  return after.kind === 'keyImagesOrdered' ? 'order of key images' : 'caption'
}

/** The step that undo takes back, and the one that redo repeats. */
export type RecordSteps = { readonly undo: RecordStep | null; readonly redo: RecordStep | null }

/**
 * Told from the events alone, so that it outlives a restart and is the same in two windows: a change that writes what held
 * before the last one has taken that back, whoever wrote it.
 */
export function recordSteps(state: RecordState, events: readonly RecordEvent[]): RecordSteps {
  const held = new Map<string, Setting>()
  let done: readonly Change[] = []
  let undone: readonly Change[] = []
  for (const { body } of events) {
    if (body.kind !== 'noteWritten' && body.kind !== 'keyImageSlotGiven' && body.kind !== 'keyImagesOrdered' && body.kind !== 'captionChanged') continue
    const before = held.get(key(body)) ?? unsaid(body, state)
    held.set(key(body), body)
    if (isSame(before, body)) continue
    const [last, next] = [done.at(-1), undone.at(-1)]
    if (last !== undefined && isSame(last.before, body)) [done, undone] = [done.slice(0, -1), [...undone, last]]
    else {
      done = [...done, { words: wordsOf(before, body), before, after: body }]
      undone = next !== undefined && isSame(next.after, body) ? undone.slice(0, -1) : []
    }
  }
  const [last, next] = [done.at(-1), undone.at(-1)]
  return { undo: last === undefined ? null : { words: last.words, event: last.before }, redo: next === undefined ? null : { words: next.words, event: next.after } }
}

const isSame = (one: Setting, other: Setting): boolean => canonicalJson(one satisfies JsonValue) === canonicalJson(other satisfies JsonValue)
