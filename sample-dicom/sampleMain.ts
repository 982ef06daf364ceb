import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { defaultWorkers, type SampleProgress, writeSampleCases } from './writeSampleCases.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    cases: { type: 'string' },
    workers: { type: 'string' },
    force: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const usage = `Writes the sample cases: synthetic patients with their ground truth, the same bytes every time.
  --out DIR       where to (default: sample-dicom/cases)
  --cases A,F     only these letters
  --workers N     threads (default: the cores of this machine, 4 at most)
  --force         write again what is there already`

/** One line that fills up on a terminal; elsewhere a plain line every tenth part. */
function showProgress(): (progress: SampleProgress) => void {
  let lastTenth = -1
  return ({ done, total, doing }) => {
    const share = total === 0 ? 1 : done / total
    if (process.stdout.isTTY) {
      const filled = Math.round(share * 30)
      process.stdout.write(`\r[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${String(Math.round(share * 100)).padStart(3)} %  ${doing.padEnd(32).slice(0, 32)}`)
      return
    }
    const tenth = Math.floor(share * 10)
    if (tenth > lastTenth) console.log(`${tenth * 10} %  ${doing}`)
    lastTenth = Math.max(lastTenth, tenth)
  }
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(usage)
    return
  }
  const directory = path.resolve(values.out ?? path.join(path.dirname(fileURLToPath(import.meta.url)), 'cases'))
  const { outcome, manifest } = await writeSampleCases({
    directory,
    workers: values.workers === undefined ? defaultWorkers() : Number(values.workers),
    force: values.force,
    onProgress: showProgress(),
    ...(values.cases === undefined ? {} : { letters: values.cases.toUpperCase().split(',') }),
  })
  if (process.stdout.isTTY && outcome === 'written') process.stdout.write('\n')
  const files = manifest.cases.flatMap(one => one.files)
  const megabytes = Math.round(files.reduce((sum, file) => sum + file.bytes, 0) / 1e6)
  const what = `${manifest.cases.length} cases, ${files.length} files, ${megabytes} MB in ${path.relative(process.cwd(), directory) || '.'}`
  console.log(outcome === 'written' ? `Written: ${what}` : `Nothing to do, all there: ${what}`)
}

await main()
