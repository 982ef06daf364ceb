import type { PatientVector } from '#shared/geometry/frames.ts'
import { toDegrees } from '#shared/geometry/angles.ts'
import { vectorNormalise, vectorScale } from '#shared/geometry/vectors.ts'
import type { AnteriorOnScreen, LeftOnScreen } from '../viewNames.ts'

export type PatientLetter = 'L' | 'R' | 'A' | 'P' | 'H' | 'F'
/** What one edge of a view says: the main letter, a second one when the axis is more than 10° oblique, the word of a side. */
export type EdgeLabel = { readonly letter: PatientLetter; readonly second: PatientLetter | null; readonly word: 'LEFT' | 'RIGHT' | null }
export type EdgeLabels = { readonly start: EdgeLabel | null; readonly end: EdgeLabel | null; readonly top: EdgeLabel | null; readonly foot: EdgeLabel | null }

const OBLIQUE_DEG = 10
const positive: readonly PatientLetter[] = ['L', 'P', 'H']
const negative: readonly PatientLetter[] = ['R', 'A', 'F']
const opposite: Record<PatientLetter, PatientLetter> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' }

const label = (letter: PatientLetter, second: PatientLetter | null): EdgeLabel => ({
  letter, second, word: letter === 'L' ? 'LEFT' : letter === 'R' ? 'RIGHT' : null,
})

/**
 * The letters of a direction.
 *
 * @frame   patientLps
 * @source  PS3.3 C.7.6.1.1.1 Patient Orientation: the main direction first, then the next one
 * @limits  null for a vector without direction
 */
export function directionLabel(direction: PatientVector): EdgeLabel | null {
  const unit = vectorNormalise(direction)
  if (unit === null) return null
  const ranked = [0, 1, 2].map(axis => ({ axis, size: Math.abs(unit[axis] ?? 0) })).sort((a, b) => b.size - a.size)
  const letterOf = (axis: number): PatientLetter | undefined => ((unit[axis] ?? 0) >= 0 ? positive : negative)[axis]
  const [main, next] = ranked
  const letter = main === undefined ? undefined : letterOf(main.axis)
  if (main === undefined || next === undefined || letter === undefined) return null
  const obliqueDeg = toDegrees(Math.asin(Math.min(1, next.size)))
  return label(letter, obliqueDeg > OBLIQUE_DEG ? (letterOf(next.axis) ?? null) : null)
}

/** The four edges of a view whose axes lie in the patient. */
export const edgesOfAxes = (right: PatientVector, down: PatientVector): EdgeLabels => ({
  start: directionLabel(vectorScale(right, -1)), end: directionLabel(right), top: directionLabel(vectorScale(down, -1)), foot: directionLabel(down),
})

function labelOfText(text: string): EdgeLabel | null {
  const letters = [...text.toUpperCase()].filter((character): character is PatientLetter => character in opposite)
  const [letter, second] = letters
  return letter === undefined ? null : label(letter, second ?? null)
}

const opposed = (edge: EdgeLabel | null): EdgeLabel | null => (edge === null ? null : label(opposite[edge.letter], edge.second === null ? null : opposite[edge.second]))

/**
 * The edges of a projection: from what the operator said of this run, else from Patient Orientation, else nothing.
 * The operator's word only settles the two edges it was asked for; top and foot stay what the header says.
 *
 * @source  Patient Orientation (0020,0020): row direction, column direction; never guessed from the positioner
 */
export function edgesOfProjection(patientOrientation: readonly [string, string] | null, leftOnScreen: LeftOnScreen, anteriorOnScreen: AnteriorOnScreen = null): EdgeLabels {
  const end = patientOrientation === null ? null : labelOfText(patientOrientation[0])
  const foot = patientOrientation === null ? null : labelOfText(patientOrientation[1])
  const fromHeader: EdgeLabels = { start: opposed(end), end, top: opposed(foot), foot }
  if (leftOnScreen !== null) return { ...fromHeader, ...endsOf('L', leftOnScreen) }
  return anteriorOnScreen === null ? fromHeader : { ...fromHeader, ...endsOf('A', anteriorOnScreen) }
}

const endsOf = (letter: PatientLetter, at: 'screenStart' | 'screenEnd'): Pick<EdgeLabels, 'start' | 'end'> => {
  const [here, across] = [label(letter, null), label(opposite[letter], null)]
  return at === 'screenEnd' ? { start: across, end: here } : { start: here, end: across }
}

/** True when an edge says LEFT or RIGHT, or another pair is known (a lateral view): the side is not in doubt. */
export const sideIsKnown = (edges: EdgeLabels): boolean => edges.start !== null && edges.end !== null
