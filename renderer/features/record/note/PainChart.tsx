import { painTimes, type NoteSections, type PainTime } from '#shared/procedure/note/noteSections.ts'
import { painTimeWords } from '#shared/procedure/note/noteWords.ts'
import { writeAmount } from '#shared/reporting/words.ts'

type Pain = NoteSections['pain']

/** Places across and down, in the units of the drawing. */
const [FIRST_X, STEP_X, ZERO_Y, TEN_Y] = [26, 54, 84, 14]
const yOf = (score: number): number => ZERO_Y + ((TEN_Y - ZERO_Y) * score) / 10

/** Scores at rest, or on turning where nobody scored rest before; one that is missing is an open circle. */
export function PainChart({ pain }: { readonly pain: Pain }) {
  const movement = pain.before?.atRest === null || pain.before === null ? (pain.before?.turning ?? null) === null ? 'atRest' : 'turning' : 'atRest'
  const places = painTimes.filter((time) => time !== 'at6Hours' || pain.at6Hours !== null).map((time, at) => ({ time, x: FIRST_X + at * STEP_X, score: pain[time]?.[movement] ?? null }))
  const scored = places.flatMap(({ time, x, score }) => (score === null ? [] : [{ time, x, score }]))
  const width = FIRST_X * 2 + STEP_X * (places.length - 1)
  const lastKnown = (before: number): number => scored.findLast(({ x }) => x < before)?.score ?? 5
  return (
    <svg viewBox={`0 0 ${String(width)} 112`} role="img" aria-label={`Pain ${movement === 'atRest' ? 'at rest' : 'on turning'}: ${places.map(({ time, score }) => wordsOf(time, score)).join(', ')}`}>
      <path d={`M0,${String(yOf(0))}H${String(width)}M0,${String(yOf(5))}H${String(width)}M0,${String(yOf(10))}H${String(width)}`} className="pg-l" />
      {scored.length > 1 && <path d={`M${scored.map(({ x, score }) => `${String(x)},${String(yOf(score))}`).join(' L')}`} className="pp" />}
      {places.map(({ time, x, score }) => (score === null
        ? <g key={time}><circle cx={x} cy={yOf(lastKnown(x))} r="4.5" className="po" /><text x={x} y="106" textAnchor="middle" className="px due">{painTimeWords[time]}</text></g>
        : <g key={time}><circle cx={x} cy={yOf(score)} r="4.5" className="pd" /><text x={x} y={yOf(score) - 9} textAnchor="middle" className="pv">{writeAmount(score)}</text><text x={x} y="106" textAnchor="middle" className="px">{painTimeWords[time]}</text></g>))}
    </svg>
  )
}

const wordsOf = (time: PainTime, score: number | null): string => `${painTimeWords[time]} ${score === null ? 'not scored' : writeAmount(score)}`
