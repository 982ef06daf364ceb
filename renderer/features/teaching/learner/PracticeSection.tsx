import { useEffect, useState } from 'react'
import { client, faultText } from '#renderer/api/index.ts'
import { Section, Segmented } from '#renderer/ui/index.ts'
import { MOST_SEED, type PracticePattern, type PracticeTask } from '#shared/teaching/practice.ts'

type Kind = PracticeTask | 'run'
const kinds = [
  { value: 'path', label: 'Path on CT' }, { value: 'target', label: 'Target on CT' }, { value: 'run', label: 'Contrast run' },
  { value: 'view', label: 'View down a needle' }, { value: 'lateral', label: 'True lateral' }, { value: 'still', label: 'Side and scale' },
] as const
const clocks = [{ value: 'none', label: 'No clock' }, { value: 'short', label: '60 s a question' }] as const
const CLOCK_S = 60
const details = [{ value: 'fine', label: 'Fine' }, { value: 'coarse', label: 'Coarse, sooner' }] as const
const patterns: readonly PracticePattern[] = ['arthrogram', 'arteryFlash', 'epidural', 'capsularLeak', 'venousRunOff']

/** Cases without patients, as many as one wants: the same seed gives the same case. */
export function PracticeSection({ onMade }: { readonly onMade: (fault: string | null) => void }) {
  const [kind, choose] = useState<Kind>('path')
  const [clock, chooseClock] = useState<'none' | 'short'>('none')
  const [detail, chooseDetail] = useState<'fine' | 'coarse'>('fine')
  const [seed, type] = useState('')
  const [share, tell] = useState<number | null>(null)
  useEffect(() => client.on('quiz.practiceProgress', ({ share: done }) => { tell((before) => (before === null ? null : done)) }), [])
  const isSeed = seed.trim() === '' || (/^\d{1,10}$/.test(seed.trim()) && Number(seed) <= MOST_SEED)
  const make = async (): Promise<void> => {
    tell(0)
    const chosen = seed.trim() === '' ? Math.floor(Math.random() * MOST_SEED) : Number(seed)
    // Which contrast a run shows is not chosen by the one who is to name it.
    const pattern = patterns[chosen % patterns.length]
    const reply = await client.call('quiz.practice', { seed: chosen, detail, ...(clock === 'short' ? { seconds: CLOCK_S } : {}), ...(kind !== 'run' ? { task: kind } : pattern === undefined ? {} : { pattern }) })
    tell(null)
    onMade(reply.ok ? null : faultText(reply.error))
  }
  return (
    <Section title="Practice without patients">
      <Segmented<Kind> className="qz-kinds" label="Kind of case" choices={kinds} value={kind} onChange={choose} />
      <Segmented label="Detail" choices={details} value={detail} onChange={chooseDetail} />
      <Segmented label="Clock" choices={clocks} value={clock} onChange={chooseClock} />
      <label className="qz-fl"><span>Seed</span><input className="nin" inputMode="numeric" placeholder="by chance" value={seed} aria-invalid={!isSeed} onChange={({ target }) => { type(target.value) }} /></label>
      {!isSeed && <p className="nf-e" role="alert">Seed: a whole number, or leave it empty.</p>}
      <button type="button" className={share === null ? 'btn qz-w' : 'btn wait qz-w'} aria-disabled={share !== null || !isSeed} onClick={() => { if (share === null && isSeed) void make() }}>{share === null ? 'Make a case' : `Making it, ${String(Math.round(share * 100))} %`}</button>
      <p className="nt">A phantom whose joint, vessels and nerves are known. Side, variant and difficulty come from the seed.</p>
    </Section>
  )
}
