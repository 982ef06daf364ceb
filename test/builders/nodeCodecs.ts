import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { codecFiles } from '#shared/codecs/codecFiles.ts'
import { createDecoder, type FrameDecoder } from '#shared/codecs/decoder.ts'

export async function readCodecFromPackages(fileName: string): Promise<Uint8Array> {
  const codec = codecFiles.find((candidate) => candidate.fileName === fileName)
  if (codec === undefined) throw new Error(`No codec file ${fileName}`)
  return new Uint8Array(await readFile(path.resolve('node_modules', codec.packagePath)))
}

export const createNodeDecoder = (): FrameDecoder => createDecoder({ readCodec: readCodecFromPackages })
