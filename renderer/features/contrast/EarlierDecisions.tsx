import { useCaseRecord, writeClockSeconds } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { decisionWords, patternsInWords } from './words.ts'

/** What was decided before: it stays in the record, whatever is decided next. */
export function EarlierDecisions() {
  const { state } = useCaseRecord()
  const assessments = state?.assessments ?? []
  if (assessments.length === 0) return null
  return (
    <Section title="Decisions in the record">
      <ul className="seen">
        {assessments.map(({ assessment: { injection, decision, patterns, missing }, atIso, actor }) => (
          <li key={atIso} className="todo">
            <span>
              {injection === undefined ? '' : `Injection ${String(injection.number)}: `}<b>{decisionWords[decision]}</b>
              <small>{[patternsInWords(patterns), actor, missing === undefined ? '' : `against the list, ${String(missing.length)} to do`].filter((word) => word !== '').join('; ')}</small>
            </span>
            <span className="w">{writeClockSeconds(new Date(atIso))}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
