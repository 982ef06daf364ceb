import type { Cine } from '#renderer/viewports/index.ts'
import { runPace } from '#shared/contrast/runPace.ts'

const oneDecimal = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1))
const sources: Readonly<Record<Cine['timing']['source'], string>> = { frameTime: 'by Frame Time', frameTimeVector: 'by Frame Time Vector', frameTimestamps: 'by frame timestamps', none: '' }
const slow: Readonly<Record<Cine['slowness'], string | null>> = { 1: null, 2: 'half speed', 4: 'quarter speed' }

type Rated = Pick<Cine, 'trueRate' | 'timing' | 'shownRate' | 'slowness' | 'achievedRate'>

/** What the times of a run are taken from, and how fast it was acquired. */
export function trueRateWords({ trueRate, timing }: Pick<Cine, 'trueRate' | 'timing'>): string {
  if (trueRate === null) return 'no frame times'
  const pace = runPace(timing.frameTimesMs)
  return `${oneDecimal(Math.round(trueRate * 10) / 10)} frames/s true rate ${sources[timing.source]}${pace?.isUneven === true ? ` on average, ${pace.slowestPerS.toFixed(1)} at the slowest` : ''}`
}

/** How fast it is shown: whole frames above ten, so that the words do not flicker. */
export function shownRateWords(cine: Rated): string {
  const achieved = cine.achievedRate()
  return [
    trueRateWords(cine),
    cine.shownRate === null ? null : `plays at ${oneDecimal(cine.shownRate)} frames/s`,
    achieved === null ? null : `shown at ${achieved < 10 ? achieved.toFixed(1) : achieved.toFixed(0)}`,
    slow[cine.slowness],
  ].filter(part => part !== null).join(', ')
}
