import type { ReactNode } from 'react'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { writeDecimal } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import type { Correction } from '#shared/planning/correction.ts'
import type { MissingKind } from '#shared/planning/pairedStructures.ts'
import { missingName, type ClearanceRow } from '../clearances.ts'
import type { CheckFigures } from './checkFigures.ts'

/** What is written as 0.0 goes nowhere: a side beside it would be believed. */
const isNothing = (value: number): boolean => Math.abs(value) < 0.05
const part = (value: number, positive: string, negative: string): string => `${writeDecimal(Math.abs(value))} mm${isNothing(value) ? '' : value > 0 ? ` ${positive}` : ` ${negative}`}`
const headOrFeet = (deg: number): string => `${writeDecimal(Math.abs(deg))}°${isNothing(deg) ? '' : deg > 0 ? ' to head' : ' to feet'}`
const sideways = (deg: number, towards: 'LEFT' | 'RIGHT' | 'NEITHER'): string => `${writeDecimal(deg)}°${towards === 'NEITHER' || isNothing(deg) ? '' : ` to ${towards}`}`
const icons = { above: IconCircleCheck, caution: IconAlertTriangle, stop: IconAlertOctagon }

type CheckNumbersProps = { readonly figures: CheckFigures; readonly missing: readonly MissingKind[] }

/** How the needle lies against its plan, what it is near to, and the way on. */
export function CheckNumbers({ figures: { deviation, correction, clearances }, missing }: CheckNumbersProps) {
  return (
    <>
      <dl className="figs">
        <Row name="Between the shafts" figure={`${writeDecimal(deviation.angleDeg)}°`} />
        <Row name="Tip along the path" figure={part(deviation.alongMm, 'beyond', 'short')}>of the target</Row>
        <Row name="Tip across the path" figure={`${writeDecimal(deviation.acrossMm)} mm`} />
        <Row name="Tip, in parts" figure={part(deviation.towardsLeftMm, 'LEFT', 'RIGHT')}>{part(deviation.towardsFrontMm, 'to the front', 'to the back')}, {part(deviation.towardsHeadMm, 'to the head', 'to the feet')}</Row>
        {correction.ok ? <WayOn way={correction.value} /> : <Row name="From this tip to the target" figure={correction.error.code === 'AT_TARGET' ? 'At the target' : 'Not assessed'}>{correction.error.message}</Row>}
      </dl>
      {correction.ok && !correction.value.isAhead && <Notice kind="caution" title="The target lies behind the tip">Draw the needle back first. A new direction is given once the target lies ahead of the tip.</Notice>}
      <p className="sub">Clearance of this needle, with the shaft straight for the whole length of the path</p>
      {clearances.map(row => <Clearance key={row.structure.id} row={row} />)}
      {missing.map(each => <p key={each.kind} className="an"><IconCircleDashed className="i i-sm" aria-hidden />{missingName(each)}: not assessed, {each.why}</p>)}
    </>
  )
}

const Row = ({ name, figure, children }: { readonly name: string; readonly figure: string; readonly children?: ReactNode }) => <div><dt>{name}</dt><dd>{figure}{children !== undefined && <small>{children}</small>}</dd></div>

function WayOn({ way }: { readonly way: Correction }) {
  return (
    <>
      <Row name="From this tip to the target" figure={`${writeDecimal(way.remainingMm)} mm`}>{way.isAhead ? 'remaining depth' : 'behind the tip'}</Row>
      {way.isAhead && <Row name="New direction" figure={sideways(way.inPlaneDeg, way.inPlaneTowards)}>in-plane; cranio-caudal {headOrFeet(way.craniocaudalDeg)}</Row>}
      {way.isAhead && <Row name="The shaft turns by" figure={`${writeDecimal(way.turnDeg)}°`}>its tip {sideways(way.turnInPlaneDeg, way.turnTowards)}, {headOrFeet(way.turnCraniocaudalDeg)}</Row>}
    </>
  )
}

function Clearance({ row: { structure, state } }: { readonly row: ClearanceRow }) {
  if (state.kind === 'notAssessed') return <p className="an"><IconCircleDashed className="i i-sm" aria-hidden />{structure.name}: not assessed. {state.why}</p>
  const Icon = icons[state.level]
  return <p className={`an ${state.level === 'above' ? 'ok' : state.level}`}><Icon className="i i-sm" aria-hidden />{structure.name}: {writeDecimal(state.distanceMm)} mm from the needle, {writeDecimal(state.leastMm)} at worst{state.endsThere && '; the drawing ends there'}</p>
}
