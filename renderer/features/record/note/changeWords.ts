import type { NoteSection } from '#shared/procedure/note/noteSections.ts'
import { fieldWords } from './fieldWords.ts'

type Leaf = string | number | boolean | null
type Leaves = ReadonlyMap<string, Leaf>

const LONGEST = 40
/** Where the figures came from follows from the figures. */
const FOLLOWS: ReadonlySet<string> = new Set(['source', 'reportSopInstanceUid'])

/** What changed from one version of a section to the next, for the name of the step: ", air kerma: 3.2 mGy". Empty where several things did. */
export function changeWords({ section, content: before }: NoteSection, after: NoteSection['content']): string {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter((path) => !FOLLOWS.has(path) && !isSame(old.get(path), now.get(path)))
  const [path] = changed
  const field = path === undefined ? undefined : fieldWords[section][path.replaceAll(/\.\d+(?=\.|$)/g, '.*')]
  if (path === undefined || field === undefined || changed.length > 1) return ''
  const value = now.get(path) ?? null
  const said = value === null || value === '' ? '' : (field.write?.(value) ?? String(value)).replace(/ mg\b/, isContrast(path, now) ? ' mg I' : ' mg')
  return `, ${[ownerOf(path, now), inSentence(field.label)].filter((part) => part !== null).join(', ')}${said === '' || said.length > LONGEST ? '' : `: ${said}`}`
}

/** A question that is left open is the same whether it is there or not. */
const isSame = (one: Leaf | undefined, other: Leaf | undefined): boolean => (one ?? '') === (other ?? '')

function leavesOf(value: unknown, path = ''): Leaves {
  if (value === null || typeof value !== 'object') return new Map([[path, typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null]])
  return new Map(Object.entries(value).flatMap(([key, member]) => [...leavesOf(member, path === '' ? key : `${path}.${key}`)]))
}

/** The drug or the blood thinner that a field belongs to. */
function ownerOf(path: string, leaves: Leaves): string | null {
  const [, row, field] = /^(.*\.\d+)\.(\w+)$/.exec(path) ?? []
  const name = row === undefined || field === 'name' ? undefined : leaves.get(`${row}.name`)
  return typeof name === 'string' && name !== '' ? name : null
}

/** Strength and dose of contrast are of its iodine. */
const isContrast = (path: string, leaves: Leaves): boolean => leaves.get(path.replace(/\w+$/, 'place')) === 'contrast'

/** As it stands inside a sentence; what is written in capitals stays so. */
const inSentence = (label: string): string => (/^\p{Lu}\p{Ll}/u.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label)
