import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { ChangedAttribute, CleanedPixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'

/** PS3.6 Annex A transfer syntaxes that always lose something, with the method of PS3.3 C.7.6.1.1.5.1. */
const lossyMethods: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.4.50': 'ISO_10918_1', '1.2.840.10008.1.2.4.51': 'ISO_10918_1', '1.2.840.10008.1.2.4.53': 'ISO_10918_1', '1.2.840.10008.1.2.4.55': 'ISO_10918_1',
}

type Done = { readonly boxes: number; readonly removed: boolean }

/**
 * What the header has to say after the pixels were cleaned. That an image was compressed with loss once stays said, with
 * its ratio and method, which are not touched.
 *
 * @source PS3.3 C.7.6.1.1.2 Image Type, C.7.6.1.1.3 Derivation Description, C.12.4 Derivation; CID 7050 for the code
 */
export function changesOf(before: ImageDescription, after: ImageDescription, done: Done): Pick<CleanedPixels, 'set' | 'remove' | 'words'> {
  const isDerived = done.boxes > 0 || done.removed
  const words = [
    ...(done.boxes > 0 ? [`Burned-in text was blacked out in ${done.boxes} ${done.boxes === 1 ? 'place' : 'places'}.`] : []),
    ...(done.removed ? ['Pixels that show the face were set to air.'] : []),
  ].join(' ')
  const set: ChangedAttribute[] = [...pixelModule(before, after), ...lossyStatus(before)]
  if (isDerived) {
    set.push(
      { tag: '00080008', vr: 'CS', values: ['DERIVED', ...(before.imageType.length > 1 ? before.imageType.slice(1) : ['SECONDARY'])] },
      { tag: '00082111', vr: 'ST', values: [words] },
      { tag: '00089215', vr: 'SQ', items: [...(done.boxes > 0 ? [code('113101', 'Clean Pixel Data Option')] : []), ...(done.removed ? [code('113102', 'Clean Recognizable Visual Features Option')] : [])] },
    )
  }
  // Icons are small pictures of what was there before; smallest and largest values may be those of the text.
  return { set, remove: ['60xx', '00880200', ...(isDerived ? ['00280106', '00280107', '00280108', '00280109'] : [])], words }
}

const code = (value: string, meaning: string): readonly ChangedAttribute[] => [
  { tag: '00080100', vr: 'SH', values: [value] }, { tag: '00080102', vr: 'SH', values: ['DCM'] }, { tag: '00080104', vr: 'LO', values: [meaning] },
]

function pixelModule({ pixel: before }: ImageDescription, { pixel: after }: ImageDescription): ChangedAttribute[] {
  const changed: ChangedAttribute[] = []
  const number = (tag: string, was: number, is: number): void => { if (was !== is) changed.push({ tag, vr: 'US', values: [is] }) }
  if (before.photometricInterpretation !== after.photometricInterpretation) changed.push({ tag: '00280004', vr: 'CS', values: [after.photometricInterpretation] })
  if (after.samplesPerPixel > 1) number('00280006', before.planarConfiguration, after.planarConfiguration)
  number('00280100', before.bitsAllocated, after.bitsAllocated)
  number('00280102', before.highBit, after.highBit)
  return changed
}

function lossyStatus(image: ImageDescription): ChangedAttribute[] {
  const method = lossyMethods[image.transferSyntaxUid]
  if (image.pixel.lossy || method === undefined) return []
  return [{ tag: '00282110', vr: 'CS', values: ['01'] }, { tag: '00282114', vr: 'CS', values: [method] }]
}
