// The codec packages ship no types. Each exports one emscripten factory; what we use of it is stated in wasmCodecs.ts.

declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const factory: (options: object) => Promise<Readonly<Record<string, unknown>>>
  export { factory as default }
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const factory: (options: object) => Promise<Readonly<Record<string, unknown>>>
  export { factory as default }
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const factory: (options: object) => Promise<Readonly<Record<string, unknown>>>
  export { factory as default }
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs' {
  const factory: (options: object) => Promise<Readonly<Record<string, unknown>>>
  export { factory as default }
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const factory: (options: object) => Promise<Readonly<Record<string, unknown>>>
  export { factory as default }
}
