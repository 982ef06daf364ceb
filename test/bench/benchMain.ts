/**
 * `npm run bench [name ...]`: runs the benches of a folder, this one unless BENCHES names another, one after the other, each in a
 * process of its own, and prints a table and one line of JSON. A bench prints as its last line `{"bench": name, "rows": [{work, ours,
 * target, unit, ...}]}`. The exit status is 1 where a goal was missed.
 */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import { missedGoals, report, tableOf, type Report } from './benchReport.ts'

const folder = process.env['BENCHES'] ?? import.meta.dirname

function runBench(file: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(folder, file)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => { printed += chunk.toString('utf8') })
    child.on('error', reject)
    child.on('exit', (code) => {
      const lastLine = printed.trimEnd().split('\n').at(-1) ?? ''
      if (code === 0) resolve(report.parse(JSON.parse(lastLine)))
      else reject(new Error(`${file} ended with status ${String(code)}`))
    })
  })
}

const wanted = process.argv.slice(2)
const files = readdirSync(folder).filter((name) => name.endsWith('Bench.ts') && (wanted.length === 0 || wanted.some((part) => name.startsWith(part)))).sort()
const reports: Report[] = []
for (const file of files) {
  console.error(`running ${file} …`)
  reports.push(await runBench(file))
}
for (const line of tableOf(reports)) console.log(line)
console.log(JSON.stringify({ cores: cpus().length, node: process.version, reports }))
const missed = missedGoals(reports)
for (const { work } of missed) console.error(`Missed: ${work}`)
process.exitCode = missed.length === 0 ? 0 : 1
