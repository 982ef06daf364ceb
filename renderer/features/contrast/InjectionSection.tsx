import { NumberInput } from '@mantine/core'
import type { ContrastInjection } from '#shared/contrast/assessment.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { answer } from './answers.ts'
import { withInjected } from './ct/ctBalance.ts'
import { OneLine } from './OneLine.tsx'

const AGENTS = ['Iohexol 180 mgI/mL', 'Iohexol 240 mgI/mL', 'Iohexol 300 mgI/mL', 'Iopamidol 200 mgI/mL', 'Iopamidol 300 mgI/mL', 'Gadolinium-based agent']
/** More than a joint takes, and more than is injected under live imaging here. */
const MUCH_ML = 1

/** "0.3 mL Iohexol 240 mgI/mL"; a drug's volume never has a trailing zero. */
export const injectionWords = ({ agent, volumeMl }: ContrastInjection): string => [volumeMl === null ? '' : `${String(volumeMl)} mL`, agent].filter((word) => word !== '').join(' ')

/** What was injected, as the operator says. */
export function InjectionSection({ injection, ct }: { readonly injection: ContrastInjection; readonly ct: CaseDocument['contrast']['ct'] }) {
  const { volumeMl, agent } = injection
  const keepVolume = (value: number | null): void => { if (value !== volumeMl) answer(value === null ? 'contrast volume taken away' : `contrast volume ${String(value)} mL`, { injection: { ...injection, volumeMl: value }, ct: withInjected(ct, value) }) }
  return (
    <section className="sec inj" aria-label="Contrast injected" id="contrast-injection">
      <h2>Contrast injected</h2>
      <div className="inj-row">
        <OneLine label="Contrast agent" placeholder="Agent" value={agent} maxLength={120} list="contrast-agents" onDone={(next) => { answer(next === '' ? 'contrast agent taken away' : `contrast agent ${next}`, { injection: { ...injection, agent: next } }) }} />
        <NumberInput
          key={volumeMl ?? ''} className="num" aria-label="Contrast volume, mL" placeholder="Volume" suffix=" mL" min={0.01} max={50} clampBehavior="none" decimalScale={2} hideControls defaultValue={volumeMl ?? ''}
          onBlur={(event) => { keepVolume(readMl(event.currentTarget.value)) }} onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur() }}
        />
      </div>
      <datalist id="contrast-agents">{AGENTS.map((name) => <option key={name} value={name} />)}</datalist>
      {volumeMl !== null && volumeMl > MUCH_ML && <p className="sub notyet">{String(volumeMl)} mL is above {String(MUCH_ML)} mL. Check the volume.</p>}
    </section>
  )
}

/** "0.3 mL" as a number; null for nothing, and for what is no volume. */
function readMl(words: string): number | null {
  const value = Number(words.replace(/mL$/, '').trim())
  return words.trim() === '' || !Number.isFinite(value) || value <= 0 || value > 50 ? null : value
}
