import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'

const isFolder = (directory: string): Promise<boolean> => stat(directory).then((found) => found.isDirectory(), () => false)

/**
 * Makes a folder, and those above it that are not there. Node's own recursive mkdir tries for ever where a folder that is there
 * answers that it is not, as those of /proc do.
 */
export async function makeFolder(directory: string): Promise<void> {
  if (await madeOrThere(directory)) return
  await makeFolder(path.dirname(directory))
  if (!await madeOrThere(directory)) throw Object.assign(new Error('A folder cannot be made although the one above is there.'), { code: 'ENOENT' })
}

/** False where the folder above is not there. */
async function madeOrThere(directory: string, mayBeMadeMeanwhile = true): Promise<boolean> {
  try {
    await mkdir(directory)
    return true
  } catch (error) {
    // Another call may have made it meanwhile.
    if (await isFolder(directory)) return true
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
    if (code === 'EEXIST') throw Object.assign(new Error('A file stands where the folder is to be.'), { code: 'ENOTDIR' })
    if (code !== 'ENOENT' || path.dirname(directory) === directory) throw error
    if (!await isFolder(path.dirname(directory))) return false
    // Or the one above, between the two looks.
    if (mayBeMadeMeanwhile) return madeOrThere(directory, false)
    throw error
  }
}
