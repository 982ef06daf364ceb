import { useState } from 'react'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import { useSlowWords } from '../useSlowWords.ts'
import '../spread/spread.css'
import { AID_WORDS, manyWords, nothingWords, placeWords } from './lookWords.ts'
import { MOST_NAMED, MOST_RINGS } from './strongest.ts'
import { useLookHere } from './useLookHere.ts'

/** Places where something narrow came and went: where to look, and nothing more. */
export function LookHereSection({ run }: { readonly run: Run }) {
  const { places, fault, part } = useLookHere(run)
  const frames = run.lastFrame - run.firstFrame + 1
  const image = run.series.images[run.series.runs[run.run]?.image ?? -1]
  const timesMs = image === undefined ? [] : readFrameTimes(image.timing, frames).frameTimesMs
  const [areAllNamed, nameAll] = useState(false)
  const slow = useSlowWords(run)
  return (
    <Section title="Look here" end={places !== null && places.length > 0 ? String(places.length) : undefined}>
      {fault !== null && <p className="caution-line">{fault}</p>}
      {fault === null && places === null && <p className="sub" role="status">{part === null || part === 0 ? 'Searched as soon as all frames are here and no run plays.' : `Searching ${String(frames)} frames: ${String(Math.round(100 * part))}%.`}</p>}
      {places?.length === 0 && <p className="sub">{nothingWords(frames, timesMs.length > 0)}</p>}
      {places !== null && places.length > 0 && (
        <ul className="look-list">
          {places.slice(0, areAllNamed ? places.length : MOST_NAMED).map(place => (
            <li key={`${String(place.firstFrame)} ${place.line.flat().join(' ')}`}>
              <button type="button" className="look-b" onClick={() => { run.cine.pause(); run.cine.seek(run.firstFrame + place.frame) }}><b>{placeWords(place, timesMs)}.</b><span>Go to frame {place.frame + 1}</span><small>{AID_WORDS}</small></button>
            </li>
          ))}
        </ul>
      )}
      {places !== null && places.length > MOST_RINGS && <p className="sub">{manyWords(MOST_RINGS)}</p>}
      {places !== null && places.length > MOST_NAMED && !areAllNamed && <button type="button" className="btn sm" onClick={() => { nameAll(true) }}>Show all {places.length}</button>}
      {slow !== null && <p className="caution-line">{slow}</p>}
    </Section>
  )
}
