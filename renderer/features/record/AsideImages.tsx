import { IconAlertOctagon, IconAlertTriangle } from '@tabler/icons-react'
import { openCase, useSession } from '#renderer/features/case/index.ts'
import { ofCase, sendKeyImages, takeAside, useUnsavedKeyImages, type SetAside } from './keyImageQueue.ts'

/** Pictures that the record does not take as things are: each named, with its reason, until a person decides. */
export function AsideImages() {
  const caseId = useSession((session) => session.caseId)
  const aside = useUnsavedKeyImages((held) => held.aside)
  const own = ofCase(aside, caseId).filter(({ why }) => why !== 'signed')
  const others = aside.filter(({ image }) => image.caseId !== caseId)
  return (
    <>
      {own.map((one) => <Aside key={one.image.event.keyImageId} one={one} />)}
      {others.length > 0 && <OfOthers others={others} />}
    </>
  )
}

function Aside({ one }: { readonly one: SetAside }) {
  const { image: { event }, why, message } = one
  const name = `Key image ${event.title}${event.side === null ? '' : `, ${event.side}`}`
  const Icon = why === 'refused' ? IconAlertOctagon : IconAlertTriangle
  return (
    <section className={why === 'refused' ? 'problem ask refused' : 'problem ask'} aria-label={`${name}, not saved`}>
      <p role="alert"><Icon className={why === 'refused' ? 'i stop' : 'i caution'} aria-hidden /> <b>{name}: not saved.</b> {message} It is held in memory: do not close the app.</p>
      <div className="row">
        <button type="button" className="btn sm" onClick={() => { void sendKeyImages(takeAside([one])) }}>{why === 'refused' ? 'Try again' : 'Put it into this record'}</button>
        <button type="button" className="btn sm ghost" onClick={() => { takeAside([one]) }}>Let go of it</button>
      </div>
    </section>
  )
}

/** Of another patient no more is said than that something waits there. */
function OfOthers({ others }: { readonly others: readonly SetAside[] }) {
  const [first] = others
  if (first === undefined) return null
  return (
    <section className="problem ask" aria-label="Pictures of another case, not saved">
      <p role="alert"><IconAlertTriangle className="i caution" aria-hidden /> {others.length === 1 ? 'A picture of another case is' : `${String(others.length)} pictures of other cases are`} not saved and held in memory: do not close the app.</p>
      <div className="row"><button type="button" className="btn sm" onClick={() => { void openCase(first.image.caseId, 'record') }}>Open that case</button></div>
    </section>
  )
}
