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
async function madeOrThere(directory: string): Promise<boolean> {
  try {
    await mkdir(directory)
    return true
  } catch (error) {
    // Another call may have made it meanwhile.
    if (await isFolder(directory)) return true
    const above = path.dirname(directory)
    if (above !== directory && typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT' && !await isFolder(above)) return false
    throw error
  }
}
