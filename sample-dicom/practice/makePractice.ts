import type { PracticeMade, PracticeRequest } from '#shared/teaching/practice.ts'
import { writeOneCase } from '../writeSampleCases.ts'
import { practiceCase } from './practiceCase.ts'
import { practiceTruth } from './practiceTruth.ts'

/** Writes the images of a generated case into a folder, and says what is asked and known of it. The folder holds images alone: what is known is never written to it. */
export async function makePractice(request: PracticeRequest, directory: string, onShare: (share: number) => void): Promise<PracticeMade> {
  const practice = practiceCase(request)
  await writeOneCase(practice.sample, { directory, grids: practice.grids, truth: 'kept', onProgress: ({ done, total }) => { onShare(total === 0 ? 1 : Math.min(1, done / total)) } })
  return practiceTruth(practice)
}
