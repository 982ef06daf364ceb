import { ctSlice, fileBytes, type Element, type FileOptions, type SliceFields } from './dicomBytes.ts'

export type Change = NonNullable<SliceFields['change']>
export const projectionClasses = {
  xa: '1.2.840.10008.5.1.4.1.1.12.1', enhancedXa: '1.2.840.10008.5.1.4.1.1.12.1.1', rf: '1.2.840.10008.5.1.4.1.1.12.2', secondary: '1.2.840.10008.5.1.4.1.1.7',
  multiFrameSecondary: '1.2.840.10008.5.1.4.1.1.7.2', ultrasound: '1.2.840.10008.5.1.4.1.1.6.1', ultrasoundRun: '1.2.840.10008.5.1.4.1.1.3.1', dx: '1.2.840.10008.5.1.4.1.1.1.1', ct: '1.2.840.10008.5.1.4.1.1.2',
} as const
export type ProjectionClass = keyof typeof projectionClasses
const modalities: Readonly<Record<ProjectionClass, string>> = { xa: 'XA', enhancedXa: 'XA', rf: 'RF', secondary: 'OT', multiFrameSecondary: 'OT', ultrasound: 'US', ultrasoundRun: 'US', dx: 'DX', ct: 'CT' }

export type ProjectionFields = {
  readonly kind?: ProjectionClass
  readonly frames?: number
  readonly seriesUid: string
  readonly instanceNumber?: number
  readonly change?: Change
  readonly options?: FileOptions
}

/** A projection as a C-arm would send it that says nothing of time and size; `change` says it. */
export function projectionFile({ kind = 'xa', frames = 1, seriesUid, instanceNumber = 1, change = {}, options = {} }: ProjectionFields): Uint8Array {
  const [rows, columns] = [8, 8]
  return fileBytes(ctSlice({
    seriesUid, rows, columns, instanceNumber, sopInstanceUid: `${seriesUid}.${String(instanceNumber)}`, sopClassUid: projectionClasses[kind], pixels: new Uint8Array(rows * columns * 2 * frames),
    change: {
      '00080060': ['CS', modalities[kind]], '00200032': null, '00200037': null, '00200052': null, '00280030': null, '00281052': null, '00281053': null,
      ...(frames > 1 ? { '00280008': ['IS', String(frames)] as const } : {}), ...change,
    },
  }), options)
}

/** Functional groups of an enhanced object: what all frames share, and what each has of its own. */
export const functionalGroups = (shared: readonly Element[], perFrame: readonly (readonly Element[])[]): Change => ({
  '52009229': ['SQ', [[...shared]]], '52009230': ['SQ', perFrame.map((frame) => [...frame])],
})
export const group = (tag: string, ...elements: readonly Element[]): Element => [tag, 'SQ', [[...elements]]]
