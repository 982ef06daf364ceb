/**
 * The fonts of printed pages: only the files that are needed, each a part of a typeface. Hosts that are bundled carry them
 * beside their main file, Node reads them from `packagePath` inside node_modules. In the order in which they are asked for a
 * character. A typeface without a bold file is thickened.
 */
export const fontFiles = [
  { fileName: 'noto-sans-latin-400-normal.woff', packagePath: '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff', weight: 'regular' },
  { fileName: 'noto-sans-latin-700-normal.woff', packagePath: '@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff', weight: 'bold' },
  { fileName: 'noto-sans-latin-ext-400-normal.woff', packagePath: '@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff', weight: 'regular' },
  { fileName: 'noto-sans-arabic-arabic-400-normal.woff', packagePath: '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff', weight: 'regular' },
  { fileName: 'noto-sans-kr-korean-400-normal.woff', packagePath: '@fontsource/noto-sans-kr/files/noto-sans-kr-korean-400-normal.woff', weight: 'regular' },
  { fileName: 'noto-sans-cyrillic-400-normal.woff', packagePath: '@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff', weight: 'regular' },
  { fileName: 'noto-sans-greek-400-normal.woff', packagePath: '@fontsource/noto-sans/files/noto-sans-greek-400-normal.woff', weight: 'regular' },
  { fileName: 'noto-sans-vietnamese-400-normal.woff', packagePath: '@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff', weight: 'regular' },
] as const

export type FontFileName = (typeof fontFiles)[number]['fileName']
