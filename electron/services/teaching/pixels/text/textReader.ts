import { gunzipSync } from 'node:zlib'
import createCore, { type TesseractApi, type TesseractModule } from 'tesseract.js-core/tesseract-core-simd-lstm.js'
import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { GreyPicture } from './greyPicture.ts'

/** A word that was read, and how sure the reader is of it, 0 to 1. */
export type ReadWord = { readonly text: string; readonly confidence: number; readonly box: Rectangle; /** Words of one line share it. */ readonly line: string }

/** How the picture is laid out. Single lines are read best; in a whole picture words are looked for wherever they are. */
export type Layout = 'line' | 'block' | 'scattered'

export type TextReader = {
  /** Dark letters on a light ground, 20 to 40 pixels high, are read best. */
  readonly read: (picture: GreyPicture, layout: Layout) => Promise<readonly ReadWord[]>
}

const segmentation: Readonly<Record<Layout, string>> = { line: '7', block: '6', scattered: '11' }
const LSTM_ONLY = 1

/** Reads text with Tesseract's own machine in this thread. It is given every byte that it needs, and has no way to ask for more. */
export function createTextReader(readFile: (fileName: string) => Promise<Uint8Array>): TextReader {
  let machine: Promise<{ readonly module: TesseractModule; readonly api: TesseractApi }> | null = null

  const start = async (): Promise<{ readonly module: TesseractModule; readonly api: TesseractApi }> => {
    const module = await createCore({ wasmBinary: await readFile('tesseract-core-simd-lstm.wasm'), TesseractProgress: () => undefined })
    module.FS.writeFile('./eng.traineddata', gunzipSync(await readFile('eng.traineddata.gz')))
    // Names, numbers and dates are no dictionary words.
    module.FS.writeFile('/config', new TextEncoder().encode('load_system_dawg 0\nload_freq_dawg 0\n'))
    const api = new module.TessBaseAPI()
    if (api.Init(null, 'eng', LSTM_ONLY, '/config') !== 0) throw new Error('The text reader cannot start')
    api.SetVariable('user_defined_dpi', '150')
    return { module, api }
  }
  return {
    read: async (picture, layout) => {
      machine ??= start()
      const { module, api } = await machine
      module.FS.writeFile('/input', portableGreyMap(picture))
      api.SetVariable('tessedit_pageseg_mode', segmentation[layout])
      if (api.SetImageFile(1, 0) !== 0) throw new Error('The text reader does not take this picture')
      api.Recognize(null)
      return wordsOf(api.GetTSVText(0))
    },
  }
}

function portableGreyMap({ columns, rows, grey }: GreyPicture): Uint8Array {
  const head = Buffer.from(`P5\n${columns} ${rows}\n255\n`, 'latin1')
  const file = new Uint8Array(head.length + grey.length)
  file.set(head)
  file.set(grey, head.length)
  return file
}

/** Level, page, block, paragraph, line, word, left, top, width, height, confidence, text; words are level 5. */
function wordsOf(table: string): readonly ReadWord[] {
  return table.split('\n').flatMap((line): readonly ReadWord[] => {
    const cells = line.split('\t')
    const [column, row, columns, rows, percent] = cells.slice(6, 11).map(Number)
    const text = cells[11]?.trim()
    if (cells[0] !== '5' || text === undefined || text === '' || column === undefined || row === undefined || columns === undefined || rows === undefined || percent === undefined) return []
    return [{ text, confidence: Math.max(0, percent) / 100, box: { column, row, columns, rows }, line: cells.slice(1, 5).join('.') }]
  })
}
