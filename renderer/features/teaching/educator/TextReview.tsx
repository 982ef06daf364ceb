import { useState } from 'react'
import { Segmented } from '#renderer/ui/index.ts'
import type { ReviewedText } from '#shared/teaching/deidentification/findings.ts'
import type { DraftEdit } from './draftStore.ts'

type TextReviewProps = { readonly texts: readonly ReviewedText[]; readonly onEdit: DraftEdit }
type Shown = 'open' | 'all'
/** Every line here is free text: only what is more than that is said of it. */
const PLAIN = 'is free text'
/** More lines are read in portions; nobody reads thousands in one go. */
const SHOWN = 200

const decisions = [{ value: 'keep', label: 'Keep' }, { value: 'remove', label: 'Remove' }, { value: 'replace', label: 'Replace' }] as const

/** Every line of free text, read by a person before it leaves. */
export function TextReview({ texts, onEdit }: TextReviewProps) {
  const [shown, show] = useState<Shown>('open')
  const open = texts.filter(({ decision }) => decision === 'open')
  const lines = (shown === 'open' ? open : texts).slice(0, SHOWN)
  const removeAll = (): void => { onEdit(`${String(open.length)} lines removed`, () => ({ kind: 'texts', decisions: open.map(({ textId }) => ({ textId, decision: 'remove', replacement: '' })) })) }
  return (
    <section className="tch-b" aria-label="Text">
      <div className="tch-h">
        <p className="nt" role="status">{open.length === 0 ? `All ${String(texts.length)} lines are read.` : `${String(texts.length - open.length)} of ${String(texts.length)} lines read. A line that is open does not leave, and keeps the case here.`}</p>
        <Segmented label="Lines" value={shown} onChange={show} choices={[{ value: 'open', label: `Open ${String(open.length)}` }, { value: 'all', label: `All ${String(texts.length)}` }]} />
        {open.length > 0 && <button type="button" className="btn sm" onClick={removeAll}>Remove all that are open</button>}
      </div>
      <ul className="tch-l">
        {lines.map((line) => <Line key={line.textId} line={line} onEdit={onEdit} />)}
        {lines.length === 0 && <li className="soft">{texts.length === 0 ? 'No free text was found.' : 'No line is open.'}</li>}
      </ul>
      {(shown === 'open' ? open : texts).length > SHOWN && <p className="nt">The first {SHOWN} are shown. More follow as these are read.</p>}
    </section>
  )
}

function Line({ line, onEdit }: { readonly line: ReviewedText; readonly onEdit: TextReviewProps['onEdit'] }) {
  const [isReplacing, replace] = useState(line.decision === 'replace')
  const decide = (decision: 'keep' | 'remove' | 'replace', replacement = ''): void => {
    onEdit(`${line.place}: ${decision === 'keep' ? 'kept' : decision === 'remove' ? 'removed' : 'replaced'}`, () => ({ kind: 'texts', decisions: [{ textId: line.textId, decision, replacement }] }))
  }
  const choose = (decision: 'keep' | 'remove' | 'replace'): void => {
    replace(decision === 'replace')
    if (decision !== 'replace') decide(decision)
  }
  return (
    <li className={line.decision === 'open' ? 'open' : ''}>
      <div className="tch-w"><small>{line.place}{line.objects > 1 ? `, in ${String(line.objects)} objects` : ''}</small><b>{line.words}</b>{line.reason !== PLAIN && <small className={line.decision === 'open' ? 'caution' : ''}>{line.reason}</small>}</div>
      <Segmented label={`${line.place}: ${line.words}`} value={isReplacing ? 'replace' : line.decision === 'open' ? null : line.decision} onChange={choose} choices={decisions} />
      {isReplacing && <input className="nin" aria-label={`Instead of ${line.words}`} placeholder="Written instead" defaultValue={line.replacement} maxLength={1000} autoFocus onBlur={({ currentTarget }) => { if (currentTarget.value.trim() !== '' && currentTarget.value !== line.replacement) decide('replace', currentTarget.value.trim()) }} />}
    </li>
  )
}
