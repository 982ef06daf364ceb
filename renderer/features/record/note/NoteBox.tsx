import { IconCircle, IconCircleCheck, IconPencil } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Offer } from './offers.ts'
import { openBox, useOpenBox } from './openBox.ts'

export type NoteBoxProps = {
  /** By what the list before signing leads here. */
  readonly id?: string | undefined
  readonly title: string
  readonly small?: string
  /** What signing still asks of this box. */
  readonly missing: readonly string[]
  /** What can be taken over with one press. */
  readonly offers?: readonly Offer[]
  readonly onTake?: (offer: Offer) => void
  readonly isLocked: boolean
  /** What is read; null: nobody has written anything. */
  readonly read: ReactNode | null
  /** What is written into; null: nothing in this box is written by hand. */
  readonly form: (() => ReactNode) | null
  /** What is to be known beside it. */
  readonly remarks?: readonly string[]
  /** What stands there while nothing is written. */
  readonly empty?: string
}

/** A box of the note: read as it stands, opened in place by a press on it or Enter. */
export function NoteBox({ id, title, small = '', missing, offers = [], onTake, isLocked, read, form, remarks = [], empty = isLocked ? 'Nothing was written.' : 'Nothing is written yet.' }: NoteBoxProps) {
  const isOpen = useOpenBox((state) => state.title === title)
  const box = useRef<HTMLElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const isEditing = isOpen && !isLocked && form !== null
  const wasEditing = useRef(false)
  useEffect(() => {
    if (isEditing) {
      box.current?.scrollIntoView({ block: 'nearest' })
      box.current?.querySelector<HTMLElement>('.nform :is(input, [role=radio][tabindex="0"], [role=checkbox], button)')?.focus()
    } else if (wasEditing.current && useOpenBox.getState().title === null) opener.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  const close = (): void => { openBox(null) }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isEditing) return
    event.stopPropagation()
    close()
  }
  return (
    <section ref={box} id={id} className={isEditing ? 'box card nb editing' : 'box card nb'} aria-label={title} onKeyDown={onKeyDown}>
      <header className="bh">
        <h2>{form === null || isLocked || isEditing ? title : <button ref={opener} type="button" className="nb-o" onMouseDown={stayInField} aria-label={`Write ${title}`} onClick={() => { openBox(title) }}>{title}</button>}{small !== '' && <small>{small}</small>}</h2>
        <span className="end"><BoxState missing={missing} isWritten={read !== null} /></span>
      </header>
      {isEditing
        ? <div className="bb nform">{form()}<div className="nf-end"><button type="button" className="btn sm nf-go" onMouseDown={stayInField} onClick={close}>Close {title}</button></div></div>
        : <div className="bb" onClick={form === null || isLocked ? undefined : () => { openBox(title) }}>{read ?? <p className="nt">{empty}</p>}</div>}
      {remarks.map((words) => <p key={words} className="nt caution nb-r">{words}</p>)}
      {!isLocked && offers.length > 0 && (
        <div className="nb-f">{offers.map((offer) => <button key={offer.key} type="button" className="btn sm nb-offer" title={offer.source} onClick={() => { onTake?.(offer) }}><IconPencil className="i i-sm" aria-hidden /><span>{offer.words}</span></button>)}</div>
      )}
    </section>
  )
}

/** Leaving a field can add or take away a line, and the button would move away under the press: the field is left by `openBox`, after it. */
const stayInField = (event: React.MouseEvent): void => { event.preventDefault() }

function BoxState({ missing, isWritten }: { readonly missing: readonly string[]; readonly isWritten: boolean }) {
  if (missing.length > 0) return <><span className="soft nb-m" title={missing.join('\n')}>{missing.length} to do</span><IconCircle className="caution" size="1.25rem" role="img" aria-label={`to do: ${missing.join(' ')}`} /></>
  return isWritten ? <IconCircleCheck className="ok" size="1.25rem" role="img" aria-label="done" /> : null
}
