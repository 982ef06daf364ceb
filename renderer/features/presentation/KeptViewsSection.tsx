import { writeDate } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { usePresenting } from '#renderer/viewports/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { KeyObjects } from '#shared/presentation/keyObjects.ts'
import type { PresentationState } from '#shared/presentation/presentationState.ts'
import { useCasePresentations, type CasePresentations } from './casePresentations.ts'
import { showImage, showState } from './showState.ts'
import { stateWords } from './useOfferedStates.ts'
import './presentation.css'

type SectionProps = { readonly caseId: string; readonly series: readonly SeriesSummary[]; readonly shownUid: string | null }

/** Which images somebody marked, and how the shown series was kept to be seen. */
export function KeptViewsSection({ caseId, series, shownUid }: SectionProps) {
  const found = useCasePresentations(caseId, series)
  const applied = usePresenting((state) => state.applied)
  const states = found.states.filter((state) => state.images.some(({ seriesUid }) => seriesUid === shownUid))
  if (found.selections.length === 0 && found.states.length === 0) return null
  return (
    <>
      {states.length > 0 && (
        <Section title="Presentation states" end="of this series">
          <ul className="kept">{states.map((state) => {
            const image = state.images.find(({ seriesUid }) => seriesUid === shownUid)
            const isShown = shownUid !== null && applied[shownUid]?.stateUid === state.sopInstanceUid
            return image === undefined ? null : (
              <li key={state.sopInstanceUid}>
                <button type="button" className="btn sm" aria-pressed={isShown} onClick={() => { void showState(caseId, state, { ...image, frameNumber: image.frameNumbers[0] ?? null }) }}>{stateWords(state)}{/frame \d/.test(state.description) ? '' : whereWords(image.frameNumbers)}</button>
              </li>
            )
          })}</ul>
        </Section>
      )}
      {found.selections.map((selection) => <Selection key={selection.sopInstanceUid} caseId={caseId} selection={selection} found={found} series={series} />)}
      {found.unreadable > 0 && <p className="nt">{found.unreadable === 1 ? 'One presentation state or key object list' : `${String(found.unreadable)} presentation states or key object lists`} cannot be read. The file was moved or changed, or names no image.</p>}
    </>
  )
}

const whereWords = (frameNumbers: readonly number[]): string => (frameNumbers.length === 0 ? '' : `, frame ${frameNumbers.join(', ')}`)

type SelectionProps = { readonly caseId: string; readonly selection: KeyObjects; readonly found: CasePresentations; readonly series: readonly SeriesSummary[] }

/** Marked images in their order; what the library does not hold stays named. */
function Selection({ caseId, selection, found, series }: SelectionProps) {
  const { title, description, createdAt, objects } = selection
  return (
    <Section title={title} end={createdAt === null ? undefined : writeDate(createdAt.slice(0, 10))}>
      {description !== '' && <p className="nt kept-words">{description}</p>}
      <ul className="kept">{objects.map((object, at) => {
        const { seriesUid, sopInstanceUid, frameNumbers } = object
        const summary = series.find((each) => each.seriesUid === seriesUid)
        const words = `${String(at + 1)}. ${summary === undefined ? 'Image that is not in this library' : nameOf(summary)}${whereWords(frameNumbers)}`
        const state = stateOf(object, found)
        return (
          <li key={`${sopInstanceUid} ${String(at)}`}>
            {summary === undefined || seriesUid === null ? <span className="nt">{words}</span>
              : <button type="button" className="btn sm" onClick={() => { void (state === null ? showImage(caseId, { seriesUid, sopInstanceUid, frameNumber: frameNumbers[0] ?? null }) : showState(caseId, state, { seriesUid, sopInstanceUid, frameNumber: frameNumbers[0] ?? null })) }}>{words}{state === null ? '' : `, as ${stateWords(state)}`}</button>}
          </li>
        )
      })}</ul>
    </Section>
  )
}

const nameOf = ({ description, modality, seriesNumber }: SeriesSummary): string => (description === '' ? `${modality} ${seriesNumber === null ? '' : String(seriesNumber)}`.trim() : `${modality}, ${description}`)
const stateOf = ({ stateUid }: KeyObjects['objects'][number], { states }: CasePresentations): PresentationState | null => states.find(({ sopInstanceUid }) => sopInstanceUid === stateUid) ?? null
