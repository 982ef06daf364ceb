import { describe, expect, it } from 'vitest'
import { createOpenedFiles, teachingFilesIn } from './openedFiles.ts'

describe('files that the system asks to open', () => {
  it('are the teaching files of a command line, whatever stands beside them', () => {
    expect(teachingFilesIn(['/opt/axis-guide', '--data-dir', '/data', 'sets/SET_V1.axiscase', '/home/CASE001.AXISCASE', '--x.axiscase', 'scan.dcm'], '/home/me')).toEqual(['/home/me/sets/SET_V1.axiscase', '/home/CASE001.AXISCASE'])
  })

  it('wait until the app can take them, and are handed over once', () => {
    const files = createOpenedFiles()
    const taken: (readonly string[])[] = []
    files.add(['/a.axiscase'])
    files.add([])
    files.serve((paths) => { taken.push(paths) })
    files.add(['/b.axiscase'])
    expect(taken).toEqual([['/a.axiscase'], ['/b.axiscase']])
  })
})
