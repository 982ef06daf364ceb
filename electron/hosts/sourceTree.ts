import { readFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fontFiles } from '#electron/services/record/paper/fontFiles.ts'
import { codecFiles } from '#shared/codecs/codecFiles.ts'
import { textModelFiles } from '#electron/services/teaching/pixels/text/textModelFiles.ts'
import { z } from 'zod'

/** The project folder: hosts that plain Node runs work from their sources, without a build. */
export const projectDirectory = path.resolve(import.meta.dirname, '../..')
export const builtUiDirectory = path.join(projectDirectory, 'out/renderer')
export const sampleCasesDirectory = path.join(projectDirectory, 'sample-dicom/cases')
export const sourceHeaderWorkerUrl = new URL('../services/library/headerWorker.ts', import.meta.url)
export const sourcePixelWorkerUrl = new URL('../services/teaching/pixels/thread/pixelWorker.ts', import.meta.url)
export const sourcePracticeWorkerUrl = new URL('../../sample-dicom/practice/practiceWorker.ts', import.meta.url)

const manifest = z.object({ version: z.string() })
export const readAppVersion = (): string => manifest.parse(JSON.parse(readFileSync(path.join(projectDirectory, 'package.json'), 'utf8'))).version

/** Reads a codec's WebAssembly out of its package. */
export async function readInstalledCodec(fileName: string): Promise<Uint8Array> {
  const found = codecFiles.find((codec) => codec.fileName === fileName)
  if (found === undefined) throw new Error('There is no codec of that name.')
  return readFile(path.join(projectDirectory, 'node_modules', found.packagePath))
}

/** Reads a font out of its package. */
export async function readInstalledFont(fileName: string): Promise<Uint8Array> {
  const found = fontFiles.find((font) => font.fileName === fileName)
  if (found === undefined) throw new Error('There is no font of that name.')
  return readFile(path.join(projectDirectory, 'node_modules', found.packagePath))
}
/** Reads what text is read with out of its package. */
export async function readInstalledTextModel(fileName: string): Promise<Uint8Array> {
  const found = textModelFiles.find((file) => file.fileName === fileName)
  if (found === undefined) throw new Error('There is no part of the text reader of that name.')
  return readFile(path.join(projectDirectory, 'node_modules', found.packagePath))
}

