import { readdirSync } from 'node:fs'
import path from 'node:path'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'

/** The sources of a folder of the project, tests aside, as paths from the project folder. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(path.join(projectDirectory, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .sort()
}
