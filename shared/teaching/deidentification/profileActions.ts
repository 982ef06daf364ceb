import type { Need } from './attributeTypes.ts'
import type { DeidentifyOptions } from './options.ts'
import { profileRows } from './profileTable.ts'

/** What is done to one attribute. @source PS3.15 E.1, Table E.1-1a */
export type Action =
  /** Replaced by a value that means nothing. */
  | 'D'
  /** Emptied. */
  | 'Z'
  /** Taken away. */
  | 'X'
  /** Kept; a sequence is cleaned inside. */
  | 'K'
  /** Replaced by what means the same and names nobody: shifted dates, reviewed text, cleaned items. */
  | 'C'
  /** UIDs replaced, each by its own. */
  | 'U'

const columns = ['safePrivate', 'uids', 'device', 'institution', 'patient', 'fullDates', 'modifiedDates', 'descriptors', 'structuredContent', 'graphics'] as const
type Column = (typeof columns)[number]

export type ProfileRow = { readonly tag: string; readonly name: string; readonly basic: string; readonly options: Readonly<Partial<Record<Column, Action>>> }

const isAction = (text: string): text is Action => /^[DZXKCU]$/.test(text)

function readRow(line: string): ProfileRow {
  const [, tag = '', basic = '', cells = '', name = ''] = /^(\S+)\s+(\S+)\s+(\S{10}) (.+)$/.exec(line) ?? []
  const options: Partial<Record<Column, Action>> = {}
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '.'
    if (isAction(cell)) options[column] = cell
  }
  return { tag, name, basic, options }
}

export const profile: readonly ProfileRow[] = profileRows.trim().split('\n').map(readRow)

const byTag = new Map(profile.map((row) => [row.tag, row]))

/** The row of an attribute, patterns of repeating groups and private groups included; null where the table says nothing. */
export function rowOf(tag: string): ProfileRow | null {
  const exact = byTag.get(tag)
  if (exact !== undefined) return exact
  if (Number.parseInt(tag.slice(3, 4), 16) % 2 === 1) return byTag.get('private') ?? null
  const group = tag.slice(0, 2)
  if (group === '50' && tag.slice(2, 4) <= '1E') return byTag.get('50xxxxxx') ?? null
  return group === '60' ? byTag.get(`60xx${tag.slice(4)}`) ?? null : null
}

/** Which columns are asked for, in the order of the table. UIDs are never retained here. */
export function chosenColumns(options: DeidentifyOptions): readonly Column[] {
  const chosen: Readonly<Record<Column, boolean>> = {
    safePrivate: options.keepSafePrivate, uids: false, device: options.keepDeviceIdentity, institution: options.keepInstitutionIdentity,
    patient: options.keepPatientCharacteristics, fullDates: options.dates === 'full', modifiedDates: options.dates === 'shifted',
    descriptors: options.cleanDescriptors, structuredContent: options.cleanStructuredContent, graphics: options.cleanGraphics,
  }
  return columns.filter((column) => chosen[column])
}

/** How strict an action is: of two columns that differ the stricter one holds. */
const strictness: Readonly<Record<Action, number>> = { X: 5, Z: 4, D: 3, U: 2, C: 1, K: 0 }

/**
 * The one action for an attribute: an option's word goes before the Basic Profile's, and of a choice that which keeps the object valid.
 *
 * @source PS3.15 E.1 (X/Z: X unless the attribute is Type 2 in the IOD; X/D, Z/D and X/Z/D likewise; U* for the UIDs inside a sequence) and E.3
 */
export function actionOf(row: ProfileRow, chosen: readonly Column[], need: Need): Action {
  const cells = chosen.flatMap((column) => row.options[column] ?? [])
  if (cells.length > 0) return cells.reduce((a, b) => (strictness[b] > strictness[a] ? b : a))
  return resolve(row.basic, need)
}

/** One of the actions that a combined code leaves open. */
export function resolve(code: string, need: Need): Action {
  if (isAction(code)) return code
  const choices = code.split('/')
  if (choices.includes('U*')) return 'U'
  if (need === 'none' && choices.includes('X')) return 'X'
  if (need !== 'filled' && choices.includes('Z')) return 'Z'
  return choices.includes('D') ? 'D' : 'Z'
}
