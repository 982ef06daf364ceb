// bidi-js ships no types; this is the part of it that visualRuns.ts uses.
declare module 'bidi-js' {
  type EmbeddingLevels = { readonly levels: Uint8Array; readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly level: number }[] }
  type Bidi = {
    readonly getEmbeddingLevels: (text: string, direction?: 'ltr' | 'rtl') => EmbeddingLevels
    readonly getMirroredCharacter: (character: string) => string | null
  }
  const bidiFactory: () => Bidi
  export { bidiFactory as default }
}
