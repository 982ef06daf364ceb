import { useState } from 'react'
import { writeDecimal } from '#renderer/features/case/index.ts'
import { Section, Segmented } from '#renderer/ui/index.ts'
import { consoleAngles, writeCArmAngle, type TableSide } from '#shared/projection/consoleAngles.ts'

type Angles = { readonly primaryDeg: number; readonly secondaryDeg: number }
const sides = [{ value: 'SUPINE', label: 'SUPINE' }, { value: 'PRONE', label: 'PRONE' }] as const

/** The beam down the needle, as the console will show it. How the patient lies and how the C-arm is set is asked each time. */
export function CArmSection({ carm, pending }: { readonly carm: Angles | null; readonly pending: boolean }) {
  const [lies, setLies] = useState<TableSide | null>(null)
  const [setTo, setSetTo] = useState<TableSide | null>(null)
  const shown = carm === null || lies === null || setTo === null ? null : consoleAngles(carm, lies, setTo)
  const waiting = carm === null ? (pending ? '…' : '–') : 'Choose below'
  return (
    <Section title="C-arm, down the needle" className="carm" end={carm === null ? undefined : `patient frame ${writeDecimal(carm.primaryDeg)}° / ${writeDecimal(carm.secondaryDeg)}°`}>
      <div className="cvv">{shown === null ? <span className="big soft">{waiting}</span> : <><span className="big">{writeCArmAngle('primary', shown.primaryDeg)}</span><span className="big">{writeCArmAngle('secondary', shown.secondaryDeg)}</span></>}</div>
      <div className="cset"><span className="sub">Patient lies</span><Segmented className="two" label="Patient lies" choices={sides} value={lies} onChange={setLies} /></div>
      <div className="cset"><span className="sub">C-arm is set to</span><Segmented className="two" label="C-arm is set to" choices={sides} value={setTo} onChange={setSetTo} /></div>
    </Section>
  )
}
