import { readdirSync } from 'node:fs'
import path from 'node:path'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'

/** The files of the project that a source imports, by name of a room or by "../", as paths from the project folder. */
export function importedFiles(file: string, text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(#|\.\.?\/)([^']+)'/g)]
    .map(([, start = '', rest = '']) => (start === '#' ? rest : path.posix.join(path.posix.dirname(file), start, rest)))
}

/** The sources of a folder of the project, tests aside, as paths from the project folder. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(path.join(projectDirectory, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .sort()
}
