import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { sayView, viewWords, type ListedRun, type ViewWord } from '#renderer/features/fluoroscopy/index.ts'
import { Notice, Section, Segmented } from '#renderer/ui/index.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { useShownRun, type Slot } from './contrastView.ts'
import { lateralWords } from './decision.ts'
import { leadTo } from './leadTo.ts'
import { OneLine } from './OneLine.tsx'
import { seenRows, type LateralState } from './seenRuns.ts'

type Contrast = CaseDocument['contrast']

/** What was looked at; the app writes it, the operator cannot tick it. What was not has a button that leads there. */
export function SeenSection({ contrast, runs }: { readonly contrast: Contrast; readonly runs: readonly ListedRun[] }) {
  return (
    <Section title="Seen so far">
      <ul className="seen">
        {seenRows(contrast, runs).map(({ what, words, atIso, run }) => (
          <li key={what} className="todo">
            {atIso === null ? <IconCircle className="caution" size="1.25rem" aria-hidden /> : <IconCircleCheck className="ok" size="1.25rem" aria-hidden />}
            <span>{words}</span>
            {atIso !== null ? <span className="w">{writeClockSeconds(new Date(atIso))}</span>
              : run === null ? <span className="w notyet">not yet</span>
                : <button type="button" className="w notyet go-look" aria-label={`${words}: not yet, look now`} onClick={() => { leadTo({ kind: 'run', run, look: what }) }}>not yet</button>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

type LateralSectionProps = { readonly lateral: Exclude<LateralState, 'seen'>; readonly reason: string; readonly onReason: (reason: string) => void }

export const LateralSection = ({ lateral, reason, onReason }: LateralSectionProps) => (
  <section className="sec" aria-label="Lateral run" id="contrast-lateral">
    <Notice kind="caution">{lateralWords[lateral]}</Notice>
    <OneLine label="Reason why no lateral is seen" placeholder="Reason" value={reason} maxLength={500} onDone={onReason} />
  </section>
)

const choices = (['ap', 'lateral'] as const).map((value) => ({ value, label: viewWords[value] }))

/** The shown runs whose angles do not say which view they are. */
export function ViewQuestions({ slots, runs }: { readonly slots: readonly Slot[]; readonly runs: readonly ListedRun[] }) {
  const first = useShownRun('first')
  const second = useShownRun('second')
  const shown = slots.map((slot) => (slot === 'first' ? first : second)).flatMap((choice) => (choice === null ? [] : runs.filter((run) => run.key === runKey(choice.seriesUid, choice.run))))
  const asked = shown.filter((run, at) => run.viewIsAsked && shown.indexOf(run) === at)
  if (asked.length === 0) return null
  return (
    <Section title="Which view is it?" className="ask">
      {asked.map((run) => (
        <div className="q" key={run.key}>
          <span>{run.name}</span>
          <Segmented<ViewWord> label={`View of ${run.name}`} value={run.view} choices={choices} onChange={(view) => { sayView(run.key, `run ${String(run.number)}`, view) }} />
        </div>
      ))}
    </Section>
  )
}
