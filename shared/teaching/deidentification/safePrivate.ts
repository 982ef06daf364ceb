import { textOf, type DataElement, type DataSet } from './dataSet.ts'
import { safePrivateRows } from './safePrivateTable.ts'

const safe = new Map(safePrivateRows.trim().split('\n').map((line) => {
  const [creator = '', elements = ''] = line.split(': ')
  return [creator, new Set(elements.trim().split(' '))]
}))

/**
 * Whether a private attribute is one that the standard knows to name nobody, by its creator; and the creator itself,
 * when such an attribute is of its block.
 *
 * @source PS3.15 E.3.10, Table E.3.10-1
 */
export function isSafePrivate({ tag, vr, value }: DataElement, siblings: DataSet): boolean {
  const group = tag.slice(0, 4)
  const element = tag.slice(4)
  if (element.startsWith('00')) {
    const creator = value.kind === 'text' ? value.texts[0]?.trim() ?? '' : ''
    return siblings.some((other) => other.tag.startsWith(group + element.slice(2)) && isListed(creator, other.tag, other.vr))
  }
  const creator = textOf(siblings, `${group}00${element.slice(0, 2)}`)
  return creator !== null && isListed(creator, tag, vr)
}

/** Numbers and codes only: text of a private attribute is nothing that a list could know. */
const isListed = (creator: string, tag: string, vr: string): boolean =>
  safe.get(creator)?.has(`${tag.slice(0, 4)}xx${tag.slice(6)}`) === true && !['UN', 'LO', 'SH', 'LT', 'ST', 'UT', 'PN', 'OB', 'SQ'].includes(vr)
