import { readFile } from 'node:fs/promises'
import { attributeOf, createSurvey, readWholeObject } from '#electron/services/teaching/deidentify/index.ts'
import type { Job } from '#electron/services/teaching/job.ts'
import { isReadablePicture } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import type { NameWords } from '#shared/teaching/deidentification/names.ts'
import type { DeidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import type { ReviewedText } from '#shared/teaching/deidentification/findings.ts'
import { textOf } from '#shared/teaching/deidentification/dataSet.ts'
import { ownUids } from '#shared/teaching/deidentification/references.ts'
import { hasPixels } from '#shared/teaching/deidentification/statements.ts'

/** One file of the originals. */
export type OriginalFile = { readonly path: string; readonly seriesUid: string; readonly sopInstanceUid: string; readonly instanceNumber: number | null; /** By which it, its series, its study and its frame of reference are referred to. */ readonly uids: readonly string[] }
/** What all originals hold together, and which of them cannot be part of a copy and why. */
export type LookedThrough = {
  readonly files: readonly OriginalFile[]
  readonly leftOut: readonly string[]
  /** The UIDs of all of them, of those that cannot be part of a copy too: what refers to one of these would lead nowhere without it. */
  readonly uids: ReadonlySet<string>
  readonly names: NameWords
  readonly patient: string
  readonly characterSets: readonly string[]
  readonly areSeveral: boolean
  /** Series of which an object says that text is burned in. */
  readonly statedBurned: ReadonlySet<string>
  /** Every object says that it was made of a phantom of this app. */
  readonly isSynthetic: boolean
  readonly texts: (earlier: readonly ReviewedText[]) => readonly ReviewedText[]
}

/** Reads every original whole, one after the other: what is not understood cannot be part of a copy. */
export async function lookThrough(paths: readonly string[], options: DeidentifyOptions, job: Job): Promise<LookedThrough> {
  const survey = createSurvey(options, attributeOf)
  const files: OriginalFile[] = []
  const reasons = new Map<string, number>()
  const known = new Set<string>()
  const sets = new Set<string>()
  const uids = new Set<string>()
  const statedBurned = new Set<string>()
  let synthetic = 0
  const buffer = { bytes: new Uint8Array(64 * 1024) }
  const leaveOut = (why: string): void => { reasons.set(why, (reasons.get(why) ?? 0) + 1) }
  for (const [index, path] of paths.entries()) {
    job.tell('headers', index, paths.length)
    const bytes = await readFile(path).catch(() => null)
    const whole = bytes === null ? null : readWholeObject(bytes)
    if (whole === null || !whole.ok) {
      if (whole === null || whole.error.code !== 'NOT_DICOM') leaveOut(whole === null ? 'Its file cannot be read.' : whole.error.message)
      continue
    }
    const { dataSet, characterSets } = whole.value
    const own = ownUids(dataSet)
    for (const uid of own) uids.add(uid)
    const added = survey.add(dataSet)
    const seriesUid = textOf(dataSet, '0020000E')
    const sopInstanceUid = textOf(dataSet, '00080018')
    if (!added.ok) leaveOut(added.error.message)
    else if (sopInstanceUid !== null && known.has(sopInstanceUid)) leaveOut('It is there twice; the first one was taken.')
    else if (seriesUid === null || sopInstanceUid === null) leaveOut('It does not say which series it belongs to.')
    else if (hasPixels(dataSet) && !isReadablePicture(path, buffer)) leaveOut(UNSEEN_PIXELS)
    else {
      known.add(sopInstanceUid)
      files.push({ path, seriesUid, sopInstanceUid, instanceNumber: numberOf(textOf(dataSet, '00200013')), uids: own })
      if (textOf(dataSet, '00280301') === 'YES') statedBurned.add(seriesUid)
      if (textOf(dataSet, '00080070') === SAMPLE_MANUFACTURER) synthetic += 1
    }
    for (const term of characterSets) sets.add(term)
  }
  job.tell('headers', paths.length, paths.length)
  return {
    files, uids, names: survey.names(), patient: survey.patient(), characterSets: [...sets], areSeveral: survey.areSeveral(), statedBurned, isSynthetic: files.length > 0 && synthetic === files.length, texts: survey.texts,
    leftOut: [...reasons].map(([why, count]) => `${String(count)} ${count === 1 ? 'object was' : 'objects were'} left out: ${why}`),
  }
}

/** Video, an unknown compression, a map or segmentation, floating values, fewer frames than stated. */
const UNSEEN_PIXELS = 'Its pixels can’t be shown as a picture here, so nobody can look for text or a face in them. If it is an image, ask the archive to send it whole and uncompressed.'
const SAMPLE_MANUFACTURER = 'Axis Guide sample generator'
const numberOf = (text: string | null): number | null => (text === null || !/^-?\d+$/.test(text.trim()) ? null : Number(text))
