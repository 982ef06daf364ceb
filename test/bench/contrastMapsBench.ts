import { describePixels } from '#test/builders/corpus.ts'
import { buildAttenuationScale } from '#shared/contrast/attenuation.ts'
import { alignRunSteps, finishSteps } from '#shared/contrast/runAlignment.ts'
import { runMapSteps } from '#shared/contrast/runMaps.ts'

const SIZE = 512
const FRAMES = 100
const ROUNDS = 5
const maskFrames = [0, 1, 2, 3, 4, 5, 6, 7]

const scale = buildAttenuationScale(describePixels({ rows: SIZE, columns: SIZE, pixelIntensityRelationship: 'LIN', pixel: { bitsStored: 12, highBit: 11 } }))
if (!scale.ok) throw new Error(scale.error.message)
/** Hills of bone, noise, and a disc of contrast that grows; the patient moves half way through. */
const frames = Array.from({ length: FRAMES }, (_, frame) => Uint16Array.from({ length: SIZE * SIZE }, (_value, at) => {
  const moved = frame < FRAMES / 2 ? 0 : 1.5
  const column = (at % SIZE) - moved
  const row = Math.floor(at / SIZE)
  const bone = 0.5 * Math.sin(column / 9) * Math.cos(row / 11)
  const contrast = frame > 10 && Math.hypot(column - 256, row - 256) < frame ? 0.4 : 0
  return 1500 * Math.exp(-bone - contrast) + (((at * 7919 + frame * 104729) ^ (at >> 3)) % 61) - 30
}))
const run = { frames, columns: SIZE, rows: SIZE, scale: scale.value, shutter: null }
const timesMs = frames.map((_, frame) => frame * 125)

function median(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now()
    work()
    return performance.now() - startedAt
  }).sort((a, b) => a - b)
  return times[ROUNDS >> 1] ?? Number.NaN
}

const alignment = finishSteps(alignRunSteps(run, maskFrames))
if (!alignment.ok) throw new Error(alignment.error.message)
let longestStep = 0
const maps = median(() => {
  let startedAt = performance.now()
  for (const steps = runMapSteps(run, alignment.value, timesMs); steps.next().done !== true;) {
    longestStep = Math.max(longestStep, performance.now() - startedAt)
    startedAt = performance.now()
  }
})
const align = median(() => { finishSteps(alignRunSteps(run, maskFrames)) })

console.log(JSON.stringify({
  bench: 'contrastMaps',
  rows: [
    { work: 'peak, arrival and time-to-peak maps of 100 frames 512²', ours: maps, unit: 'ms', target: 1500, other: null },
    { work: 'longest step of them, between two looks at a cancellation', ours: longestStep, unit: 'ms', target: 50, other: null },
    { work: 'automatic shift of 100 frames 512²', ours: align, unit: 'ms', target: null, other: null, note: 'noise and motion score included' },
  ],
}))
