import { IconTrash } from '@tabler/icons-react'
import { Section } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { LandmarkKind } from '#shared/planning/planningMarks.ts'
import { skinOffset, type SkinOffset } from '#shared/planning/skinOffsets.ts'
import { MarkingRow } from './JointSection.tsx'
import { useShownDocument } from './liveMark.ts'
import { beginMark, markAtCrosshair, markWords, removeLandmark, usePlacing } from './markEdits.ts'

const kinds: readonly LandmarkKind[] = ['midline', 'inion', 'gridMarker']
const places: Readonly<Record<LandmarkKind, string>> = { midline: 'midline', inion: 'inion', gridMarker: 'grid marker' }

/** "26 mm LEFT of midline", "42 mm toward the feet from inion": whole mm, as a ruler on skin reads. */
export function offsetWords(offset: SkinOffset): string {
  const sideways = offset.sidewaysTowards === 'NEITHER' ? `level with the ${places[offset.landmark]}` : `${offset.sidewaysMm.toFixed(0)} mm ${offset.sidewaysTowards} of ${places[offset.landmark]}`
  if (offset.alongBodyMm === null || offset.alongBodyTowards === null) return sideways
  return offset.alongBodyTowards === 'NEITHER' ? `${sideways}, same height` : `${sideways}, ${offset.alongBodyMm.toFixed(0)} mm toward the ${offset.alongBodyTowards === 'HEAD' ? 'head' : 'feet'}`
}

/** Where to put the needle on the skin, from what can be felt or seen there. */
export function LandmarkSection({ series, plan }: { readonly series: SeriesDescription; readonly plan: VolumePlan | null }) {
  const { planning, study: { side } } = useShownDocument()
  const next = usePlacing((state) => state.next)
  const { seriesUid } = series.summary
  const entry = plan?.entryLpsMm ?? null
  return (
    <Section title="Skin entry from landmarks">
      {kinds.map((kind) => {
        const landmark = planning.landmarks.find((each) => each.seriesUid === seriesUid && each.kind === kind)
        if (next === kind) return <MarkingRow key={kind} what={kind === 'midline' ? 'Press on a spinous process in the midline.' : `Press on the ${places[kind]}.`} onCrosshair={() => { markAtCrosshair({ seriesUid, side }) }} />
        return (
          <div key={kind} className="lm">
            <span>{landmark === undefined ? markWords[kind] : entry === null ? `${markWords[kind]} marked` : offsetWords(skinOffset(entry, landmark))}</span>
            <span className="row">
              <button type="button" className="btn sm" aria-label={`Mark the ${places[kind]}`} onClick={() => { beginMark(kind) }}>{landmark === undefined ? 'Mark' : 'Again'}</button>
              {landmark !== undefined && <button type="button" className="btn sm ghost" aria-label={`Remove the ${places[kind]}`} onClick={() => { removeLandmark(seriesUid, kind) }}><IconTrash className="i i-sm" aria-hidden /></button>}
            </span>
          </div>
        )
      })}
    </Section>
  )
}
