import type { ContrastQuestion, ContrastQuestionName } from './contrastMessages.ts'

/** Whoever waits at the screen goes before what fills in by and by. */
const ranks: Readonly<Record<ContrastQuestionName, number>> = { proposal: 0, alignment: 1, curves: 2, faintWindow: 2, spread: 3, problems: 4, maps: 5, lookHere: 6 }

export const rankOf = ({ name, input }: ContrastQuestion): number =>
  // These two ask for the whole run first.
  (name === 'faintWindow' || name === 'spread') && input.of === 'peak' ? ranks.maps : ranks[name]
