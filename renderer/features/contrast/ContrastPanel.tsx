import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { editCase, useCaseDocument } from '#renderer/features/case/index.ts'
import { Notice, Panel, Section, Segmented } from '#renderer/ui/index.ts'
import { ADVISED_FRAMES_PER_SECOND, withAnswer, type ContrastState } from './contrastRules.ts'
import type { Shown } from './ContrastWork.tsx'
import { DecisionFoot } from './DecisionFoot.tsx'
import { PatternSection } from './PatternSection.tsx'

const answers = [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }, { value: 'unsure', label: 'Unsure' }] as const

export const answer = (step: string, change: Parameters<typeof withAnswer>[1]): void => {
  void editCase(step, document => ({ ...document, contrast: withAnswer(document.contrast, change) }))
}

export function ContrastPanel({ first, hasSecondView }: { readonly first: Shown; readonly hasSecondView: boolean }) {
  const { contrast } = useCaseDocument()
  const { trueRate, timing } = first.run.cine
  return (
    <Panel title="Contrast" end={contrast.decision === null ? 'not decided' : 'decided'} foot={<DecisionFoot first={first} hasSecondView={hasSecondView} />}>
      {trueRate !== null && trueRate < ADVISED_FRAMES_PER_SECOND && (
        <section className="sec" aria-label="Frame rate"><Notice kind="caution">This run has {Math.round(trueRate * 10) / 10} frames per second. Fast arterial flow can be missed. {ADVISED_FRAMES_PER_SECOND} or more is advised.</Notice></section>
      )}
      {timing.source === 'none' && <section className="sec" aria-label="Frame times"><Notice kind="caution">This run has no frame times. Speed and washout cannot be measured.</Notice></section>}
      {!hasSecondView && <section className="sec" aria-label="Second view"><Notice kind="caution">Lateral run is missing. Inject stays off until a lateral is seen or a reason is given.</Notice></section>}
      <Section title="Vessel filling seen?">
        <Segmented className="big3" label="Vessel filling seen?" choices={answers} value={contrast.vesselFilling} onChange={vesselFilling => { answer(`vessel filling ${vesselFilling}`, { vesselFilling }) }} />
      </Section>
      <PatternSection patterns={contrast.patterns} />
      <CommentSection key={contrast.comment} contrast={contrast} />
    </Panel>
  )
}

function CommentSection({ contrast }: { readonly contrast: ContrastState }) {
  const [typed, setTyped] = useState(contrast.comment)
  return (
    <Section title="Comment or reason">
      <Textarea aria-label="Comment or reason" autosize minRows={1} maxRows={4} maxLength={2000} value={typed} onChange={event => { setTyped(event.currentTarget.value) }} onBlur={() => { if (typed !== contrast.comment) answer('comment on contrast', { comment: typed }) }} />
    </Section>
  )
}
