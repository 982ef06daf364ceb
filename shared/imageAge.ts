/** How long something is past: 45 s, 1 min 14 s, 33 min, 5 h, 8 days, 3 years. */
export function writeAge(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (seconds < 60) return `${String(Math.floor(seconds))} s`
  if (minutes < 10) return `${String(minutes)} min ${String(Math.floor(seconds % 60))} s`
  if (minutes < 120) return `${String(minutes)} min`
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  if (hours < 48) return `${String(hours)} h`
  return days < 730 ? `${String(days)} days` : `${String(Math.floor(days / 365.25))} years`
}

export type ImageAge =
  | { readonly kind: 'known'; readonly seconds: number; readonly caution: boolean }
  /** The clock of the machine that took them is ahead of ours: an age would be made up. */
  | { readonly kind: 'ahead'; readonly seconds: number }
  | { readonly kind: 'unknown' }

/** Pictures of a moment, not slices; what C-arms send as captures counts with them. */
export const isProjectionModality = (modality: string): boolean => !['CT', 'MR', 'PT', 'NM'].includes(modality)

const RUN_CAUTION_S = 60
const OTHER_CAUTION_S = 86_400

/**
 * How old an image is, by the clock of the machine that took it, read as if it told the time of this place.
 *
 * @units  seconds; caution from 60 s on X-ray images, from 24 h on anything else
 * @source  Acquisition Date and Time (0008,0022) (0008,0032), PS3.3 C.7.6.1; clocks of C-arms drift, and nobody sets them
 */
export function ageOf(acquiredAt: string | null, now: Date, isXray: boolean): ImageAge {
  const seconds = acquiredAt === null ? Number.NaN : (now.getTime() - new Date(acquiredAt).getTime()) / 1000
  if (!Number.isFinite(seconds)) return { kind: 'unknown' }
  if (seconds < 0) return { kind: 'ahead', seconds: -seconds }
  return { kind: 'known', seconds, caution: seconds >= (isXray ? RUN_CAUTION_S : OTHER_CAUTION_S) }
}
