import type { AcceptedLimits, QuestionKind } from '#shared/teaching/questions.ts'
import { LeftField } from './LeftField.tsx'

type LimitName = keyof AcceptedLimits
const titles: Readonly<Record<LimitName, string>> = { alongJointMm: 'Along the joint, mm', depthMm: 'Depth, mm', craniocaudalMm: 'Head or feet, mm', entryMm: 'Entry, mm', directionDeg: 'Direction, °', flashPx: 'Place, px', flashFrames: 'Frames' }
const limitsOf: Readonly<Partial<Record<QuestionKind, readonly LimitName[]>>> = {
  placeTarget: ['alongJointMm', 'depthMm', 'craniocaudalMm'], drawPath: ['alongJointMm', 'depthMm', 'craniocaudalMm', 'entryMm', 'directionDeg'], chooseView: ['directionDeg'], findFlash: ['flashPx', 'flashFrames'],
}

type LimitFieldsProps = { readonly kind: QuestionKind; readonly limits: AcceptedLimits; readonly onChange: (limits: AcceptedLimits) => void }

/** How far off an answer may be where the educator says so himself. */
export function LimitFields({ kind, limits, onChange }: LimitFieldsProps) {
  const names = limitsOf[kind]
  if (names === undefined) return null
  const change = (name: LimitName, typed: string): void => {
    const value = typed.trim() === '' ? null : Number(typed.replace(',', '.'))
    if (value !== null && !(Number.isFinite(value) && value > 0 && (name !== 'flashFrames' || Number.isInteger(value)))) return
    onChange({ ...limits, [name]: value })
  }
  return <div className="tch-t">{names.map((name) => <LeftField key={name} label={`Up to, ${titles[name].charAt(0).toLowerCase()}${titles[name].slice(1)}`} hint="empty: spread of the experts" value={String(limits[name] ?? '')} maxLength={8} onLeave={(typed) => { change(name, typed) }} />)}</div>
}
