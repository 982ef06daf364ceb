import { IconX } from '@tabler/icons-react'
import { closePaper, usePaper } from './paperStore.ts'
import { paperNames } from './pdfPages.ts'

/** The pages as they leave, where the note stands otherwise. */
export function PaperView() {
  const { open } = usePaper()
  if (open === null) return null
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    closePaper()
  }
  return (
    <section className="box enl" aria-label={`${paperNames[open.kind]} on paper`} onKeyDown={onKeyDown}>
      <header className="bh">
        <h2>{paperNames[open.kind]}</h2><span className="soft">{open.pages.length === 1 ? '1 page' : `${String(open.pages.length)} pages`}, as it was when it was opened</span>
        <span className="end"><button type="button" className="btn sm" autoFocus onClick={closePaper}><IconX className="i i-sm" aria-hidden />Back to the note</button></span>
      </header>
      <div className="paper-g" tabIndex={0} role="group" aria-label="Pages">{open.pages.map((page, at) => <img key={page.slice(-64) + String(at)} src={page} alt={`Page ${String(at + 1)} of ${String(open.pages.length)}`} />)}</div>
    </section>
  )
}
