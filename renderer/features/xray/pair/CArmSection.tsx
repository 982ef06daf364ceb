import { Notice, Section } from '#renderer/ui/index.ts'
import { writeCArmAngle } from '#shared/projection/consoleAngles.ts'
import type { ViewReading } from '#shared/projection/readView.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'

type CArmSectionProps = { readonly readings: Readonly<Record<PairSlot, ViewReading>>; readonly names: Readonly<Record<PairSlot, string>> }
const slots: readonly PairSlot[] = ['first', 'second']
const NOT_STATED = 'not stated'
const UNUSABLE = 'not usable'
type Name = ViewReading['unusable'][number]

/** How each view was taken, as its header has it; what is absent is said to be. */
export function CArmSection({ readings, names }: CArmSectionProps) {
  const row = (title: string, of: (reading: ViewReading) => string) => <tr><th scope="row">{title}</th>{slots.map((slot) => { const words = of(readings[slot]); return <td key={slot} className={words === NOT_STATED || words === UNUSABLE ? 'soft' : ''}>{words}</td> })}</tr>
  const missing = ({ unusable }: ViewReading, name: Name): string => (unusable.includes(name) ? UNUSABLE : NOT_STATED)
  return (
    <Section title="C-arm" end="as the headers state it">
      <table className="xr-carm">
        <thead><tr><td />{slots.map((slot) => <th key={slot} scope="col">{names[slot]}</th>)}</tr></thead>
        <tbody>
          {row('Sideways', (reading) => (reading.primaryDeg === null ? missing(reading, 'primary') : writeCArmAngle('primary', reading.primaryDeg)))}
          {row('Head or feet', (reading) => (reading.secondaryDeg === null ? missing(reading, 'secondary') : writeCArmAngle('secondary', reading.secondaryDeg)))}
          {row('Source to detector', (reading) => (reading.sidMm === null ? missing(reading, 'sid') : `${reading.sidMm.toFixed(0)} mm`))}
          {row('Source to isocentre', (reading) => (reading.sodMm === null ? missing(reading, 'sod') : `${reading.sodMm.toFixed(0)} mm`))}
          {slots.some((slot) => readings[slot].table !== null) && row('Table', ({ table }) => (table === null ? NOT_STATED : table.tableMm.map((mm) => mm.toFixed(0)).join(' · ') + ' mm'))}
          {row('Magnification', ({ magnification }) => (magnification === null ? '–' : `× ${magnification.toFixed(2)}`))}
        </tbody>
      </table>
      {slots.filter((slot, at) => slots.findIndex((other) => gapWords(readings[other]) === gapWords(readings[slot])) === at).map((slot) => gapWords(readings[slot]) !== '' && <Notice key={slot} kind="info" title={gapWords(readings.first) === gapWords(readings.second) ? 'Geometry not known' : `Geometry of ${names[slot]} not known`}>{gapWords(readings[slot])}</Notice>)}
    </Section>
  )
}

const gapWords = ({ gaps }: ViewReading): string => gaps.map(({ message }) => message).join(' ')
