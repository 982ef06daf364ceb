import { actorNotStated } from '#shared/personName.ts'
import { structureKinds } from '#shared/planning/structureKinds.ts'
import { isAppWords } from './appWords.ts'
import { isTime } from './dates.ts'
import type { TakenValue } from './deidentifyContext.ts'
import { linesOf, textLine, type Decide, type TextLine } from './freeText.ts'
import { mappedUid, type IdentityKey } from './identityKey.ts'
import type { MapString, StringPlace } from './mapStrings.ts'
import type { DeidentifyOptions } from './options.ts'

/** What holds for the documents of one case: a record's events, a plan. */
export type DocumentContext = {
  readonly key: IdentityKey
  /** What becomes of dates, as of those of the images: what one of them tells gives the other away. */
  readonly dates: DeidentifyOptions['dates']
  /** Whole days by which instants go back. */
  readonly daysBack: number
  readonly patient: { readonly name: string; readonly id: string }
  readonly decide: Decide
}

/** A mapping of the strings of our own documents, and what it met. */
export type DocumentCleaning = { readonly map: MapString; readonly lines: TextLine[]; readonly taken: TakenValue[]; readonly kept: string[]; /** Days that stand in the copy by right. */ readonly allowed: string[] }

/** A UID of a UUID (2.25.) has two dots alone. */
const UID = /^[0-9]+(\.[0-9]+){2,}$/
const RUN = /^[0-9]+(\.[0-9]+){2,}\/\d+$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/
const DAY = /^(\d{4})-?(\d{2})-?(\d{2})$/
const SHA256 = /^[0-9a-f]{64}$/
/** What stored values stand for. @source PS3.3 C.11.1.1.2 */
const rescaleTypes = new Set(['OD', 'HU', 'US', 'MGML', 'Z_EFF', 'ED', 'EDW', 'HU_MOD', 'PCT'])
const DAY_MS = 86_400_000
/** The day that stands where one must and says nothing, in images too. */
const NO_DAY = '1900-01-01'

/** Keys whose value is somebody's name: a number stands for each. */
const staffKeys = new Set(['actor', 'by', 'madeBy', 'operator', 'assistants', 'referringPhysician'])
/** Keys of what only the original hospital can use. */
const emptyKeys = new Set(['referringPhysicianName', 'studyId', 'accessionNumber', 'orderNumber', 'room', 'device'])

/**
 * How the strings of our documents lose their identity: the same mapping as for DICOM objects, so that references still meet,
 * and everything that people wrote read by a person, line by line.
 */
export function cleanDocuments({ key, dates, daysBack, patient, decide }: DocumentContext): DocumentCleaning {
  const lines: TextLine[] = []
  const taken: TakenValue[] = []
  const kept: string[] = []
  const allowed: string[] = []
  const staff = new Map<string, string>()
  const take = (kind: TakenValue['kind'], value: string, place: StringPlace): void => { if (value.trim() !== '') taken.push({ of: `record, ${place.keys.at(-1) ?? ''}`, kind, value }) }

  let firstMs: number | null = null
  /** Without dates only the distances from the first instant stay: neither its day nor its time of day. */
  const fromNoDay = (text: string): string => {
    if (DAY.test(text)) return text.includes('-') ? NO_DAY : NO_DAY.replaceAll('-', '')
    const atMs = Date.parse(text.endsWith('Z') ? text : `${text}Z`)
    firstMs ??= atMs
    const moved = new Date(Date.parse(NO_DAY) + atMs - firstMs).toISOString()
    return text.endsWith('Z') ? moved : moved.slice(0, -1)
  }
  const back = (text: string): string => {
    if (dates === 'removed') return fromNoDay(text)
    const compact = DAY.exec(text)
    if (compact !== null) {
      const [, year, month, day] = compact
      const moved = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)) - daysBack * DAY_MS).toISOString().slice(0, 10)
      return text.includes('-') ? moved : moved.replaceAll('-', '')
    }
    const isUtc = text.endsWith('Z')
    const moved = new Date(Date.parse(isUtc ? text : `${text}Z`) - daysBack * DAY_MS).toISOString()
    return `${moved.slice(0, 10)}${text.slice(10)}`
  }
  const prose = (text: string, place: StringPlace): string => {
    if (isAppWords(text)) return text
    const name = place.keys.filter((one) => Number.isNaN(Number(one))).slice(-2).join(', ')
    return linesOf(text).flatMap((words) => {
      const trimmed = words.trim()
      if (trimmed === '' || isAppWords(trimmed)) return trimmed === '' ? [] : [trimmed]
      const line = textLine(`Record: ${name}`, `record/${place.keys.join('/')}`, trimmed)
      lines.push(line)
      const decided = decide(line)
      if (decided !== trimmed) take('text', trimmed, place)
      if (decided !== null) kept.push(decided)
      return decided === null ? [] : [decided]
    }).join('\n')
  }
  const person = (text: string, place: StringPlace): string => {
    if (text.trim() === '' || text === actorNotStated) return text
    take('name', text, place)
    const known = staff.get(text) ?? `Operator ${String(staff.size + 1)}`
    staff.set(text, known)
    return known
  }
  const map: MapString = (text, place) => {
    const last = place.keys.at(-1) ?? ''
    if (place.isKey) return mapKey(key, text)
    // The app's own word for what was drawn: nobody is asked about it, and a document without it cannot be read. Any other word may name somebody.
    if (last === 'kind') return structureKinds.some(({ kind }) => kind === text) ? text : 'other'
    if (last === 'patientName' || last === 'patientId') {
      take(last === 'patientName' ? 'name' : 'label', text, place)
      return last === 'patientName' ? patient.name : patient.id
    }
    if (last === 'issuer' || last === 'birthDate') {
      take(last === 'issuer' ? 'label' : 'date', text, place)
      return null
    }
    if (last === 'caseId') return patient.id
    if (emptyKeys.has(last)) {
      take(last === 'referringPhysicianName' ? 'name' : 'label', text, place)
      return ''
    }
    if (UUID.test(text)) return mappedUuid(key, text)
    if (RUN.test(text)) return mapKey(key, text)
    if (UID.test(text)) {
      const mapped = mappedUid(key, '', text)
      if (mapped !== text) take('uid', text, place)
      return mapped
    }
    if (INSTANT.test(text) || (DAY.test(text) && /date/i.test(last))) {
      if (dates === 'full') return text
      take('date', text, place)
      const moved = back(text)
      allowed.push(moved.slice(0, 10), moved.slice(0, 10).replaceAll('-', ''))
      return moved
    }
    if (/time$/i.test(last) && isTime(text)) return dates === 'removed' ? '' : text
    if (SHA256.test(text) || last === 'colour' || (last === 'type' && rescaleTypes.has(text))) return text
    return staffKeys.has(last) || (last === 'name' && place.keys.includes('signature')) ? person(text, place) : prose(text, place)
  }
  return { map, lines, taken, kept, allowed }
}

/** A key of a list is a UID, a UUID, or a run: a series with the number of the run behind it. */
function mapKey(key: IdentityKey, text: string): string {
  const [head = '', ...rest] = text.split('/')
  const mapped = UID.test(head) ? mappedUid(key, '', head) : UUID.test(head) ? mappedUuid(key, head) : head
  return [mapped, ...rest].join('/')
}

/** @source RFC 9562 5.8: version 8, the number of the UID that the key makes of it */
export function mappedUuid(key: IdentityKey, uuid: string): string {
  const hex = BigInt(key.uidOf(uuid).replace(/^2\.25\./, '')).toString(16).padStart(32, '0').slice(-32)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
