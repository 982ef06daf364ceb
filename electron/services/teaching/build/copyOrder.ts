import type { ExportedPictures } from '#electron/services/record/exportedPictures.ts'
import type { PaperAround } from '#electron/services/record/leaving.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import type { SoundRecord } from '#electron/services/record/recordStore.ts'
import type { IdentityKey } from '#shared/teaching/deidentification/identityKey.ts'
import type { DraftDocument } from '#shared/teaching/draft.ts'

/** What a copy is to be made of, and how. */
export type CopyOrder = {
  readonly document: Pick<DraftDocument, 'options' | 'side' | 'level' | 'text' | 'questions' | 'keys' | 'expertPlan' | 'correction' | 'texts' | 'boxes'>
  /** Files of all series that are taken. */
  readonly paths: readonly string[]
  readonly record: SoundRecord | null
  readonly number: number
  readonly teachingCaseId: string
  readonly caseVersion: number
  readonly key: IdentityKey
  /** Nobody reads the lines or looks at the sheet: what was not read is removed, all text that is found is covered. */
  readonly isScripted: boolean
  /** The object of every frame of a series as the screen counts them; empty where nobody asks. */
  readonly framesOf: (seriesUid: string) => readonly string[]
  /** Series whose pictures were looked through for text before; a scripted copy does so itself. */
  readonly lookedThrough: readonly string[]
  /** Names of accounts and operators here, which must not leave either. */
  readonly staff: readonly string[]
}

export type BuildParts = { readonly pixels: PixelWork; readonly pictures: ExportedPictures; readonly paper: PaperAround }
