import { create } from 'fontkit'
import { fontFiles, type FontFileName } from './fontFiles.ts'
import { woffToFont } from './woff.ts'

export type FontWeight = 'regular' | 'bold'
/** A font of a page: which file, whether it must be thickened to look bold. */
export type ChosenFont = { readonly fileName: FontFileName; readonly thickened: boolean }

export type PaperFonts = {
  readonly bytes: (fileName: FontFileName) => Uint8Array
  /** The font that has a character, `like` if it can; null where none has. */
  readonly choose: (character: string, weight: FontWeight, like: ChosenFont | null) => ChosenFont | null
}

/** The fonts of printed pages, read and unpacked once. */
export async function openPaperFonts(readFont: (fileName: string) => Promise<Uint8Array>): Promise<PaperFonts> {
  const opened = new Map<FontFileName, { readonly bytes: Uint8Array; readonly has: (codePoint: number) => boolean }>()
  await Promise.all(fontFiles.map(async ({ fileName }) => {
    const bytes = woffToFont(await readFont(fileName))
    const font = create(bytes)
    opened.set(fileName, { bytes, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) })
  }))
  const inOrder = (weight: FontWeight): readonly ChosenFont[] => [
    ...fontFiles.filter((file) => file.weight === weight).map(({ fileName }) => ({ fileName, thickened: false })),
    ...(weight === 'bold' ? fontFiles.filter((file) => file.weight === 'regular').map(({ fileName }) => ({ fileName, thickened: true })) : []),
  ]
  const orders = { regular: inOrder('regular'), bold: inOrder('bold') }
  return {
    bytes: (fileName) => {
      const font = opened.get(fileName)
      if (font === undefined) throw new Error('There is no font of that name.')
      return font.bytes
    },
    choose: (character, weight, like) => {
      const codePoint = character.codePointAt(0)
      if (codePoint === undefined) return like
      const has = (font: ChosenFont): boolean => opened.get(font.fileName)?.has(codePoint) === true
      return like !== null && has(like) ? like : orders[weight].find(has) ?? null
    },
  }
}
