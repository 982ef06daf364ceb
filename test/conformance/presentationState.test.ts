import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { createPresentationServices } from '#electron/services/presentation/presentationServices.ts'
import { runQuestions } from '#renderer/features/study/runQuestions.ts'
import type { DrawnStructure } from '#renderer/tools/structure/overlay.ts'
import { planeAreaOf } from '#renderer/viewports/planeState.ts'
import { seenStructures } from '#renderer/viewports/seenStructures.ts'
import { frameToWorld, worldToFrame } from '#renderer/viewports/frameWorld.ts'
import { turnAxes, type ViewOrientation } from '#renderer/viewports/camera/orientation.ts'
import { screenToWorld, worldToScreen, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { presentOn } from '#shared/presentation/presentOn.ts'
import { readPresentationState } from '#shared/presentation/readPresentationState.ts'
import { ctSlice, fileBytes, type SliceFields } from '#test/builders/dicomBytes.ts'
import { drawnByTools } from '#test/builders/drawnByTools.ts'
import type { KeyImageInput } from '#test/builders/record.ts'
import { openRecordLibrary, type RecordLibrary } from '#test/builders/recordLibrary.ts'
import { has, withTool } from '#test/builders/tools.ts'

const said = (tool: string, ...options: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(tool, options, { encoding: 'utf8' })
  return `${stdout}${stderr}`
}

const [COLUMNS, ROWS] = [64, 48]
/** Pixels that are bright in the source: a path drawn from one to the other is where they are, whoever turns the picture. */
const [ENTRY, TARGET] = [[10, 8], [40, 30]] as const
const CT = '1.2.840.10008.5.1.4.1.1.2'
const XA = '1.2.840.10008.5.1.4.1.1.12.1'
const LINEAR = '1.2.3.6'
const PLAN = { planId: '11111111-1111-4111-8111-111111111111', name: 'Path A', colour: '#ffcc00', needle: null } as const
/** Screen pixels for a pixel of the image. */
const ZOOM = 10

let directory = ''
let library: RecordLibrary

const pixelsOf = (values: readonly { readonly background: number; readonly mark: number }[]): Uint8Array => {
  const pixels = new Uint16Array(values.flatMap(({ background, mark }) => Array.from({ length: COLUMNS * ROWS }, (_, at) => ([ENTRY, TARGET].some(([column, row]) => at === row * COLUMNS + column) ? mark : background))))
  return new Uint8Array(pixels.buffer)
}
const slice = (fields: SliceFields): Uint8Array => fileBytes(ctSlice({ rows: ROWS, columns: COLUMNS, ...fields }))

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'axis-states-'))
  const source = path.join(directory, 'source')
  await mkdir(source)
  for (let at = 0; at < 4; at++) await writeFile(path.join(source, `ct${String(at)}.dcm`), slice({ zMm: at, instanceNumber: at + 1, pixels: pixelsOf([{ background: 1424, mark: 3024 }]) }))
  const native = { background: 800, mark: 200 }
  for (const [name, seriesUid, relation] of [['xa.dcm', '1.2.3.5', 'LOG'], ['linear.dcm', LINEAR, 'LIN']] as const) await writeFile(path.join(source, name), slice({
    seriesUid, sopInstanceUid: `${seriesUid}.1`, sopClassUid: XA, pixels: pixelsOf([{ background: 800, mark: 800 }, native, native]),
    change: {
      '00080060': ['CS', 'XA'], '00200032': null, '00200037': null, '00200052': null, '00280030': null, '00281052': null, '00281053': null, '00280008': ['IS', '3'], '00181063': ['DS', '100'], '00280009': ['AT', [0x00181063]],
      '00281040': ['CS', relation], '00281041': ['SS', 1], '00280100': ['US', 16], '00280101': ['US', 12], '00280102': ['US', 11], '00280103': ['US', 0],
    },
  }))
  library = await openRecordLibrary(path.join(directory, 'data'))
  await library.services['library.import']({ paths: [source], storage: 'inPlace' })
  exported = await library.exportRecord('1.2.3.2', saved, path.join(directory, 'export'))
})
afterAll(async () => {
  await library.end()
  await rm(directory, { recursive: true, force: true })
})

type Saved = Omit<KeyImageInput, 'kind' | 'keyImageId' | 'picture'>
const common = { studyUid: '1.2.3.1', side: 'LEFT', level: 'C1-2', planFigures: null, caption: '' } as const
const sizeOf = ({ rotationDeg }: ViewOrientation): readonly [number, number] => (rotationDeg % 180 === 0 ? [COLUMNS * ZOOM, ROWS * ZOOM] : [ROWS * ZOOM, COLUMNS * ZOOM])
const imageAxes = { right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1] } as const

/** The app's own camera: the whole image fills the view. `unit`: world units of a pixel, `from`: world place of the first pixel's centre. */
function cameraOf(turn: ViewOrientation, unit: number, from: readonly [number, number, number]): ViewCamera {
  const sizePx = sizeOf(turn)
  return { ...turnAxes(imageAxes, turn), focalPoint: [from[0] + (unit * (COLUMNS - 1)) / 2, from[1] + (unit * (ROWS - 1)) / 2, from[2]], halfHeight: (unit * sizePx[1]) / ZOOM / 2, sizePx }
}

const MM = 0.5
const inPatient = ([column, row]: readonly [number, number]): [number, number, number] => [-10 + column * MM, -20 + row * MM, 1]

/** A tube of 2 mm, straight through the slice at column 20, row 30. */
const vessel: DrawnStructure = { structureId: 's', kind: 'vertebralArtery', name: 'Vertebral artery', tag: 'VA', painted: null, figure: null, points: [-9, 11].map((z) => ({ pointLpsMm: [inPatient([20, 30])[0], inPatient([20, 30])[1], z] as [number, number, number], radiusMm: 2 })) }

function ctImage(turn: ViewOrientation, look: { readonly inverted?: boolean } = {}): { readonly saved: Saved; readonly camera: ViewCamera; readonly expected: (point: readonly [number, number]) => readonly [number, number] } {
  const camera = cameraOf(turn, MM, [-10, -20, 1])
  return {
    camera, expected: (point) => worldToScreen(camera, inPatient(point)),
    saved: {
      ...common, seriesUid: '1.2.3.2', sopInstanceUid: '1.2.3.4.2', sopClassUid: CT, frameNumber: null, frame: 1, stage: 'plan', title: 'Path A, axial',
      view: { kind: 'plane', plane: 'axial', crosshairLpsMm: [0, 0, 1], focalPointLpsMm: [0, 0, 1], parallelScaleMm: 12, slabMm: 0, windowCentre: 900, windowWidth: 2401, inverted: look.inverted ?? false, flippedHorizontally: turn.flipped, rotationDeg: turn.rotationDeg },
      shownArea: planeAreaOf(camera), structures: seenStructures(camera, [vessel]),
      plans: [{ kind: 'volume', ...PLAN, seriesUid: '1.2.3.2', frameOfReferenceUid: '1.2.3.9', entryLpsMm: inPatient(ENTRY), targetLpsMm: inPatient(TARGET) }],
    },
  }
}

function xaImage(turn: ViewOrientation, view: Partial<Extract<Saved['view'], { kind: 'frame' }>> = {}): ReturnType<typeof ctImage> {
  const camera = cameraOf(turn, 1, [0, 0, 0])
  const corner = (at: readonly [number, number]): [number, number] => { const [column, row] = worldToFrame(screenToWorld(camera, at), 1); return [column, row] }
  return {
    camera, expected: (point) => worldToScreen(camera, frameToWorld(point, 1)),
    saved: {
      ...common, seriesUid: '1.2.3.5', sopInstanceUid: '1.2.3.5.1', sopClassUid: XA, frameNumber: 2, frame: 1, stage: 'contrast', title: 'Run 1, frame 2',
      view: { kind: 'frame', frame: 1, mode: 'native', subtraction: null, centrePx: [31.5, 23.5], zoom: 1, windowCentre: 500, windowWidth: 1001, inverted: false, flippedHorizontally: turn.flipped, rotationDeg: turn.rotationDeg, ...view },
      shownArea: { kind: 'frame', topLeftPx: corner([0, 0]), bottomRightPx: corner(camera.sizePx) },
      plans: [{ kind: 'projection', ...PLAN, seriesUid: '1.2.3.5', frame: 1, entryPx: [...ENTRY], targetPx: [...TARGET] }],
      measurements: [{ kind: 'region', label: 'Joint', text: 'mean 12', frame: 1, shape: { kind: 'region', pointsPx: [[12, 10], [32, 20]] } }],
    },
  }
}

type Turned = ReturnType<typeof ctImage>
const turns: readonly ViewOrientation[] = ([0, 90, 180, 270] as const).flatMap((rotationDeg) => [false, true].map((flipped) => ({ rotationDeg, flipped })))
const upright: ViewOrientation = { rotationDeg: 0, flipped: false }
const subtraction = { seriesUid: '1.2.3.5', maskFrames: [0], shiftPx: [0.5, -1.25] as [number, number], regions: [{ vertices: [[4, 4], [20, 4], [20, 12], [4, 12]] as [number, number][], shiftPx: [0, 2] as [number, number] }], landmark: 0.2 }
const upright0 = (): Turned => ctImage(upright)
const onSeries = (seriesUid: string, image: Turned): Turned => ({ ...image, saved: { ...image.saved, seriesUid, sopInstanceUid: `${seriesUid}.1`, plans: [] } })
const shown = {
  ct: turns.map((turn) => ctImage(turn)), xa: turns.map((turn) => xaImage(turn)),
  inverted: ctImage(upright, { inverted: true }),
  subtracted: xaImage(upright, { mode: 'subtracted', subtraction, windowCentre: 100, windowWidth: 800 }),
  linear: onSeries(LINEAR, xaImage(upright, { mode: 'subtracted', subtraction: { seriesUid: LINEAR, maskFrames: [0], shiftPx: [0, 0] }, windowCentre: 0.05, windowWidth: 0.225 })),
  odd: { ...upright0(), saved: { ...upright0().saved, title: `${'가'.repeat(60)} "مفصل" \\ 1\u0007 ${'x'.repeat(120)}`, caption: 'Fuß\n\\ 2' } },
  bone: { ...ctImage(upright).saved, view: { kind: 'bone', turnDeg: 0, tiltDeg: 0, focalPointLpsMm: [0, 0, 0], parallelScaleMm: 40, thresholdHu: 300, crosshairLpsMm: null } } satisfies Saved,
}
const saved: readonly Saved[] = [...shown.ct, ...shown.xa, shown.inverted, shown.subtracted, shown.linear, shown.odd].map((each) => each.saved).concat(shown.bone)
let exported: Awaited<ReturnType<RecordLibrary['exportRecord']>>
const stateOf = (image: Turned | Saved): string => exported.files.find(({ path: file }) => path.basename(file).startsWith(`presentation-state-${String(saved.indexOf('saved' in image ? image.saved : image) + 1)}-`))?.path ?? 'none'
const ofKind = (kind: 'GSPS' | 'KOS'): readonly string[] => exported.files.flatMap((file) => (file.kind === kind ? [file.path] : []))

/** DCMTK draws no states of angiography; what both kinds have in common it draws of a copy that says it is the other kind. */
async function asGrayscale(state: string): Promise<string> {
  const copy = `${state}.grayscale.dcm`
  await writeFile(copy, (await readFile(state)).toString('latin1').replaceAll('1.2.840.10008.5.1.4.1.1.11.5', '1.2.840.10008.5.1.4.1.1.11.1'), 'latin1')
  return copy
}

/** What DCMTK draws: greys, and where the marked pixels come to lie, the centre of the first pixel at (0, 0). */
async function drawn(state: string, image: string, frame: number, background: (grey: number) => boolean): Promise<{ readonly size: readonly [number, number]; readonly marks: readonly (readonly [number, number])[]; readonly greys: readonly number[] }> {
  const bitmap = `${state}.pgm`
  const { status, stderr } = spawnSync('dcmp2pgm', ['-p', state, '-f', String(frame), path.join(directory, 'source', image), bitmap], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const bytes = await readFile(bitmap)
  const [, columns, rows] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1')) ?? []
  const width = Number(columns)
  const greys = bytes.subarray(bytes.length - width * Number(rows))
  const marks = [...greys].flatMap((grey, at) => (background(grey) ? [] : [[at % width, Math.floor(at / width)] as const]))
  return { size: [width, Number(rows)], marks, greys: [...new Set(greys)].sort((a, b) => a - b) }
}

const nearest = (points: readonly (readonly [number, number])[], to: readonly [number, number]): number => Math.min(...points.map((point) => Math.hypot(point[0] - to[0], point[1] - to[1])))

/** Tree of a data set as a second reader sees it: keyword and value, line by line, without lengths. */
const dump = (file: string): string => said('dcmdump', '+U8', '+L', file).replaceAll(/ +#.*$/gm, '')

describe('a presentation state', () => {
  it.skipIf(!has('dciodvfy'))(withTool('dciodvfy', 'has no error for dciodvfy, nor for dcmpschk'), () => {
    const grayscale = [...shown.ct, shown.inverted].map(stateOf)
    const answers = [...grayscale, stateOf(shown.odd)].map((file) => said('dciodvfy', file))
    expect(answers.flatMap((answer) => answer.split('\n').filter((line) => line.startsWith('Error')))).toEqual([])
    expect(answers.every((answer) => answer.includes('GrayscaleSoftcopyPresentationState'))).toBe(true)
    // It knows no UTF-8, and takes every other letter for a mistake.
    expect(said('dcmpschk', ...grayscale)).not.toMatch(/^[EF]:|failed/m)
  })

  it.skipIf(!has('dcmp2pgm')).each(shown.ct.map((image, at) => ({ ...image, ...turns[at] })))(withTool('dcmp2pgm', 'of a CT slice turned $rotationDeg, flipped $flipped, is drawn by DCMTK where the app draws its path'), async (image) => {
    const picture = await drawn(stateOf(image.saved), 'ct1.dcm', 1, (grey) => grey < 128)
    expect(picture.size).toEqual(image.camera.sizePx.map((px) => px / ZOOM))
    for (const point of [ENTRY, TARGET]) {
      const [x, y] = image.expected(point)
      expect(nearest(picture.marks, [x / ZOOM - 0.5, y / ZOOM - 0.5])).toBeLessThan(1)
    }
    expect(dump(stateOf(image.saved))).toContain('FL 10.5\\8.5\\40.5\\30.5')
  })

  it.skipIf(!has('dcmdump')).each(shown.ct.map((image, at) => ({ ...image, ...turns[at] })))(withTool('dcmdump', 'of a CT slice turned $rotationDeg, flipped $flipped, holds the rim of a structure that the slice cuts, on the slice’s own pixels'), (image) => {
    const annotation = dump(stateOf(image.saved)).split('(0070,0001)')[1]?.split(/\(0070,0002\) CS \[/).find((part) => part.startsWith('STRUCTURES]') && part.includes('(0070,0022)')) ?? ''
    const points = [...annotation.matchAll(/\(0070,0022\) FL ([-\d.\\e]+)/g)].flatMap(([, values = '']) => values.split('\\').map(Number)).reduce<[number, number][]>((all, value, at, flat) => (at % 2 === 1 ? [...all, [flat[at - 1] ?? Number.NaN, value]] : all), [])
    expect(points.length).toBeGreaterThan(20)
    // 2 mm are 4 pixels; the corner of the first pixel is 0, its centre 0.5.
    for (const [column, row] of points) expect(Math.abs(Math.hypot(column - 20.5, row - 30.5) - 4)).toBeLessThan(0.2)
    expect(annotation).toContain('[Vertebral artery]')
  })

  it.skipIf(!has('dcmp2pgm')).each(shown.xa.map((image, at) => ({ ...image, ...turns[at] })))(withTool('dcmp2pgm', 'of an XA frame turned $rotationDeg, flipped $flipped, is drawn by DCMTK where the app draws its path'), async (image) => {
    const picture = await drawn(await asGrayscale(stateOf(image.saved)), 'xa.dcm', 2, (grey) => grey > 128)
    for (const point of [ENTRY, TARGET]) {
      const [x, y] = image.expected(point)
      expect(nearest(picture.marks, [x / ZOOM - 0.5, y / ZOOM - 0.5])).toBeLessThan(1)
    }
  })

  const drawers = ['dcm2json', 'dcm2pnm', 'convert']
  const missing = drawers.find((tool) => !has(tool))
  it.skipIf(missing !== undefined).each(turns.map((turn, at) => ({ ...turn, at })))(withTool(missing ?? 'dcm2json', 'of a slice and a frame turned $rotationDeg, flipped $flipped: its lines, read by dcm2json and drawn by ImageMagick over the picture of dcm2pnm, lie within a pixel of those of the app'), ({ at }) => {
    for (const [image, source, frame] of [[shown.ct[at], 'ct1.dcm', 1], [shown.xa[at], 'xa.dcm', 2]] as const) {
      if (image === undefined) throw new Error('turns were built')
      const { isDrawn, columns, rows } = drawnByTools(stateOf(image), path.join(directory, 'source', source), frame, ZOOM)
      expect([columns, rows]).toEqual(image.camera.sizePx)
      const [from, to] = [image.expected(ENTRY), image.expected(TARGET)]
      // The path is as long as its ends say, and nothing is drawn more than a pixel of the image beside it, half way between its ends.
      const along = (share: number): readonly [number, number] => [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
      const length = Math.hypot(to[0] - from[0], to[1] - from[1])
      const across = [(to[1] - from[1]) / length, (from[0] - to[0]) / length] as const
      const offsets = (share: number): readonly number[] => Array.from({ length: 81 }, (_, step) => step / 2 - 20).filter((step) => isDrawn([along(share)[0] + step * across[0], along(share)[1] + step * across[1]]))
      for (const share of [0.02, 0.3, 0.5, 0.7, 0.98]) expect(Math.min(...offsets(share).map(Math.abs)), `${source} at ${String(share)}`).toBeLessThanOrEqual(1)
      expect(Math.max(...offsets(0.5).map(Math.abs))).toBeLessThanOrEqual(ZOOM)
      expect([-0.03, 1.03].map((share) => offsets(share).filter((step) => Math.abs(step) <= 2))).toEqual([[], []])
    }
  })

  it.skipIf(!has('dcmp2pgm'))(withTool('dcmp2pgm', 'gives the greys that the app shows'), async () => {
    // 400 and 2000 HU through 900/2401 are 0.2917 and 0.9583 of full brightness (PS3.3 C.11.2.1.2.1).
    const [plain] = shown.ct
    if (plain === undefined) throw new Error('turns were built')
    const greys = async (image: Turned, marked: (grey: number) => boolean) => (await drawn(stateOf(image), 'ct1.dcm', 1, marked)).greys
    const withinOne = (greys: readonly number[], wanted: readonly number[]): boolean => greys.length === wanted.length && greys.every((grey, at) => Math.abs(grey - (wanted[at] ?? NaN)) <= 1)
    expect(await greys(plain, (grey) => grey < 128)).toSatisfy((seen: readonly number[]) => withinOne(seen, [74, 244]))
    expect(await greys(shown.inverted, (grey) => grey > 128)).toSatisfy((seen: readonly number[]) => withinOne(seen, [11, 181]))
  })

  it.skipIf(!has('dcmdump'))(withTool('dcmdump', 'of a subtracted frame names its mask, and its shift frame by frame and region by region'), () => {
    const tree = dump(stateOf(shown.subtracted))
    expect(tree).toContain('=XAXRFGrayscaleSoftcopyPresentationStateStorage')
    expect(tree).toMatch(/\(0008,1160\) IS \[2\]/)
    expect(tree).toMatch(/\(0028,6101\) CS \[AVG_SUB\]\s+\(0028,6102\) US 2\\2\s+\(0028,6110\) US 1\s+\(0028,6112\) US 1\s+\(0028,6114\) FL 0\.5\\-1\.25/)
    expect(tree).toMatch(/\(0028,6114\) FL 0\.5\\-1\.25\s+\(0028,9503\) SS 1\\1\\1\\64\\48\\64\\48\\1/)
    expect(tree).toMatch(/\(0028,6114\) FL 0\\2\s+\(0028,9503\) SS 5\\5\\5\\21\\13\\21\\13\\5/)
    expect(tree).toMatch(/\(0028,9506\) US 2\\2/)
    expect(tree).toMatch(/\(0028,9478\) FL 20/)
    // More attenuation is a lower stored value here, and darker: what is subtracted counts the other way.
    expect(tree).toMatch(/\(0028,1050\) DS \[-99\.5\]\s+\(0028,1051\) DS \[801\]/)
    expect(tree).toContain('[IDENTITY]')
  })

  it.skipIf(!has('dcmdump'))(withTool('dcmdump', 'of a subtracted frame with linear values brings the table to logarithms along'), () => {
    const tree = dump(stateOf(shown.linear))
    expect(tree).toMatch(/\(0028,3002\) US 4096\\0\\16\s+\(0028,3006\) OW 0000\\0000\\15/)
    expect(tree).toMatch(/\(0028,9474\) CS \[TO_LOG\]\s+\(0028,9507\) US 1\\3/)
    // 0.225 of 8.3177, the logarithm of 4095, is 1772.8 of 65535 steps, and one for a LINEAR window.
    expect(tree).toMatch(/\(0028,1050\) DS \[-393\.4\d*\]\s+\(0028,1051\) DS \[1773\.8/)
  })

  it.skipIf(!has('dcmdump'))(withTool('dcmdump', 'keeps a title in other scripts, cut to what the attribute holds'), () => {
    expect(dump(stateOf(shown.odd))).toContain(`(0070,0081) LO [${'가'.repeat(21)}]`)
  })

  it('is not written of what is no view of one image, and the export says why', () => {
    expect(exported.remarks).toEqual([`Key image ${String(saved.length)} leaves without a presentation state. It shows bone in three dimensions, which is no picture of one slice.`])
    expect(ofKind('GSPS')).toHaveLength(saved.length - 1)
  })

  it('is the same again, byte for byte', async () => {
    const again = await library.record['record.export']({ recordId: exported.recordId, directory: path.join(directory, 'again') })
    const bytes = async (files: typeof exported.files) => Promise.all(files.filter(({ kind }) => kind === 'GSPS' || kind === 'KOS').map(async (file) => [file.sopInstanceUid, (await readFile(file.path)).toString('base64')]))
    expect(again.ok && await bytes(again.value.files)).toEqual(await bytes(exported.files))
  })
})

describe('a key object selection', () => {
  it.skipIf(!has('dciodvfy'))(withTool('dciodvfy', 'has no error for dciodvfy'), () => {
    const answer = said('dciodvfy', ofKind('KOS')[0] ?? '')
    expect(answer.split('\n').filter((line) => line.startsWith('Error'))).toEqual([])
    expect(answer).toContain('KeyObjectSelectionDocument')
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'is read by dsrdump: title, who, captions, each image with frame and state, and its picture'), () => {
    const tree = said('dsrdump', '+Pc', '+Pu', '+Pt', ofKind('KOS')[0] ?? '')
    expect(tree).toContain('(113020,DCM,"For Report Attachment")')
    expect(tree).toContain('(113012,DCM,"Key Object Description")="1. Path A, axial')
    expect(tree).toContain('TID 2010')
    const images = tree.split('\n').filter((line) => line.includes('contains IMAGE'))
    expect(images.filter((line) => line.includes('GSPS') || line.includes('Presentation') || line.includes('11.5'))).toHaveLength(saved.length - 1)
    expect(images.filter((line) => line.includes('SC image'))).toHaveLength(saved.length)
  })

  it.skipIf(!has('dcmdump'))(withTool('dcmdump', 'lists every object that it names under its series, once'), () => {
    const tree = dump(ofKind('KOS')[0] ?? '')
    const evidence = tree.slice(tree.indexOf('(0040,a375)'), tree.indexOf('(0040,a504)'))
    const named = [...tree.matchAll(/\(0008,1155\) UI \[([0-9.]+)\]/g)].map(([, uid]) => uid)
    const listed = [...evidence.matchAll(/\(0008,1155\) UI \[([0-9.]+)\]/g)].map(([, uid]) => uid)
    expect(new Set(listed)).toEqual(new Set(named))
    expect(listed).toHaveLength(new Set(listed).size)
    expect(tree).toMatch(/\(0008,1160\) IS \[2\]/)
  })
})

describe('what was exported, imported into another data folder', () => {
  let other: RecordLibrary
  let listed: Extract<Awaited<ReturnType<ReturnType<typeof createPresentationServices>['presentation.list']>>, { ok: true }>['value']
  const images = async (seriesUid: string): Promise<readonly ImageDescription[]> => {
    const described = await other.source.describe(seriesUid)
    return described.ok ? described.value.images : []
  }
  beforeAll(async () => {
    other = await openRecordLibrary(path.join(directory, 'other'))
    await other.services['library.import']({ paths: [path.join(directory, 'source'), path.join(directory, 'export')], storage: 'inPlace' })
    const caseId = other.source.summary('1.2.3.2')?.caseId ?? ''
    const reply = await createPresentationServices({ source: other.source })['presentation.list']({ caseId })
    if (!reply.ok) throw new Error('it never fails')
    listed = reply.value
  })
  afterAll(async () => { await other.end() })
  const stateFor = (image: Turned) => listed.states.find(({ sopInstanceUid }) => exported.files.some((file) => file.sopInstanceUid === sopInstanceUid && file.path === stateOf(image)))

  it('is all there: states, and the selection with images, frames and states', () => {
    expect(listed).toMatchObject({ states: { length: saved.length - 1 }, selections: [{ title: 'For Report Attachment', objects: { length: 2 * saved.length } }], unreadable: 0 })
    expect(listed.selections[0]?.objects[2 * turns.length]).toMatchObject({ sopInstanceUid: '1.2.3.5.1', frameNumbers: [2], seriesUid: '1.2.3.5', stateUid: stateFor(shown.xa[0] ?? shown.inverted)?.sopInstanceUid })
  })

  it.each(turns.map((turn, at) => ({ ...turn, at })))('shows slice and frame turned $rotationDeg, flipped $flipped, as they were', async ({ at, rotationDeg, flipped }) => {
    const [ct, xa] = [shown.ct[at], shown.xa[at]]
    if (ct === undefined || xa === undefined) throw new Error('turns were built')
    for (const [image, described, frame, window] of [[ct, await images('1.2.3.2'), 1, { centre: 900, width: 2401 }], [xa, await images('1.2.3.5'), 2, { centre: 500, width: 1001 }]] as const) {
      const state = stateFor(image)
      const target = described.find(({ sopInstanceUid }) => sopInstanceUid === image.saved.sopInstanceUid)
      const presented = state === undefined || target === undefined ? null : presentOn(state, target, frame)
      expect(presented).toMatchObject({ rotationDeg, flipped, inverted: false, window, name: image.saved.title, by: 'Dr B. Weber', notFollowed: [] })
      expect(presented?.lines[0]?.points.flat()).toEqual([...ENTRY, ...TARGET].map((value) => expect.closeTo(value, 4) as number))
      const [area, [right]] = [presented?.area, image.camera.sizePx]
      const corners = [area?.topLeft ?? [0, 0], area?.bottomRight ?? [0, 0]].map((corner) => image.expected([corner[0], corner[1]]))
      expect(corners.flat()).toEqual([0, 0, right, image.camera.sizePx[1]].map((value) => expect.closeTo(value, 3) as number))
    }
  })

  it('subtracts the frame by the same mask through the same window', async () => {
    const state = stateFor(shown.subtracted)
    const [target] = await images('1.2.3.5')
    const presented = state === undefined || target === undefined ? null : presentOn(state, target, 2)
    expect(presented?.mask).toEqual({ maskFrameNumbers: [1], shiftPx: [0.5, -1.25], landmark: expect.closeTo(0.2, 6) as number, regions: [
      { frames: [[2, 2]], vertices: [[0, 0], [63, 0], [63, 47], [0, 47]], shiftPx: [0.5, -1.25] }, { frames: [[2, 2]], vertices: [[4, 4], [20, 4], [20, 12], [4, 12]], shiftPx: [0, 2] },
    ] })
    expect(presented).toMatchObject({ window: { centre: 100, width: 800 }, inverted: false })
  })

  it('has the window of linear values in attenuation again', async () => {
    const state = stateFor(shown.linear)
    const [target] = await images(LINEAR)
    const presented = state === undefined || target === undefined ? null : presentOn(state, target, 2)
    expect(presented).toMatchObject({ inverted: false, mask: { maskFrameNumbers: [1] }, window: { centre: expect.closeTo(0.05, 4) as number, width: expect.closeTo(0.225, 4) as number } })
  })

  it('that is gone from where it was is counted, and the others are there', async () => {
    const file = stateOf(shown.odd)
    await rename(file, `${file}.away`)
    const reply = await createPresentationServices({ source: other.source })['presentation.list']({ caseId: other.source.summary('1.2.3.2')?.caseId ?? '' })
    expect(reply).toMatchObject({ ok: true, value: { states: { length: saved.length - 2 }, unreadable: 1 } })
    await rename(`${file}.away`, file)
  })

  it('holds its key images, of which nothing is asked: they are pictures of a screen', async () => {
    const series = await other.services['library.series']({})
    const [captures, ...more] = series.ok ? series.value.series.filter(({ modality, kind }) => modality === 'OT' && kind !== 'document') : []
    const described = await images(captures?.seriesUid ?? '')
    expect([more, described.length, described[0]?.conversionType, runQuestions(described)]).toEqual([[], saved.length, 'WSD', []])
  })

  it('is inverted where it was', async () => {
    const state = stateFor(shown.inverted)
    const target = (await images('1.2.3.2')).find(({ sopInstanceUid }) => sopInstanceUid === '1.2.3.4.2')
    expect(state === undefined || target === undefined ? null : presentOn(state, target, 1)).toMatchObject({ inverted: true })
  })
})

const corpus = process.env['DICOM_CORPUS']
describe('states that nobody here made', () => {
  it.skipIf(corpus === undefined)(corpus === undefined ? 'are read (skipped: DICOM_CORPUS is not set)' : 'are read, and what cannot be followed is said', async () => {
    const folder = path.join(corpus ?? '', 'presentation_state')
    const found = await Promise.all(['prLUTs.dcm', 'prOverlay.dcm'].map(async (name) => {
      const bytes = new Uint8Array(await readFile(path.join(folder, name)))
      const reading = readHeader(bytes, bytes.length)
      return reading.kind === 'read' ? readPresentationState(reading.header) : null
    }))
    expect(found).toMatchObject([
      { label: 'XLUT_P03', creator: 'Riesmeier Joerg', images: [{ sopInstanceUid: '1.2.276.0.7230010.3.200.6.3.1' }], areas: [{ topLeft: [-0.5, -0.5], bottomRight: [511.5, 511.5] }], notFollowed: ['its Modality LUT, a table', 'its VOI LUT, a table', 'its presentation LUT, a table'] },
      { label: 'OVLY_P01', description: 'six overlays', inverse: false, notFollowed: ['its bitmap overlays'] },
    ])
  })
})
