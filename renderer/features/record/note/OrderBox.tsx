import { sides, supervisions, wordsOf } from '#shared/procedure/note/answerWords.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import { ChoiceField, TextField } from './fields.tsx'
import { Rows } from './Rows.tsx'
import { SectionBox } from './SectionBox.tsx'
import type { NoteScreen } from './useNoteScreen.ts'

type Order = NoteSections['order']

export function OrderBox({ screen }: { readonly screen: NoteScreen }) {
  const { order } = screen.state.note
  return <SectionBox screen={screen} section="order" small={order?.accessionNumber ?? ''} read={order === null ? null : <Read order={order} />} form={() => <Form screen={screen} order={order ?? emptySections.order} />} />
}

const Read = ({ order }: { readonly order: Order }) => (
  <Rows rows={[
    ['Side ordered', order.sideOrdered], ['Indication', order.indication], ['Referred by', order.referringPhysician], ['Operator', order.operator], ['Assistants', order.assistants],
    ['Trainee', [order.traineeLevel, order.supervision === null ? '' : `supervision ${wordsOf(supervisions, order.supervision)?.toLowerCase() ?? ''}`].filter((part) => part !== '').join(', ')],
    ['Order', order.orderNumber], ['Room, device', [order.room, order.device].filter((part) => part !== '').join(', ')],
  ]} />
)

function Form({ screen, order }: { readonly screen: NoteScreen; readonly order: Order }) {
  const set = (change: Partial<Order>): void => { screen.write({ section: 'order', content: { ...order, ...change } }) }
  return (
    <>
      <ChoiceField label="Side ordered" answers={sides} value={order.sideOrdered} onChange={(sideOrdered) => { set({ sideOrdered }) }} />
      <TextField label="Accession number" wide={false} value={order.accessionNumber} maxLength={64} onChange={(accessionNumber) => { set({ accessionNumber }) }} />
      <TextField label="Order number" wide={false} value={order.orderNumber} maxLength={64} onChange={(orderNumber) => { set({ orderNumber }) }} />
      <TextField label="Indication" value={order.indication} maxLength={2000} onChange={(indication) => { set({ indication }) }} />
      <TextField label="Referred by" wide={false} value={order.referringPhysician} maxLength={200} onChange={(referringPhysician) => { set({ referringPhysician }) }} />
      <TextField label="Operator" wide={false} value={order.operator} maxLength={200} onChange={(operator) => { set({ operator }) }} />
      <TextField label="Assistants" wide={false} value={order.assistants} maxLength={400} onChange={(assistants) => { set({ assistants }) }} />
      <TextField label="Trainee, level" wide={false} value={order.traineeLevel} maxLength={64} onChange={(traineeLevel) => { set({ traineeLevel }) }} />
      <ChoiceField label="Supervision" wide answers={supervisions} value={order.supervision} onChange={(supervision) => { set({ supervision }) }} />
      <TextField label="Room" wide={false} value={order.room} maxLength={64} onChange={(room) => { set({ room }) }} />
      <TextField label="Device" wide={false} value={order.device} maxLength={64} onChange={(device) => { set({ device }) }} />
    </>
  )
}
