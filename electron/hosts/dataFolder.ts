import { chmod, mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { holdFileAlone } from '#electron/services/storage/database.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** Also Electron's name for its user data folder (productName in package.json): all hosts look in the same place. */
const FOLDER_NAME = 'Axis Guide'
const RETRY_MS = 100

type Surroundings = { readonly platform: NodeJS.Platform; readonly env: Readonly<Record<string, string | undefined>> }

/** Where the data lie: what was asked for, else AXIS_GUIDE_DATA, else the system's folder for application data. */
export function chooseDataDirectory(asked: string | null, { platform, env }: Surroundings = process): string {
  const named = asked ?? env['AXIS_GUIDE_DATA'] ?? ''
  return named === '' ? path.join(applicationDataDirectory({ platform, env }), FOLDER_NAME) : path.resolve(named)
}

function applicationDataDirectory({ platform, env }: Surroundings): string {
  if (platform === 'win32') return env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming')
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support')
  return env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config')
}

export type HeldFolder = { readonly directory: string; readonly release: () => void }
export type FolderFault = Fault<'DATA_FOLDER_IN_USE' | 'DATA_FOLDER_UNUSABLE'>

/** Makes the folder and takes it for this process. `patienceMs`: how long to wait for another process to let go of it. */
export async function holdDataFolder(directory: string, patienceMs = 0): Promise<Result<HeldFolder, FolderFault>> {
  const untilMs = Date.now() + patienceMs
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    // One that was there before may be open to others of this computer, and so would be all that is made in it.
    // A folder that belongs to somebody else, or to a disk without such rights, is used as it is.
    if (process.platform !== 'win32') await chmod(directory, 0o700).catch(() => undefined)
    for (;;) {
      const lock = holdFileAlone(path.join(directory, 'axis.lock'))
      if (lock !== null) return ok({ directory, release: lock.release })
      if (Date.now() >= untilMs) return err('DATA_FOLDER_IN_USE', 'Another Axis Guide is using this data folder. Close it, or name another folder with --data-dir.')
      await sleep(RETRY_MS)
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return err('DATA_FOLDER_UNUSABLE', `The data folder cannot be made or written to (${reason}). Check its permissions, or name another folder with --data-dir.`)
  }
}
