import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** Goes up whenever the bytes of a case change, so that an older output is replaced. */
export const sampleVersion = '2'

const manifestSchema = z.strictObject({
  version: z.string(),
  cases: z.array(z.strictObject({
    letter: z.string(),
    folder: z.string(),
    truthSha256: z.string(),
    files: z.array(z.strictObject({ path: z.string(), sha256: z.string(), bytes: z.int(), sopInstanceUid: z.string() })),
  })),
})
export type SampleManifest = z.infer<typeof manifestSchema>

const fileName = 'manifest.json'

/** Written beside and put in its place: never half there, and never into a file that another folder shares. */
export function writeManifest(directory: string, manifest: SampleManifest): void {
  const beside = path.join(directory, `${fileName}.new`)
  writeFileSync(beside, `${JSON.stringify(manifest, null, 1)}\n`)
  renameSync(beside, path.join(directory, fileName))
}

/** What an earlier run left in a folder, or null when that is nothing, of another version, or cannot be read. */
export function readManifest(directory: string): SampleManifest | null {
  const file = path.join(directory, fileName)
  if (!existsSync(file)) return null
  const parsed = manifestSchema.safeParse(readJson(file))
  return parsed.success && parsed.data.version === sampleVersion ? parsed.data : null
}

/** Whether a case is there with every byte that the manifest names. */
export function isComplete(directory: string, manifest: SampleManifest, folder: string): boolean {
  const found = manifest.cases.find(one => one.folder === folder)
  return found !== undefined
    && isSame(path.join(directory, folder, 'truth.json'), found.truthSha256)
    && found.files.every(one => isSame(path.join(directory, one.path), one.sha256))
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    // A manifest that was cut off counts as none: everything is written again.
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const isSame = (file: string, sha256: string): boolean => existsSync(file) && sha256Of(readFileSync(file)) === sha256
