import { MOVED_FROM } from '#shared/imageProcessing/averageFrames.ts'
import { colourTable, type ColourTableName } from '#shared/imageProcessing/colourTables.ts'
import type { FrameRange } from './frames/averagedFrame.ts'
import { isFiltered } from './frames/finishPicture.ts'
import type { FrameLooks } from './viewing.ts'

/** "Average of frames 10 to 17": frames of their run, from 1, as everywhere on the screen. */
export const averageWords = ([first, last]: FrameRange, runFirstFrame: number): string => `Average of frames ${String(first - runFirstFrame + 1)} to ${String(last - runFirstFrame + 1)}`
export const strengthWords = (strength: number): string => `${String(Math.round(100 * strength))}%`
export const colourName = (colours: ColourTableName): string => colourTable(colours).name

/** The same in the header of a view, short. */
export const shortLooks = ({ sharpened, denoised, colours, shutterOff, averaged }: FrameLooks): readonly string[] => [
  ...(averaged === null ? [] : ['Averaged']), ...(denoised > 0 ? ['Denoised'] : []), ...(sharpened > 0 ? ['Sharpened'] : []), ...(colours === null ? [] : [colourName(colours)]), ...(shutterOff ? ['Shutter off'] : []),
]

type Shown = {
  readonly looks: FrameLooks
  readonly averaged: FrameRange | null
  /** First frame of the run that is shown. */
  readonly runFirstFrame: number
  readonly movement: number | null
  readonly keepsUp: boolean
  readonly hasShutter: boolean
  readonly isColour: boolean
}

/** What has been done to the picture beside its window, for the picture to say. */
export function looksWords({ looks, averaged, runFirstFrame, movement, keepsUp, hasShutter, isColour }: Shown): readonly string[] {
  const { sharpened, denoised, colours, shutterOff } = looks
  return [
    ...(averaged === null ? [] : [averageWords(averaged, runFirstFrame), movement !== null && movement >= MOVED_FROM ? 'Something moved between them' : 'What moved is blurred']),
    ...(isFiltered(looks) && !keepsUp ? ['Filters wait while it plays'] : [
      ...(denoised > 0 ? [`Denoised ${strengthWords(denoised)}`] : []), ...(sharpened > 0 ? [`Sharpened ${strengthWords(sharpened)}`] : []),
    ]),
    ...(colours === null || isColour ? [] : [`Colours: ${colourName(colours)}`]),
    ...(shutterOff && hasShutter ? ['Shutter off'] : []),
  ]
}
