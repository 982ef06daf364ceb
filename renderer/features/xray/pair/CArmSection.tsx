import { Notice, Section } from '#renderer/ui/index.ts'
import { writeCArmAngle } from '#shared/projection/consoleAngles.ts'
import type { ViewReading } from '#shared/projection/readView.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'

type CArmSectionProps = { readonly readings: Readonly<Record<PairSlot, ViewReading>>; readonly names: Readonly<Record<PairSlot, string>> }
const slots: readonly PairSlot[] = ['first', 'second']
const NOT_STATED = 'not stated'

/** How each view was taken, as its header has it; what is absent is said to be. */
export function CArmSection({ readings, names }: CArmSectionProps) {
  const row = (title: string, of: (reading: ViewReading) => string) => <tr><th scope="row">{title}</th>{slots.map((slot) => { const words = of(readings[slot]); return <td key={slot} className={words === NOT_STATED ? 'soft' : ''}>{words}</td> })}</tr>
  const mm = (value: number | null): string => (value === null ? NOT_STATED : `${value.toFixed(0)} mm`)
  return (
    <Section title="C-arm" end="as the headers state it">
      <table className="xr-carm">
        <thead><tr><td />{slots.map((slot) => <th key={slot} scope="col">{names[slot]}</th>)}</tr></thead>
        <tbody>
          {row('Sideways', ({ primaryDeg }) => (primaryDeg === null ? NOT_STATED : writeCArmAngle('primary', primaryDeg)))}
          {row('Head or feet', ({ secondaryDeg }) => (secondaryDeg === null ? NOT_STATED : writeCArmAngle('secondary', secondaryDeg)))}
          {row('Source to detector', ({ sidMm }) => mm(sidMm))}
          {row('Source to isocentre', ({ sodMm }) => mm(sodMm))}
          {row('Magnification', ({ magnification }) => (magnification === null ? NOT_STATED : `× ${magnification.toFixed(2)}`))}
        </tbody>
      </table>
      {slots.filter((slot, at) => slots.findIndex((other) => gapWords(readings[other]) === gapWords(readings[slot])) === at).map((slot) => gapWords(readings[slot]) !== '' && <Notice key={slot} kind="info" title={gapWords(readings.first) === gapWords(readings.second) ? 'Geometry not known' : `Geometry of ${names[slot]} not known`}>{gapWords(readings[slot])}</Notice>)}
    </Section>
  )
}

const gapWords = ({ gaps }: ViewReading): string => gaps.map(({ message }) => message).join(' ')
