import { viewSamples, type CodedSamples } from './samples.ts'

type ExtendedJpeg = { parse(bytes: Uint8Array): void; getData16(columns: number, rows: number): Uint16Array }

/**
 * Decodes JPEG of the DCT processes with 12 bits (extended and progressive), one component.
 *
 * The WebAssembly of libjpeg-turbo is built for 8 bits only. cornerstone's image loader carries a JavaScript decoder
 * for 12 bits but does not export it: hence the import by path. It is pinned with the package; the conformance test
 * on the real files is what notices when an upgrade moves it.
 */
export async function decodeExtendedJpeg(bytes: Uint8Array, columns: number, rows: number, precision: number): Promise<CodedSamples> {
  const module = await import('../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/codecs/jpeg.js')
  const jpeg: ExtendedJpeg = new module.default()
  jpeg.parse(bytes)
  const decoded = jpeg.getData16(columns, rows)
  const values = viewSamples(new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength), 2, false)
  return { values, precision, signed: false, planar: false, photometricInterpretation: 'MONOCHROME2' }
}
