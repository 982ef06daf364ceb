import { IconAlertOctagon, IconCheck } from '@tabler/icons-react'
import { editCase } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { contrastPattern, stopPatterns, type ContrastPattern } from '#shared/contrast/assessment.ts'
import { patternNames, withAnswer } from './contrastRules.ts'

/** Two columns: where it should be beside where it must not be. */
const shownOrder = contrastPattern.options.toSorted((a, b) => Object.keys(patternNames).indexOf(a) - Object.keys(patternNames).indexOf(b))

const toggle = (pattern: ContrastPattern, chosen: boolean): void => {
  void editCase(`${patternNames[pattern]} ${chosen ? 'taken off' : 'chosen'}`, document => {
    const { patterns } = document.contrast
    return { ...document, contrast: withAnswer(document.contrast, { patterns: chosen ? patterns.filter(each => each !== pattern) : [...patterns, pattern] }) }
  })
}

export function PatternSection({ patterns }: { readonly patterns: readonly ContrastPattern[] }) {
  return (
    <Section title="Pattern" end={patterns.length > 1 ? 'Mixed' : 'choose all that apply'}>
      <div className="chips" role="group" aria-label="Pattern, choose all that apply">
        {shownOrder.map(pattern => {
          const chosen = patterns.includes(pattern)
          const stops = stopPatterns.has(pattern)
          return (
            <button key={pattern} type="button" role="checkbox" aria-checked={chosen} aria-label={`${patternNames[pattern]}${stops ? ', stops Inject' : ''}`} className={`chip${chosen ? ' on' : ''}${stops ? ' st2' : ''}`} onClick={() => { toggle(pattern, chosen) }}>
              {stops ? <IconAlertOctagon className="i i-sm" aria-hidden /> : chosen ? <IconCheck className="i" aria-hidden /> : <span className="bx" />}
              {patternNames[pattern]}{stops && chosen && <IconCheck className="i i-sm tick" aria-hidden />}
            </button>
          )
        })}
      </div>
    </Section>
  )
}
