import path from 'node:path'
import { AXISCASE_ENDING } from '#shared/teaching/axiscase.ts'

/** The teaching files among the words of a command line: what a double click on one hands over. */
export const teachingFilesIn = (words: readonly string[], workingDirectory: string): readonly string[] =>
  words.filter((word) => !word.startsWith('-') && word.toLowerCase().endsWith(AXISCASE_ENDING)).map((word) => path.resolve(workingDirectory, word))

export type OpenedFiles = {
  readonly add: (paths: readonly string[]) => void
  /** Hands over what has come until now, and from then on everything as it comes. */
  readonly serve: (take: (paths: readonly string[]) => void) => void
}

/** Files that the system asks to open may come before the app can take them. */
export function createOpenedFiles(): OpenedFiles {
  let waiting: readonly string[] = []
  let taking: ((paths: readonly string[]) => void) | null = null
  return {
    add: (paths) => {
      if (paths.length === 0) return
      if (taking === null) waiting = [...waiting, ...paths]
      else taking(paths)
    },
    serve: (take) => {
      taking = take
      if (waiting.length > 0) take(waiting)
      waiting = []
    },
  }
}
