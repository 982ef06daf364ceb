import { open } from 'node:fs/promises'

/** A name is durable only once its folder is. Windows cannot open folders; NTFS journals the names itself. */
export async function syncFolder(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(directory, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
