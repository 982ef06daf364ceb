/** Headers of 600 CT files of 0.5 MB into the library, database included, against dcmdump reading the same files in the same run. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openTestLibrary } from '#test/builders/library.ts'

const FILES = 600
const ROUNDS = 3
const folder = await mkdtemp(path.join(tmpdir(), 'axis-import-bench-'))

function timeDcmdump(paths: readonly string[]): number | null {
  try {
    const startedMs = performance.now()
    execFileSync('dcmdump', ['+P', '0020,0032', ...paths], { stdio: 'ignore' })
    return (performance.now() - startedMs) / 1000
  } catch {
    return null
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

try {
  const paths = Array.from({ length: FILES }, (_, index) => path.join(folder, `IM${String(index).padStart(4, '0')}`))
  const pixels = new Uint8Array(512 * 512 * 2)
  for (const [index, file] of paths.entries()) await writeFile(file, fileBytes(ctSlice({ rows: 512, columns: 512, instanceNumber: index + 1, zMm: index * 0.625, pixels })))
  const seconds: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const library = await openTestLibrary(path.join(folder, `data${round}`))
    const startedMs = performance.now()
    const report = await library.services['library.import']({ paths, storage: 'inPlace' })
    seconds.push((performance.now() - startedMs) / 1000)
    if (!report.ok || report.value.instances !== FILES) throw new Error('The import was not complete')
    await library.end()
  }
  const other = timeDcmdump(paths)
  console.log(JSON.stringify({
    bench: 'import',
    rows: [{
      work: `import of ${FILES} CT files, database included`, ours: median(seconds), unit: 's', target: 0.5,
      other: other === null ? null : { name: 'dcmdump, headers only', value: other }, ...(other === null ? { note: 'dcmdump is not installed' } : {}),
    }],
  }))
} finally {
  await rm(folder, { recursive: true, force: true })
}
