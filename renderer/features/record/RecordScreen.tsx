import { useCaseRecord } from '#renderer/features/case/index.ts'
import { KeyImageTile } from './KeyImageTile.tsx'
import { RecordNotes } from './RecordNotes.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { useRemovedRows } from './useRemovedRows.ts'

export function RecordScreen() {
  const { recordId, state, fault } = useCaseRecord()
  const images = state?.keyImages ?? []
  const { shown, noteRemoval } = useRemovedRows(images)
  const standing = images.filter(image => !image.removed).length
  return (
    <>
      <main className="work recw" data-region="work">
        <section className="box keys" aria-label="Key images">
          <div className="bh"><h2>Key images <small>{standing}</small></h2></div>
          {shown.length === 0 && <div className="empty"><p>{fault ?? 'No key images yet. Press K on any image.'}</p></div>}
          {shown.length > 0 && recordId !== null && (
            <ul className="kg" tabIndex={0} aria-label="Key images">
              {shown.map(image => <KeyImageTile key={`${image.keyImageId} ${image.caption}`} recordId={recordId} image={image} number={images.indexOf(image) + 1} onRemoved={noteRemoval} />)}
            </ul>
          )}
        </section>
        <RecordNotes state={state} />
      </main>
      <RecordPanel recordId={recordId} state={state} />
    </>
  )
}
