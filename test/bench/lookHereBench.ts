import type { SpreadName } from '#sample-dicom/contrast/patterns.ts'
import { analyseRun, flashTruth, patternOf, placesToLook, plantedMotion, pointsOutFlash } from '#test/builders/contrastAnalysis.ts'
import { openContrastRuns } from '#test/builders/contrastRun.ts'

const SEEDS = 20
const MOVED_FROM = 10
const runs = await openContrastRuns()
const truth = flashTruth(runs)

/** Whether something is pointed out, and whether it is the flash, in run after run of one case with other noise each. */
function look(spread: SpreadName, seeds: number): { readonly pointed: number; readonly flash: number; readonly ms: number } {
  const prepared = runs.prepare(patternOf(spread), { fromFrame: MOVED_FROM, ...plantedMotion })
  let pointed = 0
  let flash = 0
  let ms = 0
  for (let seed = 1; seed <= seeds; seed += 1) {
    const analysed = analyseRun(runs, prepared.frames(seed * 1009))
    const startedAt = performance.now()
    const places = placesToLook(analysed)
    ms += performance.now() - startedAt
    if (places.length > 0) pointed += 1
    if (pointsOutFlash(places, truth)) flash += 1
  }
  return { pointed, flash, ms: ms / seeds }
}

const arthrogram = look('arthrogram', SEEDS)
const artery = look('arteryFlash', SEEDS)
const others = (['epidural', 'capsularLeak', 'venousRunOff'] as const).map((spread) => ({ spread, ...look(spread, 5) }))

console.log(JSON.stringify({
  bench: 'lookHere',
  rows: [
    { work: `arterial flash not pointed out, of ${SEEDS} runs with noise and 2 px of motion`, ours: SEEDS - artery.flash, unit: 'runs', target: 1, other: null },
    { work: `arthrogram in which a place is pointed out, of ${SEEDS} runs`, ours: arthrogram.pointed, unit: 'runs', target: 1, other: null },
    ...others.map(({ spread, pointed }) => ({ work: `${spread} in which a place is pointed out, of 5 runs`, ours: pointed, unit: 'runs', target: null, other: null })),
    { work: 'looking through 40 frames 512²', ours: artery.ms, unit: 'ms', target: null, other: null },
  ],
}))
