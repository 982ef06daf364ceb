import { IconAlertTriangle } from '@tabler/icons-react'
import { goToStage, useConfirmAgain, useSession } from '#renderer/features/case/index.ts'
import { ofCase, takeAside, useUnsavedKeyImages } from '../keyImageQueue.ts'
import { saveIntoNewRecord } from '../keyImages.ts'
import { askForAddendum } from './askedAddendum.ts'

/** A picture was taken while the record is signed: it is asked what it belongs to, where it was taken. */
export function AfterSigned() {
  const caseId = useSession((session) => session.caseId)
  const aside = useUnsavedKeyImages((held) => held.aside)
  const again = useConfirmAgain()
  const own = ofCase(aside, caseId).filter(({ why }) => why === 'signed')
  if (own.length === 0) return null
  const [what, it] = own.length === 1 ? ['The picture is', 'it'] : [`${String(own.length)} pictures are`, 'them']
  const letGo = (): void => { takeAside(own) }
  const toAddendum = (): void => {
    letGo()
    askForAddendum(true)
    goToStage('record')
  }
  return (
    <section className="problem ask" aria-label="The record is signed">
      <p role="alert"><IconAlertTriangle className="i caution" aria-hidden /> The record is signed and closed. {what} held in memory until you choose.{again !== null && ' A new record begins once patient and side are confirmed again.'}</p>
      <div className="row">
        {again === null
          ? <button type="button" className="btn sm" onClick={() => { void saveIntoNewRecord(own) }}>New record with {it}</button>
          : <button type="button" className="btn sm" onClick={() => { goToStage('study') }}>Confirm again</button>}
        <button type="button" className="btn sm" onClick={toAddendum}>Addendum, without {it}</button>
        <button type="button" className="btn sm ghost" onClick={letGo}>Let go of {it}</button>
      </div>
    </section>
  )
}
