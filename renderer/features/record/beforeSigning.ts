import { decisionWords } from '#shared/contrast/assessmentWords.ts'
import { jointVolumeMl } from '#shared/procedure/note/drugGiven.ts'
import { neededSlots } from '#shared/procedure/note/missingForSigning.ts'
import type { MissingItem } from '#shared/procedure/note/missingItem.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { writeAmount } from '#shared/reporting/words.ts'

/** A line of the list before signing: how it stands, and the part of the screen that it leads to. */
export type SigningLine = { readonly name: string; readonly words: string; readonly state: 'done' | 'todo' | 'stop' | 'later'; readonly leadsTo: string }

type Part = { readonly name: string; readonly sections: readonly MissingItem['section'][]; readonly leadsTo: string; readonly words: string; /** Why nothing can be said of it yet. */ readonly notYet?: string | null }

/** What stands between the record and its signature, part by part. `clock`: an instant as the screen writes it. */
export function beforeSigning(state: RecordState, missing: readonly MissingItem[], clock: (atIso: string) => string): readonly SigningLine[] {
  const parts = partsOf(state, clock).map((part): SigningLine => {
    const open = missing.filter(({ section }) => part.sections.includes(section))
    if (open.length === 0 && part.notYet !== undefined && part.notYet !== null) return { name: part.name, words: part.notYet, state: 'later', leadsTo: part.leadsTo }
    if (open.length === 0) return { name: part.name, words: part.words, state: 'done', leadsTo: part.leadsTo }
    const isStop = open.some(({ level }) => level === 'stop')
    return { name: part.name, words: part.name === 'Key images' ? part.words : `${String(open.length)} to do`, state: isStop ? 'stop' : 'todo', leadsTo: part.leadsTo }
  })
  const late = state.note.pain?.at30Min === null && state.note.pain.before !== null
  return [...parts, ...(late ? [{ name: '30 min pain score', words: dueWords(state, clock), state: 'later', leadsTo: 'note-pain' } as const] : [])]
}

const LATE_MS = 30 * 60_000
function dueWords({ assessments }: RecordState, clock: (atIso: string) => string): string {
  const injected = assessments.findLast(({ assessment }) => assessment.decision === 'inject')
  return injected === undefined ? 'can be added later' : `due ${clock(new Date(Date.parse(injected.atIso) + LATE_MS).toISOString())}`
}

function partsOf(state: RecordState, clock: (atIso: string) => string): readonly Part[] {
  const { note, assessments } = state
  const decided = assessments.at(-1)
  const needed = neededSlots(note)
  const filled = needed.filter((slot) => state.slots.some((given) => given.slot === slot && (given.keyImageId === null ? given.reason.trim() !== '' : state.keyImages.some((image) => image.keyImageId === given.keyImageId && !image.removed))))
  const volumeMl = note.injectate === null ? null : jointVolumeMl(note.injectate.drugs)
  return [
    { name: 'Patient and side', sections: ['side'], leadsTo: 'note', words: `${state.side} ${state.level}` },
    { name: 'Checks before', sections: ['checks', 'order'], leadsTo: 'note-checks', words: 'answered' },
    { name: 'Time-out', sections: ['timeOut'], leadsTo: 'note-timeOut', words: note.timeOut?.atIso === null || note.timeOut === null ? '' : clock(note.timeOut.atIso) },
    { name: 'Technique', sections: ['technique'], leadsTo: 'note-technique', words: 'answered' },
    { name: 'Contrast decision', sections: ['contrast'], leadsTo: 'note-contrast', words: decided === undefined ? 'none given' : `${decisionWords[decided.assessment.decision]}, ${clock(decided.atIso)}` },
    { name: 'Drugs', sections: ['injectate'], leadsTo: 'note-injectate', words: volumeMl === null || volumeMl === 0 ? 'complete' : `${writeAmount(volumeMl)} mL in the joint` },
    { name: 'Key images', sections: ['keyImages'], leadsTo: 'key-images', notYet: needed.length === 0 ? 'guidance first' : null, words: `${String(filled.length)} of ${String(needed.length)}` },
    { name: 'Dose', sections: ['dose'], leadsTo: 'note-dose', notYet: note.dose === null ? 'not written' : null, words: 'stated' },
    { name: 'After and pain', sections: ['after', 'pain'], leadsTo: note.after === null || note.after.complications.length === 0 ? 'note-after' : 'note-pain', words: 'answered' },
  ]
}

/** What the foot says: the last two in full, more of them by their parts. */
export function todoWords(lines: readonly SigningLine[], missing: readonly MissingItem[]): readonly string[] {
  if (missing.length <= 2) return missing.map(({ words }) => words)
  return lines.filter(({ state }) => state === 'todo' || state === 'stop').map(({ name }) => name)
}
