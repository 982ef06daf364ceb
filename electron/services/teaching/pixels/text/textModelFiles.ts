/**
 * What text is read with: the machine and what it knows of letters. Hosts that are bundled carry both beside their main
 * file, Node reads them from `packagePath` inside node_modules. Nothing is ever fetched.
 */
export const textModelFiles = [
  { fileName: 'tesseract-core-simd-lstm.wasm', packagePath: 'tesseract.js-core/tesseract-core-simd-lstm.wasm' },
  { fileName: 'eng.traineddata.gz', packagePath: '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz' },
] as const
