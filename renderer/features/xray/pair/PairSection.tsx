import { IconCheck } from '@tabler/icons-react'
import { editCase, useOperator, writeClock } from '#renderer/features/case/index.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import type { ViewPair } from '#shared/projection/viewPair.ts'
import { withoutPair, withPair } from './pairEdits.ts'
import { isSameRun, usePairState } from './pairState.ts'
import type { ShownPair } from './usePair.ts'

/** Which two runs are one pair: proposed from angles and times, or as the operator chose. */
export function PairSection({ shown: { chosen, pair, proposal, runs }, names }: { readonly shown: ShownPair; readonly names: { readonly first: string; readonly second: string } }) {
  const operator = useOperator() ?? ''
  const isProposed = proposal !== null && isSameRun(proposal.first, chosen.first) && isSameRun(proposal.second, chosen.second)
  if (runs.length < 2) return <Section title="Pair"><p className="sub">One view only. A second run, from another direction, makes a pair.</p></Section>
  if (pair !== null) {
    return (
      <Section title="Pair" end={`${pair.by === '' ? 'no name' : pair.by}, ${writeClock(new Date(pair.atIso))}`}>
        <p className="xr-line"><IconCheck size="1.25rem" className="ok" aria-hidden /><span>{names.first} and {names.second} are one pair.</span></p>
        <div className="row"><button type="button" className="btn sm ghost" onClick={() => { void editCase('views no longer paired', (document) => withoutPair(document, pair.pairId)) }}>Unpair</button></div>
      </Section>
    )
  }
  const isOneView = isSameRun(chosen.first, chosen.second)
  return (
    <Section title="Pair" end={isProposed ? 'proposed' : 'not paired'}>
      {isProposed && <p className="sub">{names.first} and {names.second}: {proposal.reasons.join(', ')}.</p>}
      {!isProposed && proposal === null && <p className="sub">No two runs state C-arm angles that are 30° or more apart. Choose a run for each view.</p>}
      {isOneView && <Notice kind="caution">Both views show the same run. Choose another run for one of them: one view tells no depth.</Notice>}
      <div className="row">
        <button type="button" className="btn sm" disabled={isOneView || chosen.first === null || chosen.second === null} onClick={() => { makePair(chosen.first, chosen.second, operator) }}>Pair these two</button>
        {!isProposed && proposal !== null && <button type="button" className="btn sm ghost" onClick={() => { usePairState.setState({ chosen: { first: placeOf(proposal.first), second: placeOf(proposal.second) } }) }}>Show the proposed pair</button>}
      </div>
      {!isProposed && proposal !== null && <p className="sub">Proposed: {nameOf(runs, proposal.first)} and {nameOf(runs, proposal.second)}, {proposal.reasons.join(', ')}.</p>}
    </Section>
  )
}

type Place = ViewPair['first']
const placeOf = ({ seriesUid, run }: Place): Place => ({ seriesUid, run })
const nameOf = (runs: readonly ListedRun[], place: Place): string => runs.find((run) => isSameRun(run, place))?.name ?? 'a run'

function makePair(first: Place | null, second: Place | null, by: string): void {
  if (first === null || second === null) return
  const pair: ViewPair = { pairId: crypto.randomUUID(), first, second, stillBetween: null, tableShifted: null, table: null, points: [], by, atIso: new Date().toISOString() }
  void editCase('views paired', (document) => withPair(document, pair))
}
