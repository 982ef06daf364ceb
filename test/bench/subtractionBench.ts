import { describePixels } from '#test/builders/corpus.ts'
import { buildAttenuationScale } from '#shared/contrast/attenuation.ts'
import { createSubtractor, type SubtractionFrames } from '#shared/contrast/subtractor.ts'

const SIZE = 1024
const FRAMES = 12
const ROUNDS = 60

const scale = buildAttenuationScale(describePixels({ rows: SIZE, columns: SIZE, pixelIntensityRelationship: 'LIN', pixel: { bitsStored: 12, highBit: 11 } }))
if (!scale.ok) throw new Error(scale.error.message)
const frames = Array.from({ length: FRAMES }, (_, frame) => Uint16Array.from({ length: SIZE * SIZE }, (_value, at) => 200 + ((at * 31 + frame * 977) % 3800)))
const nothing = new Uint16Array(SIZE * SIZE)
const subtractor = createSubtractor(SIZE, SIZE, scale.value, (frame) => frames[frame] ?? nothing)
const target = new Float32Array(SIZE * SIZE)

/** The median over many rounds, each with other input, so that nothing is kept from the round before but what is meant to be. */
function measure(request: (round: number) => SubtractionFrames, work: (frames: SubtractionFrames) => void = (frames) => { subtractor.subtract(frames, target) }): number {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now()
    work(request(round))
    times.push(performance.now() - startedAt)
  }
  times.sort((a, b) => a - b)
  return times[ROUNDS >> 1] ?? Number.NaN
}

const maskFrames = [0, 1, 2, 3, 4, 5, 6, 7]
const greys = new Uint8Array(SIZE * SIZE)
const painted = (frames: SubtractionFrames): void => { subtractor.paint(frames, { window: { centre: 0, width: 1 }, landmark: 0, inverted: false }, greys) }
const picture = measure((round) => ({ contrastFrames: [8 + (round % 4)], maskFrames, shiftPx: [0.1, -0.35] }), painted)
const moved = measure((round) => ({ contrastFrames: [8 + (round % 4)], maskFrames, shiftPx: [0.1 + round * 0.01, -0.35] }), painted)
const remasked = measure((round) => ({ contrastFrames: [11], maskFrames: [0, 1, 2, 3, 4, 5, 6, 7].map((frame) => (frame + (round % 3))), shiftPx: [0.3, -0.1] }), painted)
const plain = measure((round) => ({ contrastFrames: [8 + (round % 4)], maskFrames, shiftPx: [0, 0] }))
const shiftChanged = measure((round) => ({ contrastFrames: [8], maskFrames, shiftPx: [0.1 + round * 0.01, -0.35] }))
const maskChanged = measure((round) => ({ contrastFrames: [11], maskFrames: [0, 1, 2, 3, 4, 5, 6, 7].map((frame) => (frame + (round % 3))), shiftPx: [0, 0] }))

console.log(JSON.stringify({
  bench: 'subtraction',
  rows: [
    { work: '1024² frame subtracted, shifted by parts of pixels and windowed', ours: picture, unit: 'ms', target: 5, other: null, note: 'the moved mask kept, as while a run plays' },
    { work: '1024² the same, shift changed', ours: moved, unit: 'ms', target: 5, other: null },
    { work: '1024² new mask of 8 frames to picture', ours: remasked, unit: 'ms', target: 50, other: null },
    { work: '1024² subtraction, next frame', ours: plain, unit: 'ms', target: 5, other: null },
    { work: '1024² subtraction, shift changed', ours: shiftChanged, unit: 'ms', target: 50, other: null, note: 'bilinear, the mask kept' },
    { work: '1024² subtraction, mask of 8 frames changed', ours: maskChanged, unit: 'ms', target: 50, other: null },
  ],
}))
