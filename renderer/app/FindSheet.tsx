import { IconSearch, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Panel } from '#renderer/ui/index.ts'
import { groupWords, type FindRow } from './findRows.ts'
import { useFindRows } from './useFindRows.ts'

type FindSheetProps = { readonly onClose: () => void; /** Closes, gives the focus back, then does it. */ readonly onRun: (run: () => void) => void }

const nameOfRow = (id: string): string => `find-${id.replaceAll(/[^\w-]/g, '-')}`

/** One field for commands, series, frames and cases. The focus stays in the field; what Enter will do is marked in the list. */
export function FindSheet({ onClose, onRun }: FindSheetProps) {
  const [typed, setTyped] = useState('')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [askedId, setAskedId] = useState<string | null>(null)
  const sections = useFindRows(typed)
  const rows = sections.flatMap(section => section.rows)
  const chosen = rows.find(row => row.id === chosenId) ?? rows[0]
  const choose = (row: FindRow | undefined): void => {
    if (row === undefined) return
    setChosenId(row.id)
    setAskedId(null)
    document.getElementById(nameOfRow(row.id))?.scrollIntoView({ block: 'nearest' })
  }
  const take = (row: FindRow | undefined): void => {
    if (row === undefined || row.reason !== null) return
    if (row.asks === null || askedId === row.id) return onRun(row.run)
    setChosenId(row.id)
    setAskedId(row.id)
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const at = chosen === undefined ? -1 : rows.indexOf(chosen)
    if (event.key === 'ArrowDown') choose(rows[(at + 1) % rows.length])
    else if (event.key === 'ArrowUp') choose(rows[(at - 1 + rows.length) % rows.length])
    else if (event.key === 'Enter') take(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Panel title="Find" end={<button type="button" className="btn sm" onClick={onClose}><IconX className="i i-sm" aria-hidden />Close</button>}>
      <div className="find-field">
        <IconSearch className="i" aria-hidden />
        <input
          role="combobox" autoFocus aria-label="Find a command, series, frame or case" placeholder="Find a command, series, frame or case" aria-expanded={rows.length > 0} aria-controls="find-list" aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : nameOfRow(chosen.id)} value={typed} onKeyDown={onKeyDown}
          onChange={event => { setTyped(event.currentTarget.value); setChosenId(null); setAskedId(null) }}
        />
      </div>
      {rows.length === 0 && <p className="find-none" role="status">Nothing matches “{typed}”. Try another word for it.</p>}
      <div id="find-list" role="listbox" aria-label="Found">
        {sections.map(({ group, rows: found }) => (
          <div key={group} role="group" aria-label={groupWords[group]} className="find-group">
            <h2 aria-hidden>{groupWords[group]}</h2>
            {found.map(row => <Row key={row.id} row={row} chosen={row === chosen} asked={askedId === row.id} onTake={() => { take(row) }} />)}
          </div>
        ))}
      </div>
    </Panel>
  )
}

type RowProps = { readonly row: FindRow; readonly chosen: boolean; readonly asked: boolean; readonly onTake: () => void }

function Row({ row, chosen, asked, onTake }: RowProps) {
  return (
    <div id={nameOfRow(row.id)} role="option" aria-selected={chosen} aria-disabled={row.reason !== null} className={`find-row${chosen ? ' on' : ''}${row.reason === null ? '' : ' off'}`} onClick={onTake}>
      {asked ? <b className="find-ask">{row.asks} Enter again.</b> : <><b>{row.name}</b>{row.key !== null && <kbd>{row.key}</kbd>}<small>{row.reason ?? row.place}</small></>}
    </div>
  )
}
