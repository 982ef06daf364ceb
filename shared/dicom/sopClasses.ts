/** What a stored object is, by its SOP Class UID. @source PS3.4 B.5, PS3.6 Annex A */
const root = '1.2.840.10008.5.1.4.1.1.'

/** Objects that are not pictures of the patient, in words. Those of one family share their beginning. */
const documentsByUid: Readonly<Record<string, string>> = {
  [`${root}11.1`]: 'Grayscale presentation state', [`${root}11.2`]: 'Colour presentation state', [`${root}11.5`]: 'XA/XRF presentation state',
  [`${root}66`]: 'Raw data', [`${root}66.1`]: 'Spatial registration', [`${root}66.2`]: 'Spatial fiducials', [`${root}66.3`]: 'Deformable spatial registration',
  [`${root}66.4`]: 'Segmentation', [`${root}66.5`]: 'Surface segmentation', [`${root}66.6`]: 'Tractography', [`${root}67`]: 'Real-world value mapping', [`${root}30`]: 'Parametric map',
  [`${root}88.59`]: 'Key object selection', [`${root}88.67`]: 'X-ray radiation dose report', [`${root}88.22`]: 'Enhanced structured report', [`${root}88.11`]: 'Basic text report', [`${root}88.33`]: 'Comprehensive structured report', [`${root}88.34`]: 'Comprehensive 3D structured report', [`${root}88.68`]: 'Radiopharmaceutical dose report', [`${root}88.76`]: 'Enhanced X-ray radiation dose report',
  [`${root}88.40`]: 'Procedure log', [`${root}88.50`]: 'Mammography CAD report', [`${root}88.65`]: 'Chest CAD report', [`${root}88.71`]: 'Acquisition context report',
  [`${root}104.1`]: 'PDF document', [`${root}104.2`]: 'CDA document', [`${root}104.3`]: 'STL model',
  [`${root}481.2`]: 'Radiotherapy dose', [`${root}481.3`]: 'Radiotherapy structure set', [`${root}481.4`]: 'Radiotherapy beams treatment record', [`${root}481.5`]: 'Radiotherapy plan', [`${root}481.8`]: 'Radiotherapy ion plan',
  '1.2.840.10008.5.1.4.34.7': 'Radiotherapy beams delivery instruction', '1.2.840.10008.5.1.4.38.1': 'Hanging protocol', '1.2.840.10008.5.1.4.39.1': 'Colour palette', '1.2.840.10008.5.1.4.43.1': 'Implant template',
}
const documentFamilies: readonly (readonly [string, string])[] = [
  [`${root}9.`, 'Waveform'], [`${root}11.`, 'Presentation state'], [`${root}88.`, 'Structured report'], [`${root}104.`, 'Encapsulated document'], [`${root}481.`, 'Radiotherapy object'], [`${root}78.`, 'Eye measurement'],
]

const rtImage = `${root}481.1`
export const dicomDirectory = '1.2.840.10008.1.3.10'

/**
 * In words what an object is that cannot be shown as an image; null for an image.
 *
 * @source PS3.4 B.5 Standard SOP Classes
 */
export function documentKindOf(sopClassUid: string): string | null {
  if (sopClassUid === rtImage) return null
  return documentsByUid[sopClassUid] ?? documentFamilies.find(([prefix]) => sopClassUid.startsWith(prefix))?.[1] ?? null
}

const volumes = new Set([`${root}2`, `${root}2.1`, `${root}2.2`, `${root}4`, `${root}4.1`, `${root}4.4`, `${root}13.1.1`, `${root}13.1.2`, `${root}128`, `${root}130`])
/**
 * Objects whose slices make a volume when they lie parallel.
 *
 * @source PS3.4 B.5 Standard SOP Classes
 */
export const isVolumeClass = (sopClassUid: string): boolean => volumes.has(sopClassUid)

/**
 * Storage classes whose objects are pictures; a private or newer class is one only when it brings pixels.
 *
 * @source PS3.4 B.5 Standard SOP Classes
 */
export const isImageClass = (sopClassUid: string): boolean => /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(1|2|3|4|6|7|12|13|20|77|128|130|481\.1)(\.|$)/.test(sopClassUid) && documentKindOf(sopClassUid) === null

const doseReports = new Set([`${root}88.67`, `${root}88.22`, `${root}88.33`])
/**
 * Objects that may be a radiation dose report: the class of its own, and those in which older CT scanners wrote theirs.
 *
 * @source PS3.4 B.5 Standard SOP Classes; PS3.16 TID 10001 and TID 10011 say by the title whether one is
 */
export const mayBeDoseReport = (sopClassUid: string): boolean => doseReports.has(sopClassUid)
