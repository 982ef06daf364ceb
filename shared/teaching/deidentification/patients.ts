import { textOf, type DataSet } from './dataSet.ts'
import { plainForms } from './otherSpellings.ts'

type Stated = { readonly number: string; readonly name: string; readonly birthDate: string; readonly studyUid: string }

export type PatientCollector = {
  readonly add: (original: DataSet) => void
  /** Whether the originals are of more than one person, as far as they say who they are of. */
  readonly areSeveral: () => boolean
  /** One text for one patient, for the days by which his dates go back: the same however an object spells him. */
  readonly identity: () => string
}

const plain = (text: string | null): string => (text ?? '').normalize('NFKC').trim().toUpperCase()
/** A name without case, marks and order: MEIER^ANNA is Anna Meier. */
const plainName = (text: string | null): string => (plainForms(text?.split('=')[0] ?? '').at(-1) ?? '').split(/[\^\s,]+/).filter((part) => part !== '').sort().join(' ')

function statedBy(original: DataSet): Stated {
  const id = plain(textOf(original, '00100020'))
  return {
    number: id === '' ? '' : `${id}\n${plain(textOf(original, '00100021'))}`, name: plainName(textOf(original, '00100010')),
    birthDate: plain(textOf(original, '00100030')).replace(/\D/g, ''), studyUid: plain(textOf(original, '0020000D')),
  }
}

const contradict = (a: string, b: string): boolean => a !== '' && b !== '' && a !== b

/**
 * One number with two names and two birth dates is two people (a reused or emergency number), a changed name alone is not.
 * Without a number a name is all there is: another one is somebody else.
 */
function areTwo(a: Stated, b: Stated): boolean {
  if (a.number !== b.number) return true
  const otherBirth = contradict(a.birthDate, b.birthDate)
  return a.number === '' ? a.name !== b.name || otherBirth : otherBirth && a.name !== b.name
}

export function createPatientCollector(): PatientCollector {
  const known = new Map<string, Stated>()
  return {
    add: (original) => {
      const stated = statedBy(original)
      known.set(JSON.stringify(stated), stated)
    },
    areSeveral: () => {
      const all = [...known.values()]
      return all.some((one, index) => all.slice(index + 1).some((other) => areTwo(one, other)))
    },
    identity: () => {
      const all = [...known.values()]
      const first = (of: (stated: Stated) => string): string => all.map(of).filter((text) => text !== '').sort()[0] ?? ''
      const number = first((stated) => stated.number)
      if (number !== '') return `number\n${number}`
      const name = first((stated) => stated.name)
      return name === '' ? `study\n${first((stated) => stated.studyUid)}` : `name\n${name}\n${first((stated) => stated.birthDate)}`
    },
  }
}
