import { describe, expect, it } from 'vitest'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import type { DicomContent } from '#shared/reporting/dicomContent.ts'
import { presentOn, type Presented } from '#shared/presentation/presentOn.ts'
import type { PresentationState } from '#shared/presentation/presentationState.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { createPresentationServices } from './presentationServices.ts'

const STATE = '1.2.840.10008.5.1.4.1.1.11.1'
const SELECTION = '1.2.840.10008.5.1.4.1.1.88.59'
const image = buildImageDescription({ columns: 64, rows: 48 })
const imageItem: DicomContent = { ReferencedSOPClassUID: image.sopClassUid, ReferencedSOPInstanceUID: image.sopInstanceUid }

function documentOf(sopClassUid: string, content: DicomContent) {
  const bytes = writeDicomFile({ SOPClassUID: sopClassUid, SOPInstanceUID: '1.2.3.99', SeriesInstanceUID: '1.2.3.98', ...content })
  const reading = readHeader(bytes, bytes.length)
  if (reading.kind !== 'read') throw new Error('what was written is DICOM')
  return { sopClassUid, sopInstanceUid: '1.2.3.99', seriesUid: '1.2.3.98', studyUid: '1.2.3', header: reading.header }
}
async function listed(sopClassUid: string, content: DicomContent) {
  const document = documentOf(sopClassUid, content)
  const reply = await createPresentationServices({ source: { documents: async (_caseId, isWanted) => (isWanted(sopClassUid) ? [document] : []) } })['presentation.list']({ caseId: 'x' })
  if (!reply.ok) throw new Error('it never fails')
  return reply.value
}
async function stateOf(content: DicomContent): Promise<PresentationState> {
  const { states: [state] } = await listed(STATE, { ReferencedSeriesSequence: [{ SeriesInstanceUID: '1.2.3.1', ReferencedImageSequence: [imageItem] }], PresentationLUTShape: 'IDENTITY', ...content })
  if (state === undefined) throw new Error('it is a state of an image')
  return state
}
async function shown(content: DicomContent, of = image, frame = 1): Promise<Presented> {
  const presented = presentOn(await stateOf(content), of, frame)
  if (presented === null) throw new Error('it shows the image')
  return presented
}
const area = (topLeft: number[], bottomRight: number[]): DicomContent => ({ DisplayedAreaSelectionSequence: [{ DisplayedAreaTopLeftHandCorner: topLeft, DisplayedAreaBottomRightHandCorner: bottomRight, PresentationSizeMode: 'SCALE TO FIT' }] })
const lines = (units: string, type: string, data: number[]): DicomContent => ({ GraphicAnnotationSequence: [{ GraphicLayer: 'A', GraphicObjectSequence: [{ GraphicAnnotationUnits: units, GraphicDimensions: 2, NumberOfGraphicPoints: data.length / 2, GraphicData: data, GraphicType: type }] }] })

describe('a stored presentation state', () => {
  it('shows the images that it names, and of them the frames', async () => {
    const state = await stateOf({ ReferencedSeriesSequence: [{ SeriesInstanceUID: '1.2.3.1', ReferencedImageSequence: [{ ...imageItem, ReferencedFrameNumber: [2, 5] }] }] })
    expect([1, 2, 5].map((frame) => presentOn(state, image, frame) !== null)).toEqual([false, true, true])
    expect(presentOn(state, buildImageDescription({ sopInstanceUid: '1.2.3.1.58' }), 2)).toBeNull()
  })

  it('has its points half a pixel from where the app counts, and its pixels counted from 1 with their edges', async () => {
    // PS3.3 C.10.5.1.2: 0.5\0.5 is the centre of the first pixel; C.10.4: the first pixel is 1\1.
    expect(await shown({ ...lines('PIXEL', 'POLYLINE', [0.5, 0.5, 40.5, 30.5]), ...area([1, 1], [64, 48]) })).toMatchObject({ lines: [{ points: [[0, 0], [40, 30]] }], area: { topLeft: [-0.5, -0.5], bottomRight: [63.5, 47.5] } })
  })

  it.each([
    // Screen top left and right end of the displayed area (PS3.3 C.10.4) by turn and flip: 64 columns, 48 rows.
    { name: 'upright', ImageRotation: 0, ImageHorizontalFlip: 'N', corners: [[1, 1], [64, 48]], screenRight: [63.5, -0.5] },
    { name: 'flipped', ImageRotation: 0, ImageHorizontalFlip: 'Y', corners: [[64, 1], [1, 48]], screenRight: [-0.5, -0.5] },
    { name: 'a quarter clockwise', ImageRotation: 90, ImageHorizontalFlip: 'N', corners: [[1, 48], [64, 1]], screenRight: [-0.5, -0.5] },
    { name: 'a quarter clockwise, then flipped', ImageRotation: 90, ImageHorizontalFlip: 'Y', corners: [[1, 1], [64, 48]], screenRight: [-0.5, 47.5] },
    { name: 'half', ImageRotation: 180, ImageHorizontalFlip: 'N', corners: [[64, 48], [1, 1]], screenRight: [-0.5, 47.5] },
    { name: 'three quarters', ImageRotation: 270, ImageHorizontalFlip: 'N', corners: [[64, 1], [1, 48]], screenRight: [63.5, 47.5] },
  ])('in display units runs along the screen ($name), with an area and without', async ({ ImageRotation, ImageHorizontalFlip, corners: [topLeft = [], bottomRight = []], screenRight }) => {
    const turned = { ImageRotation, ImageHorizontalFlip, ...lines('DISPLAY', 'POLYLINE', [0, 0, 1, 0]) }
    const expected = [[topLeft[0] === 1 ? -0.5 : 63.5, topLeft[1] === 1 ? -0.5 : 47.5], screenRight]
    expect((await shown({ ...turned, ...area(topLeft, bottomRight) })).lines[0]?.points).toEqual(expected)
    expect((await shown(turned)).lines[0]?.points).toEqual(expected)
  })

  it('draws a circle through its second point and an ellipse through the ends of its axes', async () => {
    const onCircle = (await shown(lines('PIXEL', 'CIRCLE', [10.5, 10.5, 13.5, 14.5]))).lines[0]?.points ?? []
    expect(onCircle.map(([x, y]) => Math.hypot(x - 10, y - 10)).every((radius) => Math.abs(radius - 5) < 1e-9)).toBe(true)
    const onEllipse = (await shown(lines('PIXEL', 'ELLIPSE', [0.5, 10.5, 20.5, 10.5, 10.5, 6.5, 10.5, 14.5]))).lines[0]?.points ?? []
    expect(onEllipse.every(([x, y]) => Math.abs(((x - 10) / 10) ** 2 + ((y - 10) / 4) ** 2 - 1) < 1e-9)).toBe(true)
  })

  it('puts a text at its anchor, else at the corner of its box', async () => {
    const text = (fields: DicomContent): DicomContent => ({ GraphicAnnotationSequence: [{ GraphicLayer: 'A', TextObjectSequence: [{ UnformattedTextValue: 'Here', ...fields }] }] })
    expect((await shown(text({ AnchorPointAnnotationUnits: 'PIXEL', AnchorPoint: [4.5, 5.5], AnchorPointVisibility: 'Y' }))).texts).toEqual([{ text: 'Here', at: [4, 5] }])
    expect((await shown({ ...text({ BoundingBoxAnnotationUnits: 'DISPLAY', BoundingBoxTopLeftHandCorner: [0.5, 0.5], BoundingBoxBottomRightHandCorner: [1, 1], BoundingBoxTextHorizontalJustification: 'LEFT' }), ...area([1, 1], [64, 48]) })).texts).toEqual([{ text: 'Here', at: [31.5, 23.5] }])
  })

  it('has its window in output values of the image, whatever Modality LUT the state names', async () => {
    const voi = { SoftcopyVOILUTSequence: [{ WindowCenter: 424, WindowWidth: 2000 }] }
    expect((await shown({ ...voi, RescaleIntercept: -1024, RescaleSlope: 1, RescaleType: 'HU' })).window).toEqual({ centre: 424, width: 2000 })
    // Without one the window is in stored values (PS3.4 N.2.1.1): 424 stored is -600 HU.
    expect((await shown(voi)).window).toEqual({ centre: -600, width: 2000 })
    // LINEAR: the half step does not stretch (PS3.3 C.11.2.1.2.1). Ends -576 and 1423 stored.
    expect((await shown(voi, buildImageDescription({ modalityLut: { kind: 'linear', slope: 2, intercept: 0, type: 'US' } }))).window).toEqual({ centre: 847.5, width: 3999 })
  })

  it('says its polarity as against the header, which may be turned itself', async () => {
    const low = buildImageDescription({ pixel: { ...image.pixel, photometricInterpretation: 'MONOCHROME1' } })
    expect([(await shown({})).inverted, (await shown({ PresentationLUTShape: 'INVERSE' })).inverted, (await shown({ PresentationLUTShape: 'INVERSE' }, low)).inverted, (await shown({}, low)).inverted]).toEqual([false, true, false, true])
  })

  it('follows a mask on the frames that it is for, and says so where it cannot', async () => {
    const mask = { MaskSubtractionSequence: [{ MaskOperation: 'TID', TIDOffset: 3, ApplicableFrameRange: [4, 9] }] }
    const state = { ReferencedSeriesSequence: [{ SeriesInstanceUID: '1.2.3.1', ReferencedImageSequence: [imageItem] }], ...mask }
    expect((await shown(state, image, 5)).mask).toMatchObject({ maskFrameNumbers: [2], shiftPx: [0, 0], landmark: 0 })
    expect(await shown(state, image, 2)).toMatchObject({ mask: null, notFollowed: ['its subtraction'] })
  })

  it('that names no image, or breaks off, is counted and not shown', async () => {
    expect(await listed(STATE, { PresentationLUTShape: 'IDENTITY' })).toEqual({ states: [], selections: [], unreadable: 1 })
    const away = await createPresentationServices({ source: { documents: async () => [{ sopClassUid: STATE, sopInstanceUid: '1.2.3.99', seriesUid: '1.2.3.98', studyUid: '1.2.3', header: 'away' }] } })['presentation.list']({ caseId: 'x' })
    expect(away).toEqual({ ok: true, value: { states: [], selections: [], unreadable: 1 } })
  })
})

describe('a stored key object selection', () => {
  const reference = (uid: string, more: DicomContent = {}): DicomContent => ({ RelationshipType: 'CONTAINS', ValueType: 'IMAGE', ReferencedSOPSequence: [{ ReferencedSOPClassUID: image.sopClassUid, ReferencedSOPInstanceUID: uid, ...more }] })
  const code = (value: string, meaning: string): DicomContent => ({ CodeValue: value, CodingSchemeDesignator: 'DCM', CodeMeaning: meaning })

  it('names its purpose, its words, and its images in their order, nested ones too', async () => {
    const { selections } = await listed(SELECTION, {
      ContentDate: '20260102', ContentTime: '101500', ConceptNameCodeSequence: [code('113000', 'Of Interest')],
      CurrentRequestedProcedureEvidenceSequence: [{ StudyInstanceUID: '1.2.3', ReferencedSeriesSequence: [{ SeriesInstanceUID: '1.2.3.1', ReferencedSOPSequence: [{ ReferencedSOPClassUID: image.sopClassUid, ReferencedSOPInstanceUID: '1.2.3.1.57' }] }] }],
      ContentSequence: [
        { RelationshipType: 'CONTAINS', ValueType: 'TEXT', ConceptNameCodeSequence: [code('113012', 'Key Object Description')], TextValue: 'The tip\nin the joint' },
        { RelationshipType: 'CONTAINS', ValueType: 'CONTAINER', ContentSequence: [reference('1.2.3.1.57', { ReferencedFrameNumber: [3, 4], ReferencedSOPSequence: [{ ReferencedSOPClassUID: STATE, ReferencedSOPInstanceUID: '1.2.3.99' }] })] },
        reference('1.2.3.1.60'),
      ],
    })
    expect(selections).toEqual([{
      sopInstanceUid: '1.2.3.99', title: 'Of Interest', description: 'The tip\nin the joint', createdAt: '2026-01-02T10:15:00',
      objects: [
        { sopClassUid: image.sopClassUid, sopInstanceUid: '1.2.3.1.57', frameNumbers: [3, 4], stateUid: '1.2.3.99', seriesUid: '1.2.3.1' },
        { sopClassUid: image.sopClassUid, sopInstanceUid: '1.2.3.1.60', frameNumbers: [], stateUid: null, seriesUid: null },
      ],
    }])
  })
})
