import { open } from 'node:fs/promises'

/** Writes a new file: it is on the disk when this returns. A name that is taken is a fault. */
export async function writeDurably(filePath: string, bytes: Uint8Array): Promise<void> {
  const file = await open(filePath, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
