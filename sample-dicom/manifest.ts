import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** Goes up whenever the bytes of a case change, so that an older output is replaced. */
export const sampleVersion = '1'

const manifestSchema = z.strictObject({
  version: z.string(),
  cases: z.array(z.strictObject({
    letter: z.string(),
    folder: z.string(),
    files: z.array(z.strictObject({ path: z.string(), sha256: z.string(), bytes: z.int(), sopInstanceUid: z.string() })),
  })),
})
export type SampleManifest = z.infer<typeof manifestSchema>

const fileName = 'manifest.json'

export function writeManifest(directory: string, manifest: SampleManifest): void {
  writeFileSync(path.join(directory, fileName), `${JSON.stringify(manifest, null, 1)}\n`)
}

/** The manifest when every wanted case is there, whole and of this version; else null. */
export function upToDateManifest(directory: string, folders: readonly string[]): SampleManifest | null {
  const file = path.join(directory, fileName)
  if (!existsSync(file)) return null
  const parsed = manifestSchema.safeParse(readJson(file))
  if (!parsed.success || parsed.data.version !== sampleVersion) return null
  const isWhole = folders.every(folder => {
    const found = parsed.data.cases.find(one => one.folder === folder)
    return found !== undefined && existsSync(path.join(directory, folder, 'truth.json')) && found.files.every(one => isSame(path.join(directory, one.path), one.bytes, one.sha256))
  })
  return isWhole ? parsed.data : null
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

const isSame = (file: string, bytes: number, sha256: string): boolean =>
  existsSync(file) && statSync(file).size === bytes && createHash('sha256').update(readFileSync(file)).digest('hex') === sha256
