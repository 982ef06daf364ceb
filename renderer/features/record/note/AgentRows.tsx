import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import { Above, NumberField, TextField } from './fields.tsx'

type Anticoagulants = NoteSections['checks']['anticoagulants']
type AgentRowsProps = { readonly anticoagulants: Anticoagulants; readonly onChange: (next: Anticoagulants) => void }

/** Which blood thinners, and when the last dose was taken. */
export function AgentRows({ anticoagulants, onChange }: AgentRowsProps) {
  const { agents, inr, platelets } = anticoagulants
  const setAgent = (at: number, change: Partial<Anticoagulants['agents'][number]>): void => { onChange({ ...anticoagulants, agents: agents.map((agent, each) => (each === at ? { ...agent, ...change } : agent)) }) }
  return (
    <div className="nf wide agents">
      {agents.map((agent, at) => (
        <div className="agent" key={at}>
          <Above label={`Blood thinner ${String(at + 1)}`}><TextField bare label={`Blood thinner ${String(at + 1)}`} value={agent.name} maxLength={120} onChange={(name) => { setAgent(at, { name }) }} /></Above>
          <Above label="Last dose"><TextField bare label={`Last dose of blood thinner ${String(at + 1)}`} placeholder="as: 20 Nov 08:00" value={agent.lastDoseWords} maxLength={120} onChange={(lastDoseWords) => { setAgent(at, { lastDoseWords }) }} /></Above>
          <button type="button" className="vp-x" aria-label={`Take blood thinner ${String(at + 1)} away`} onClick={() => { onChange({ ...anticoagulants, agents: agents.filter((_agent, each) => each !== at) }) }}><IconTrash size="1.1rem" aria-hidden /></button>
        </div>
      ))}
      {agents.length < 16 && <button type="button" className="btn sm" onClick={() => { onChange({ ...anticoagulants, agents: [...agents, { name: '', lastDoseAtIso: null, lastDoseWords: '' }] }) }}><IconPlus className="i i-sm" aria-hidden />Add a blood thinner</button>}
      <NumberField label="INR" unit="" min={0} max={20} value={inr} onChange={(next) => { onChange({ ...anticoagulants, inr: next }) }} />
      <NumberField label="Platelets" unit="/µL" min={0} max={1_000_000} value={platelets} onChange={(next) => { onChange({ ...anticoagulants, platelets: next }) }} />
    </div>
  )
}
