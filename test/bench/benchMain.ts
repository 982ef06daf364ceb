/**
 * `npm run bench [name ...]`: runs the benches of this folder one after the other, each in a process of its own, and prints a
 * table and one line of JSON. A bench prints as its last line `{"bench": name, "rows": [{work, ours, target, unit, ...}]}`.
 */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const report = z.object({
  bench: z.string(),
  rows: z.array(z.object({
    work: z.string(),
    ours: z.number(),
    unit: z.string(),
    target: z.number().nullable(),
    other: z.object({ name: z.string(), value: z.number() }).nullable(),
    note: z.string().optional(),
  })),
})
type Report = z.infer<typeof report>

function runBench(file: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, file)], { stdio: ['ignore', 'pipe', 'inherit'] })
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

const cell = (value: number, unit: string): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit}`

function printTable(reports: readonly Report[]): void {
  const lines = reports.flatMap((one) => one.rows.map((row) => [
    row.work,
    cell(row.ours, row.unit),
    row.target === null ? '' : `≤ ${cell(row.target, row.unit)}`,
    row.target === null ? '' : row.ours <= row.target ? 'reached' : 'MISSED',
    row.other === null ? '' : `${row.other.name}: ${cell(row.other.value, row.unit)}`,
    row.note ?? '',
  ]))
  const header = ['work', 'ours', 'target', '', 'other party, same run', 'note']
  const widths = header.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)))
  for (const line of [header, ...lines]) console.log(line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}

const wanted = process.argv.slice(2)
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('Bench.ts') && (wanted.length === 0 || wanted.some((part) => name.startsWith(part)))).sort()
const reports: Report[] = []
for (const file of files) {
  console.error(`running ${file} …`)
  reports.push(await runBench(file))
}
printTable(reports)
console.log(JSON.stringify({ cores: cpus().length, node: process.version, reports }))
