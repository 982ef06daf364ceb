import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, faultText } from '#renderer/api/index.ts'
import { paperNames, type PaperKind } from './pdfPages.ts'

type SheetKind = Exclude<PaperKind, 'report'>

/** The text of a sheet as this site wants it, for every patient from now on; what stands in braces is filled in for each. */
export function SheetEditor({ kind, onClose }: { readonly kind: SheetKind; readonly onClose: () => void }) {
  const { data, refetch } = useQuery({ queryKey: ['record.sheetTemplate', kind], gcTime: 0, queryFn: () => client.call('record.sheetTemplate', { kind }) })
  const template = data?.ok === true ? data.value : null
  const [typed, setTyped] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const text = typed ?? template?.text ?? ''
  const isChanged = template !== null && text !== template.text
  const save = async (next: string | null): Promise<void> => {
    const reply = await client.call('record.setSheetTemplate', { kind, text: next })
    setSaid(reply.ok ? 'Saved. The next sheet is printed with this text.' : faultText(reply.error))
    if (!reply.ok) return
    await refetch()
    setTyped(null)
  }
  return (
    <section className="box enl" aria-label={`Text of the ${paperNames[kind].toLowerCase()}`} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onClose() } }}>
      <header className="bh">
        <h2>{paperNames[kind]}</h2><span className="soft">{template === null ? '' : template.isShipped ? 'as shipped' : 'as written here'}</span>
        <span className="end"><button type="button" className="btn sm" onClick={onClose}><IconX className="i i-sm" aria-hidden />Back to the note</button></span>
      </header>
      <div className="sheet-e">
        <textarea className="nin" aria-label="Text of the sheet" value={text} maxLength={20_000} spellCheck readOnly={template === null} onChange={({ currentTarget }) => { setTyped(currentTarget.value); setSaid(null) }} />
        {template !== null && <p className="nt">Filled in for each patient: {template.known.map((name) => `{${name}}`).join(', ')}</p>}
        {data?.ok === false && <p className="nt caution" role="alert">{faultText(data.error)}</p>}
        {said !== null && <p className="nt" role="status">{said}</p>}
        <div className="row">
          <button type="button" className="btn" aria-disabled={!isChanged} onClick={() => { if (isChanged) void save(text) }}>Save text</button>
          {template?.isShipped === false && <button type="button" className="btn" onClick={() => { void save(null) }}>Use the shipped text</button>}
        </div>
      </div>
    </section>
  )
}
