import { stopPatterns, type ContrastDecision, type ContrastPattern } from '#shared/contrast/assessment.ts'

/** In the order of the panel: what may be, then what stops. */
export const patternWords: Readonly<Record<ContrastPattern, string>> = {
  intraArticular: 'Intra-articular', epidural: 'Epidural', capsularLeak: 'Capsular leak', subdural: 'Subdural',
  extraArticular: 'Extra-articular', intrathecal: 'Intrathecal', venous: 'Venous', arterial: 'Arterial',
}
export const patternOrder: readonly ContrastPattern[] = ['intraArticular', 'epidural', 'capsularLeak', 'subdural', 'extraArticular', 'intrathecal', 'venous', 'arterial']
export const decisionWords: Readonly<Record<ContrastDecision, string>> = { inject: 'Inject', reposition: 'Reposition', abort: 'Abort' }
export const vesselWords = { yes: 'Yes', no: 'No', unsure: 'Unsure' } as const

/** "Intra-articular", or "Mixed: Intra-articular and Venous". */
export function patternsInWords(patterns: readonly ContrastPattern[]): string {
  const words = patternOrder.filter((pattern) => patterns.includes(pattern)).map((pattern) => patternWords[pattern])
  return words.length > 1 ? `Mixed: ${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}` : words.join('')
}

export const isStop = (pattern: ContrastPattern): boolean => stopPatterns.has(pattern)
