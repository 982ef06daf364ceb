// tesseract.js-core ships no types; this is the part of it that textReader.ts uses.
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  export type TesseractApi = {
    readonly Init: (dataPath: null, language: string, engine: number, configFile: string) => number
    readonly SetVariable: (name: string, value: string) => void
    readonly SetImageFile: (exif: number, angle: number) => number
    readonly SetRectangle: (left: number, top: number, width: number, height: number) => void
    readonly Recognize: (monitor: null) => number
    readonly GetTSVText: (page?: number) => string
    readonly Clear: () => void
    readonly End: () => void
  }
  export type TesseractModule = {
    readonly FS: { readonly writeFile: (path: string, bytes: Uint8Array) => void }
    readonly TessBaseAPI: new () => TesseractApi
  }
  const createCore: (options: { readonly wasmBinary: Uint8Array; readonly TesseractProgress?: (percent: number) => void }) => Promise<TesseractModule>
  export { createCore as default }
}
