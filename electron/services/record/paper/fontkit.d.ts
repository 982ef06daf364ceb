// fontkit ships no types; this is the part of it that is used.
declare module 'fontkit' {
  export function create(bytes: Uint8Array): {
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean
    readonly capHeight: number
    readonly layout: (text: string) => {
      readonly glyphs: readonly { readonly path: { readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[] } }[]
      readonly positions: readonly { readonly xAdvance: number }[]
    }
  }
}
