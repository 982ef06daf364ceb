import { describe, expect, it } from 'vitest'
import { keyImageBody } from '#test/builders/recordEvents.ts'
import { buildSecondaryCapture, type SecondaryCaptureInput } from './secondaryCapture.ts'

const KEY_IMAGE = '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b11'
const input: SecondaryCaptureInput = {
  record: { patientId: 'AX-0001', issuer: null, patientName: 'SAMPLE^ANNA', birthDate: '1968-03-14', sex: 'F' },
  image: { ...keyImageBody(KEY_IMAGE, 'Tip in the joint'), addedAtIso: '2026-11-22T23:30:05.250Z', actor: 'Dr B. Weber' },
  number: 2, seriesUid: '2.25.7', picture: { columns: 2, rows: 1, samples: new Uint8Array([1, 2, 3, 4, 5, 6]) }, utcOffsetMinutes: 60,
}

const averaged = {
  kind: 'frame' as const, frame: 111, mode: 'native' as const, subtraction: null, centrePx: [0, 0] as [number, number], zoom: 1, windowCentre: 1, windowWidth: 2, inverted: false, flippedHorizontally: false, rotationDeg: 0 as const,
  looks: { sharpened: 0.5, denoised: 0, colours: null, shutterOff: true, headerTable: null, averaged: [109, 112] as [number, number] },
}

describe('the content of a Secondary Capture', () => {
  it('is all of this and nothing else', () => {
    expect(buildSecondaryCapture(input)).toEqual({
      SpecificCharacterSet: 'ISO_IR 192', ImageType: ['DERIVED', 'SECONDARY'],
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.7', SOPInstanceUID: '2.25.147696419279284426451907379605658364689',
      PatientName: 'SAMPLE^ANNA', PatientID: 'AX-0001', PatientBirthDate: '19680314', PatientSex: 'F',
      StudyInstanceUID: '1.2.3', StudyDate: '', StudyTime: '', ReferringPhysicianName: '', StudyID: '', AccessionNumber: '',
      Modality: 'OT', SeriesInstanceUID: '2.25.7', SeriesNumber: 9001, SeriesDescription: 'Key images LEFT C1-2', Laterality: 'L',
      Manufacturer: 'Axis Guide', ConversionType: 'WSD',
      DateOfSecondaryCapture: '20261123', TimeOfSecondaryCapture: '003005.250', ContentDate: '20261123', ContentTime: '003005.250',
      InstanceNumber: 2, PatientOrientation: '', ImageComments: 'Tip in the joint',
      DerivationDescription: 'Screen picture with annotations and identity burned in', BurnedInAnnotation: 'YES',
      SourceImageSequence: [{
        ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2', ReferencedSOPInstanceUID: '1.2.3.1.57',
        PurposeOfReferenceCodeSequence: [{ CodeValue: '121322', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Source image for image processing operation' }],
      }],
      SamplesPerPixel: 3, PhotometricInterpretation: 'RGB', PlanarConfiguration: 0, Rows: 1, Columns: 2,
      BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0, PixelData: new Uint8Array([1, 2, 3, 4, 5, 6]),
    })
  })

  it.each([
    { name: 'a frame of a run', change: { frameNumber: 41 }, expected: { SourceImageSequence: [expect.objectContaining({ ReferencedFrameNumber: 41 })] } },
    { name: 'the other side', change: { side: 'RIGHT' as const }, expected: { Laterality: 'R', SeriesDescription: 'Key images RIGHT C1-2' } },
    { name: 'no stated side', change: { side: null, level: null }, expected: { Laterality: '', SeriesDescription: 'Key images' } },
    { name: 'a lossy source', change: { sourceLossy: true }, expected: { LossyImageCompression: '01' } },
    { name: 'a lossless source', change: { sourceLossy: false }, expected: { LossyImageCompression: '00' } },
    { name: 'its study', change: { study: { studyDate: '20260115', studyTime: '101500', studyId: 'S1', accessionNumber: 'A77', referringPhysicianName: 'EXAMPLE^DR' } }, expected: { StudyDate: '20260115', StudyTime: '101500', StudyID: 'S1', AccessionNumber: 'A77', ReferringPhysicianName: 'EXAMPLE^DR' } },
    { name: 'an average of frames, every one of them', change: { frameNumber: 12, frame: 111, view: averaged }, expected: { SourceImageSequence: [expect.objectContaining({ ReferencedFrameNumber: [10, 11, 12, 13] })], DerivationDescription: 'Screen picture with annotations and identity burned in, mean of 4 frames, sharpened 50%, without the display shutter' } },
    { name: 'a title with control characters', change: { title: 'a\u0000b\u001bc\nd' }, expected: { ImageComments: 'a b c\nd' } },
  ])('says of $name what it is', ({ change, expected }) => {
    expect(buildSecondaryCapture({ ...input, image: { ...input.image, ...change } })).toMatchObject(expected)
  })

  it('refuses samples that are not three a pixel', () => {
    expect(() => buildSecondaryCapture({ ...input, picture: { ...input.picture, columns: 3 } })).toThrow('three samples')
  })
})
