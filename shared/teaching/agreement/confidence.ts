export type ConfidentAnswer = { readonly confidence: number; readonly isAccepted: boolean }
export type ConfidenceLevel = { readonly confidence: number; readonly answers: number; readonly accepted: number }

/**
 * What a confidence of 1 to 5 stands for as a chance of being accepted: none at 1, certainty at 5.
 *
 * @units   none, 0 to 1
 * @source  the app's own scale, in equal steps; "no idea" and "certain" are the words at its ends
 */
export const expectedShare = (confidence: number): number => (confidence - 1) / 4

/**
 * How often answers given with each confidence were accepted, and how far confidence and result lie apart on the whole.
 *
 * @units   `higherBy` and `brier` are shares, 0 to 1; higherBy + more confident than right, − less
 * @source  calibration by level; Brier, Mon Weather Rev 1950: mean (p − outcome)²
 * @limits  figures are null without an answer; levels nobody used are left out
 */
export function confidenceAgainstResult(answers: readonly ConfidentAnswer[]): { readonly levels: readonly ConfidenceLevel[]; readonly higherBy: number | null; readonly brier: number | null } {
  const levels = [1, 2, 3, 4, 5].map((confidence) => {
    const those = answers.filter((answer) => answer.confidence === confidence)
    return { confidence, answers: those.length, accepted: those.filter(({ isAccepted }) => isAccepted).length }
  }).filter((level) => level.answers > 0)
  if (answers.length === 0) return { levels, higherBy: null, brier: null }
  const mean = (each: (answer: ConfidentAnswer) => number): number => answers.reduce((sum, answer) => sum + each(answer), 0) / answers.length
  const off = ({ confidence, isAccepted }: ConfidentAnswer): number => expectedShare(confidence) - (isAccepted ? 1 : 0)
  return { levels, higherBy: mean(off), brier: mean((answer) => off(answer) ** 2) }
}

/**
 * One answer's confidence beside its result: "higher than the result".
 *
 * @source  4 or 5 counts as sure, 1 or 2 as unsure; 3 is neither
 */
export function confidenceWords(confidence: number, isAccepted: boolean): string {
  if (confidence >= 4) return isAccepted ? 'as the result' : 'higher than the result'
  if (confidence <= 2) return isAccepted ? 'lower than the result' : 'as the result'
  return 'in the middle'
}
