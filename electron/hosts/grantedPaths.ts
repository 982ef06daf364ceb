import path from 'node:path'
import type { FileAccess } from '#electron/ports/ports.ts'

/** Everything: on the command line the user names the paths. */
export const accessToEverything: FileAccess = { mayRead: () => true, mayWrite: () => true }

export type GrantedPaths = {
  readonly access: FileAccess
  readonly grantRead: (chosen: string) => void
  readonly grantWrite: (chosen: string) => void
}

/** Only what the user chose in this run, in a system dialog or by dropping it: that path and what lies in it. */
export function createGrantedPaths(): GrantedPaths {
  const readable = new Set<string>()
  const writable = new Set<string>()
  const isGranted = (granted: ReadonlySet<string>, asked: string): boolean => {
    if (!path.isAbsolute(asked)) return false
    for (let at = path.resolve(asked); ; at = path.dirname(at)) {
      if (granted.has(at)) return true
      if (path.dirname(at) === at) return false
    }
  }
  return {
    access: { mayRead: (asked) => isGranted(readable, asked), mayWrite: (asked) => isGranted(writable, asked) },
    grantRead: (chosen) => { readable.add(path.resolve(chosen)) },
    grantWrite: (chosen) => { writable.add(path.resolve(chosen)) },
  }
}
