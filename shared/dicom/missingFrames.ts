import type { ImageDescription } from './imageDescription.ts'

/** What an object lacks that was cut short: its last frames. */
export type MissingFrames = { readonly there: number; readonly stated: number; readonly words: string }

/** Null where every frame is there. @source Number of Frames (0028,0008), PS3.3 C.7.6.6 */
export function missingFramesOf({ frames, framesThere }: Pick<ImageDescription, 'frames' | 'framesThere'>): MissingFrames | null {
  if (framesThere === undefined || framesThere >= frames) return null
  const missing = frames - framesThere
  return { there: framesThere, stated: frames, words: `${String(framesThere)} of ${String(frames)} frames are there: the file is cut short, the last ${missing === 1 ? 'one is' : `${String(missing)} are`} missing.` }
}

/** Of a frame that is missing in its object, counted from 1: what the screen says in its place. */
export const notInFile = 'It is not in the file, which is cut short. Copy the file again from its source, then import it.'
