import { vectorSubtract } from '#shared/geometry/vectors.ts'
import type { ScorePart } from '../attempt.ts'
import type { PathEnds } from './corridors.ts'
import { inOneList, tenth } from './words.ts'

/** The opposite of how a target is off is where it has to go. */
const back: Readonly<Record<string, string>> = {
  'toward midline': 'away from the midline', lateral: 'toward the midline', short: 'deeper', deep: 'less deep',
  'toward the head': 'toward the feet', 'toward the feet': 'toward the head', 'toward the LEFT': 'to the RIGHT', 'toward the RIGHT': 'to the LEFT',
}

const rank: Readonly<Record<ScorePart['state'], number>> = { never: 0, notYet: 1, notAssessed: 2, accepted: 3 }
const isOff = ({ state }: ScorePart): boolean => rank[state] < 2
const magnitude = ({ value }: ScorePart): number => (typeof value === 'number' ? Math.abs(value) : 0)

/**
 * "2.4 mm away from the midline and 1.2 mm deeper" of the target's parts that are off, the largest first.
 *
 * @units   mm
 * @source  the parts of targetParts.ts
 */
export function targetMoves(parts: readonly ScorePart[]): readonly string[] {
  return parts.filter((part) => part.group === 'target' && part.unit === 'mm' && isOff(part)).toSorted((a, b) => magnitude(b) - magnitude(a))
    .flatMap((part) => (typeof part.value === 'number' && back[part.towards] !== undefined ? [`${tenth(part.value)} mm ${back[part.towards] ?? ''}`] : []))
}

/** Whole millimetres on the skin: nobody marks finer. Below 1 mm nothing is said. */
function entryMoves(path: PathEnds, expert: PathEnds): readonly string[] {
  const [x, , z] = vectorSubtract(expert.entryLpsMm, path.entryLpsMm)
  return [
    ...(Math.abs(x) < 1 ? [] : [`${Math.abs(x).toFixed(0)} mm to the ${x > 0 ? 'LEFT' : 'RIGHT'}`]),
    ...(Math.abs(z) < 1 ? [] : [`${Math.abs(z).toFixed(0)} mm toward the ${z > 0 ? 'head' : 'feet'}`]),
  ]
}

/**
 * What would make a path an accepted one, in one sentence built from its worst parts; after a touched structure, what the
 * experts' way leaves beside it.
 *
 * @source  the parts of the score and the nearest expert's path; nothing that was accepted is asked to change, except the entry where a structure is hit
 */
export function changePath(path: PathEnds, expert: PathEnds | null, parts: readonly ScorePart[], clearanceOnExpert: (structure: string) => number | null): string {
  const off = parts.filter(isOff)
  if (off.length === 0) return ''
  const hit = off.filter(({ group }) => group === 'structures')
  const pathOff = hit.length > 0 || off.some(({ group }) => group === 'path')
  const target = targetMoves(parts)
  const entry = expert === null || !pathOff ? [] : entryMoves(path, expert)
  const moves = [...(target.length === 0 ? [] : [`the target ${inOneList(target)}`]), ...(entry.length === 0 ? [] : [`the entry ${inOneList(entry)}`])]
  const first = moves.length > 0 ? `Move ${moves.join(' and ')}.` : hit.length > 0 ? 'Choose another way in.' : off.some(({ name }) => name === 'Place on joint') ? 'Place the target in the lateral third of the joint.' : ''
  const after = hit.flatMap(({ name }) => {
    const left = clearanceOnExpert(name)
    return left === null ? [] : [`${tenth(left)} mm from the ${name}`]
  })
  return [first, ...(after.length === 0 ? [] : [`The expert path then passes ${inOneList(after)}.`])].filter((sentence) => sentence !== '').join(' ')
}

/**
 * The same of an answer that is a choice or a mark.
 *
 * @source  the parts that are not accepted, then the explanation of the key
 */
export function changeAnswer(parts: readonly ScorePart[], explanation: string): string {
  const off = parts.filter(isOff)
  if (off.length === 0) return ''
  const named = off.flatMap(({ name, accepted, towards, unit, value }) => {
    if (name === 'Missed') return [`add ${String(value)}`]
    if (name === 'Named, not there') return [`leave out ${String(value)}`]
    if (name === 'View') return towards === '' ? [] : [towards]
    if (name === 'Frame') return [`look ${String(value)} ${value === 1 ? 'frame' : 'frames'} ${towards === 'early' ? 'later' : 'earlier'}`]
    if (name === 'Place') return [`move the mark ${typeof value === 'number' ? value.toFixed(0) : ''} px`]
    return unit === '' && name !== 'Pattern' ? [`${name}: ${accepted}`] : []
  })
  const first = inOneList(named)
  return [first === '' ? '' : `${first.charAt(0).toUpperCase()}${first.slice(1)}.`, explanation].filter((sentence) => sentence !== '').join(' ').slice(0, 1000)
}

