import { contrastPattern } from '../contrast/patterns.ts'
import { type ContrastPart, contrastVolumeMl } from '../contrast/pattern.ts'
import type { SampleCase } from '../case-definitions/sampleCase.ts'
import { framesPerSecond, runSeconds } from '../case-definitions/exposures.ts'
import { frameTimeMs, maskFrameNumbers } from '../dicom/xaDataset.ts'

/** Below this share of its own peak a part of the contrast counts as not there. */
const seenShare = 0.02
const retainedAtS = 5

/** Where the contrast of a case goes and when, in neat millilitres; frames count from 0. */
export function contrastTruth(sample: SampleCase) {
  if (sample.spread === null) return null
  const pattern = contrastPattern(sample.spread, sample.side, sample.parameters, sample.flash)
  return {
    spread: sample.spread,
    secondsSinceInjection: runSeconds,
    injectionStartsMs: maskFrameNumbers.length * frameTimeMs,
    maskFrames: maskFrameNumbers.map(number => number - 1),
    volumeMlPerFrame: runSeconds.map(seconds => contrastVolumeMl(pattern, seconds)),
    parts: pattern.map(partTruth),
  }
}

function partTruth(part: ContrastPart) {
  const volumes = runSeconds.map(seconds => contrastVolumeMl([part], seconds))
  const late = contrastVolumeMl([part], retainedAtS)
  const peakMl = Math.max(...volumes, late)
  const seen = volumes.map((volume, frame) => ({ volume, frame })).filter(({ volume }) => volume > seenShare * peakMl).map(({ frame }) => frame)
  const peakFrame = volumes.indexOf(Math.max(...volumes))
  return {
    name: part.name,
    peakMl,
    peakFrame,
    onsetFrame: seen[0] ?? null,
    lastSeenFrame: seen.at(-1) ?? null,
    onsetMs: seen[0] === undefined ? null : (seen[0] * 1000) / framesPerSecond,
    framesSeen: seen,
    retainedFractionAt5S: late / peakMl,
    retainedFractionAtLastFrame: (volumes.at(-1) ?? 0) / peakMl,
  }
}
