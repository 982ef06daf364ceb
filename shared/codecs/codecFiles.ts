/**
 * The WebAssembly of the codecs. Hosts serve or copy each as `/codecs/<fileName>`; Node reads it from `packagePath`
 * inside node_modules. The decoder itself never knows where the bytes came from.
 */
export const codecFiles = [
  { fileName: 'charlswasm_decode.wasm', packagePath: '@cornerstonejs/codec-charls/dist/charlswasm_decode.wasm' },
  { fileName: 'openjpegwasm_decode.wasm', packagePath: '@cornerstonejs/codec-openjpeg/dist/openjpegwasm_decode.wasm' },
  { fileName: 'openjphjs.wasm', packagePath: '@cornerstonejs/codec-openjph/dist/openjphjs.wasm' },
  { fileName: 'libjpegturbowasm_decode.wasm', packagePath: '@cornerstonejs/codec-libjpeg-turbo-8bit/dist/libjpegturbowasm_decode.wasm' },
  { fileName: 'libjpegturbowasm.wasm', packagePath: '@cornerstonejs/codec-libjpeg-turbo-8bit/dist/libjpegturbowasm.wasm' },
] as const

export type CodecFileName = (typeof codecFiles)[number]['fileName']
