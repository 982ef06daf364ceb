import { IconAlertTriangle } from '@tabler/icons-react'
import { goToStage, useSession } from '#renderer/features/case/index.ts'
import { letGoOfPictures, ofCase, saveIntoNewRecord, useUnsavedKeyImages } from '../keyImages.ts'
import { askForAddendum } from './askedAddendum.ts'

/** A picture was taken while the record is signed: it is asked what it belongs to, where it was taken. */
export function AfterSigned() {
  const caseId = useSession((session) => session.caseId)
  const count = useUnsavedKeyImages(({ afterSigning }) => ofCase(afterSigning, caseId).length)
  if (count === 0) return null
  const [what, it] = count === 1 ? ['The picture is', 'it'] : [`${String(count)} pictures are`, 'them']
  const toAddendum = (): void => {
    letGoOfPictures()
    askForAddendum(true)
    goToStage('record')
  }
  return (
    <section className="problem ask" aria-label="The record is signed">
      <p role="alert"><IconAlertTriangle className="i caution" aria-hidden /> The record is signed and closed. {what} held in memory until you choose.</p>
      <div className="row">
        <button type="button" className="btn sm" onClick={() => { void saveIntoNewRecord() }}>New record with {it}</button>
        <button type="button" className="btn sm" onClick={toAddendum}>Addendum, without {it}</button>
        <button type="button" className="btn sm ghost" onClick={letGoOfPictures}>Let go of {it}</button>
      </div>
    </section>
  )
}
