const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const wordsOf = (text: string): readonly string[] => plain(text).split(/[\s,]+/).filter((word) => word !== '')

function isSubsequence(short: string, long: string): boolean {
  let at = 0
  for (const letter of long) if (letter === short[at]) at += 1
  return at === short.length
}

/** One letter wrong, missing, too many, or two swapped. */
function isOneSlipAway(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1) return false
  let start = 0
  while (start < typed.length && typed[start] === word[start]) start += 1
  let end = 0
  while (end < Math.min(typed.length, word.length) - start && typed.at(-1 - end) === word.at(-1 - end)) end += 1
  const [rest, other] = [typed.slice(start, typed.length - end), word.slice(start, word.length - end)]
  return (rest.length <= 1 && other.length <= 1) || (rest.length === 2 && other.length === 2 && rest[0] === other[1] && rest[1] === other[0])
}

function wordScore(typed: string, word: string): number {
  if (word === typed) return 6
  if (word.startsWith(typed)) return 5
  if (typed.length > 1 && word.includes(typed)) return 3
  if (typed.length > 3 && isOneSlipAway(typed, word)) return 2
  return typed.length > 1 && word[0] === typed[0] && isSubsequence(typed, word) ? 1 : 0
}

/**
 * How well a search fits a name, or one of the words for it that are used elsewhere; 0 = not at all. Every typed word has
 * to be found. A name counts for more than its synonyms, a beginning for more than a middle, a slip of the finger little.
 */
export function fits(typed: string, name: string, also: readonly string[] = []): number {
  const asked = wordsOf(typed)
  if (asked.length === 0) return 1
  const [named, others] = [wordsOf(name), also.flatMap(wordsOf)]
  const scores = asked.map((word) => Math.max(0, ...named.map((one) => wordScore(word, one)), ...others.map((one) => 0.8 * wordScore(word, one))))
  if (scores.some((score) => score === 0)) return 0
  // Of two names that hold all words the shorter one says less that was not asked for.
  return scores.reduce((sum, score) => sum + score, 0) / scores.length + 1 / (1 + named.length)
}
