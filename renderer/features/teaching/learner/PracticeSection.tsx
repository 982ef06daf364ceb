import { useEffect, useState } from 'react'
import { client, faultText } from '#renderer/api/index.ts'
import { tellReceipt } from '#renderer/features/case/index.ts'
import { Section, Segmented, type Choice } from '#renderer/ui/index.ts'
import { MOST_SEED } from '#shared/teaching/practice.ts'
import { caseNumber } from '../teachingQueries.ts'
import { firstChoice, isSideChosen, practiceAsked, type PracticeChoice } from './practiceChoice.ts'

const kinds = [
  { value: 'path', label: 'Path on CT' }, { value: 'target', label: 'Target on CT' }, { value: 'run', label: 'Contrast run' },
  { value: 'view', label: 'View down a needle' }, { value: 'lateral', label: 'True lateral' }, { value: 'still', label: 'Side and scale' }, { value: 'any', label: 'Any kind' },
] as const
const sides = [{ value: 'any', label: 'Any' }, { value: 'LEFT', label: 'LEFT' }, { value: 'RIGHT', label: 'RIGHT' }] as const
const difficulties = [{ value: 'any', label: 'Any' }, ...(['1', '2', '3', '4', '5'] as const).map((value) => ({ value, label: value, name: `${value} of 5` }))] as const
const details = [{ value: 'fine', label: 'Fine' }, { value: 'coarse', label: 'Coarse, sooner' }] as const
const clocks = [{ value: 'none', label: 'None' }, { value: 'short', label: '60 s a question' }] as const

/** Cases without patients, as many as one wants: the same seed gives the same case. */
export function PracticeSection({ onMade }: { readonly onMade: (fault: string | null) => void }) {
  const [choice, keep] = useState(firstChoice)
  const [seed, type] = useState('')
  const [share, tell] = useState<number | null>(null)
  useEffect(() => client.on('quiz.practiceProgress', ({ share: done }) => { tell((before) => (before === null ? null : done)) }), [])
  const choose = (change: Partial<PracticeChoice>): void => { keep({ ...choice, ...change }) }
  const isSeed = seed.trim() === '' || (/^\d{1,10}$/.test(seed.trim()) && Number(seed) <= MOST_SEED)
  const make = async (): Promise<void> => {
    tell(0)
    const reply = await client.call('quiz.practice', practiceAsked(choice, seed.trim() === '' ? Math.floor(Math.random() * MOST_SEED) : Number(seed)))
    tell(null)
    onMade(reply.ok ? null : faultText(reply.error))
    if (reply.ok) tellReceipt(`Case ${caseNumber(reply.value.number)} ${reply.value.isNew ? 'is made' : 'is here already'}`)
  }
  return (
    <Section title="Practice without patients" className="qz-pr">
      <Segmented className="qz-kinds" label="Kind of case" choices={kinds} value={choice.kind} onChange={(kind) => { choose({ kind }) }} />
      <Row label="Side" choices={sides} value={isSideChosen(choice) ? choice.side : 'any'} disabled={!isSideChosen(choice)} onChange={(side) => { choose({ side }) }} />
      <Row label="Difficulty" choices={difficulties} value={choice.difficulty} onChange={(difficulty) => { choose({ difficulty }) }} />
      <Row label="Detail" choices={details} value={choice.detail} onChange={(detail) => { choose({ detail }) }} />
      <Row label="Clock" choices={clocks} value={choice.clock} onChange={(clock) => { choose({ clock }) }} />
      <label className="qz-o"><span>Seed</span><input className="nin" inputMode="numeric" placeholder="by chance" value={seed} aria-invalid={!isSeed} onChange={({ target }) => { type(target.value) }} /></label>
      {!isSeed && <p className="nf-e" role="alert">Seed: a whole number, or leave it empty.</p>}
      <button type="button" className={share === null ? 'btn qz-w' : 'btn wait qz-w'} aria-disabled={share !== null || !isSeed} onClick={() => { if (share === null && isSeed) void make() }}>{share === null ? 'Make a case' : `Making it, ${String(Math.round(share * 100))} %`}</button>
      <p className={isSideChosen(choice) ? 'nt qz-h' : 'nt'}>{isSideChosen(choice) ? 'A phantom whose joint, vessels and nerves are known. What is left to any comes from the seed.' : 'The side may be what is asked: the seed chooses it.'}</p>
    </Section>
  )
}

type RowProps<Value extends string> = { readonly label: string; readonly choices: readonly Choice<Value>[]; readonly value: Value; readonly disabled?: boolean; readonly onChange: (value: Value) => void }
const Row = <Value extends string>({ label, ...group }: RowProps<Value>) => <div className="qz-o"><span aria-hidden>{label}</span><Segmented<Value> label={label} {...group} /></div>
