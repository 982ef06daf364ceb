import bidiFactory from 'bidi-js'
import type { ChosenFont, FontWeight, PaperFonts } from './paperFonts.ts'

/** A piece of a line that is set with one font in one direction, in the order from the left edge of the page on. */
export type VisualRun = { readonly text: string; readonly font: ChosenFont }

const bidi = bidiFactory()

/** Marks that join or direct letters, and take no place of their own. */
const isInvisible = (character: string): boolean => /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u.test(character)
const isArabic = (character: string): boolean => /\p{Script=Arabic}/u.test(character)

/**
 * One line of text as runs to be set beside each other: each character with a font that has it, runs in the order of the
 * Unicode Bidirectional Algorithm in a page that reads from left to right. Runs of Arabic keep their logical order, for the font
 * joins and turns its letters itself. What no font has is told to `missing` and set as the box of the first font.
 *
 * @source UAX #9, rules L2 and L4
 */
export function visualRuns(line: string, weight: FontWeight, fonts: PaperFonts, missing: (character: string) => void): readonly VisualRun[] {
  const { levels } = bidi.getEmbeddingLevels(line, 'ltr')
  const logical: { text: string; font: ChosenFont; level: number }[] = []
  let font: ChosenFont | null = null
  let at = 0
  for (const character of line) {
    const level = levels[at] ?? 0
    at += character.length
    if (isInvisible(character)) continue
    const found = fonts.choose(character, weight, font)
    if (found === null) missing(character)
    font = found ?? { fileName: 'noto-sans-latin-400-normal.woff', thickened: weight === 'bold' }
    const last = logical.at(-1)
    if (last !== undefined && last.level === level && last.font.fileName === font.fileName) last.text += character
    else logical.push({ text: character, font, level })
  }
  return reordered(logical).map(({ text, font: chosen, level }) => ({ text: level % 2 === 1 && !hasArabic(text) ? turned(text) : text, font: chosen }))
}

const hasArabic = (text: string): boolean => [...text].some(isArabic)
/** Punctuation that stands among letters from right to left, and those of scripts that a font does not turn. */
const turned = (text: string): string => [...text].toReversed().map((character) => bidi.getMirroredCharacter(character) ?? character).join('')

/** Rule L2: from the highest level down to the lowest odd one, turn round each stretch of runs at that level or above. */
function reordered<Run extends { readonly level: number }>(runs: readonly Run[]): readonly Run[] {
  const ordered = [...runs]
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      let to = from
      while ((ordered[to]?.level ?? -1) >= level) to += 1
      if (to > from) ordered.splice(from, to - from, ...ordered.slice(from, to).toReversed())
      from = Math.max(from, to - 1)
    }
  }
  return ordered
}
