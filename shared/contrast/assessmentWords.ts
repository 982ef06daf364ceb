import { qualityParts, stopPatterns, vesselPatterns, type ContrastDecision, type ContrastLook, type ContrastPattern, type QualityGrade, type QualityPart, type RunQuality } from './assessment.ts'

/** In the order of the panel: what may be, then what stops. */
export const patternWords: Readonly<Record<ContrastPattern, string>> = {
  intraArticular: 'Intra-articular', epidural: 'Epidural', capsularLeak: 'Capsular leak', subdural: 'Subdural',
  extraArticular: 'Extra-articular', intrathecal: 'Intrathecal', venous: 'Venous', arterial: 'Arterial',
}
export const patternOrder: readonly ContrastPattern[] = ['intraArticular', 'epidural', 'capsularLeak', 'subdural', 'extraArticular', 'intrathecal', 'venous', 'arterial']
export const decisionWords: Readonly<Record<ContrastDecision, string>> = { inject: 'Inject', reposition: 'Reposition', abort: 'Abort' }
export const vesselWords = { yes: 'Yes', no: 'No', unsure: 'Unsure' } as const
export const gradeWords: Readonly<Record<QualityGrade, string>> = { good: 'Good', fair: 'Fair', poor: 'Poor' }
export const qualityWords: Readonly<Record<QualityPart, string>> = { position: 'Position', mask: 'Mask', volume: 'Volume' }
export const lookWords: Readonly<Record<ContrastLook['what'], string>> = {
  native: 'Native run to the end', subtracted: 'Subtracted run to the end', peak: 'Peak picture', faint: 'Faint-flow window', lateral: 'Lateral run to the end',
}

/**
 * "Intra-articular", or "Mixed: Intra-articular and Venous".
 *
 * @source  "mixed" for any combination: the operator's own words beside each other, simultaneous target and vessel included
 * @limits  words only: what a mix counts as is told by isVessel and isStop
 */
export function patternsInWords(patterns: readonly ContrastPattern[]): string {
  const words = patternOrder.filter((pattern) => patterns.includes(pattern)).map((pattern) => patternWords[pattern])
  return words.length > 1 ? `Mixed: ${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}` : words.join('')
}

/**
 * "Position Good, Mask Fair, Volume not rated".
 *
 * @source  three parts of one published grading of subtraction runs (Pain Med 2020): patient position, mask, contrast volume
 */
export const qualityInWords = (quality: RunQuality): string =>
  qualityParts.map((part) => { const grade = quality[part]; return `${qualityWords[part]} ${grade === null ? 'not rated' : gradeWords[grade]}` }).join(', ')

/**
 * Whether a pattern takes "inject" away.
 *
 * @source  none: the site's rule; epidural, subdural, intrathecal and both vessels
 */
export const isStop = (pattern: ContrastPattern): boolean => stopPatterns.has(pattern)

/**
 * Whether a pattern is a vessel; one in a mix makes the whole a vessel.
 *
 * @source  simultaneous filling of target and vessel in 23 to 32 % of injections: treat as vascular (Kranz et al., AJNR 36:1000)
 */
export const isVessel = (pattern: ContrastPattern): boolean => vesselPatterns.has(pattern)
