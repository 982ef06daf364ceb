import { IconHistory, IconPencil, IconStar, IconTimeline } from '@tabler/icons-react'
import { leadTo } from './leadTo.ts'

const places = [['key-images', 'Images', IconStar], ['note', 'Note', IconPencil], ['time-line', 'Time line', IconTimeline], ['versions', 'Versions', IconHistory]] as const

/** Leads to the parts of the record. */
export const RecordTools = () => (
  <>
    {places.map(([id, label, Icon]) => <button key={id} type="button" className="tool" onClick={() => { leadTo(id) }}><Icon className="i" aria-hidden />{label}</button>)}
    <span className="sep" />
  </>
)
