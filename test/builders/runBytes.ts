import { ctSlice, fileBytes, type Element, type FileOptions, type SliceFields } from './dicomBytes.ts'

export type RunFields = Pick<SliceFields, 'seriesUid' | 'sopInstanceUid' | 'patientId' | 'patientName' | 'instanceNumber' | 'change'> & {
  readonly frames: number
  readonly rows?: number
  readonly columns?: number
  /** Frame Time as it is written; null = the header has no times. */
  readonly frameTimeMs?: string | null
  readonly bits?: 8 | 16
  readonly modality?: string
  readonly sopClassUid?: string
  readonly description?: string
  /** The grey of a pixel, 0 to 1. */
  readonly grey?: (frame: number, column: number, row: number) => number
}

const XA = '1.2.840.10008.5.1.4.1.1.12.1'
/** A bar that moves across with every frame, on a disc: every frame differs from every other. */
const movingBar = (frames: number, columns: number, rows: number) => (frame: number, column: number, row: number): number => {
  const inDisc = Math.hypot(column - columns / 2, row - rows / 2) < rows * 0.45
  return Math.abs(column - ((frame + 0.5) * columns) / frames) < columns / 40 ? 0.95 : inDisc ? 0.4 + 0.2 * (row / rows) : 0
}

/** A multi-frame run as a C-arm sends it, with what the test wants in its header. */
export function runBytes(fields: RunFields, options: FileOptions = {}): Uint8Array {
  const { frames, rows = 64, columns = 64, frameTimeMs = '100', bits = 16, modality = 'XA', description = 'Run', sopClassUid = XA } = fields
  const grey = fields.grey ?? movingBar(frames, columns, rows)
  const values = bits === 8 ? new Uint8Array(frames * rows * columns) : new Uint16Array(frames * rows * columns)
  const most = bits === 8 ? 255 : 4095
  let at = 0
  for (let frame = 0; frame < frames; frame += 1) for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) values[at++] = Math.round(grey(frame, column, row) * most)
  const change: SliceFields['change'] = {
    '00080060': ['CS', modality], '0008103e': ['LO', description], '00280008': ['IS', String(frames)], '00281040': ['CS', 'DISP'],
    '00280100': ['US', bits], '00280101': ['US', bits === 8 ? 8 : 12], '00280102': ['US', bits === 8 ? 7 : 11], '00280103': ['US', 0], '00281050': ['DS', String(most / 2)], '00281051': ['DS', String(most)],
    '00200032': null, '00200037': null, '00200052': null, '00281052': null, '00281053': null, '00280030': null,
    ...(frameTimeMs === null ? {} : { '00181063': ['DS', frameTimeMs], '00280009': ['AT', 0x00181063] }),
    ...fields.change,
  }
  const { seriesUid, sopInstanceUid, patientId, patientName, instanceNumber } = fields
  const elements: Element[] = ctSlice({
    rows, columns, sopClassUid, change, pixels: new Uint8Array(values.buffer),
    ...(seriesUid === undefined ? {} : { seriesUid }), ...(sopInstanceUid === undefined ? {} : { sopInstanceUid }), ...(patientId === undefined ? {} : { patientId }),
    ...(patientName === undefined ? {} : { patientName }), ...(instanceNumber === undefined ? {} : { instanceNumber }),
  })
  return fileBytes(elements, options)
}
