import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder = ''
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'axis-benches-')) })
afterEach(() => { rmSync(folder, { recursive: true }) })

/** Runs benches that print these figures. */
function bench(...rows: readonly { readonly ours: number | null; readonly target: number | null }[]) {
  const printed = JSON.stringify({ bench: 'one', rows: rows.map(({ ours, target }, at) => ({ work: `work ${String(at)}`, ours, unit: 's', target, other: null })) })
  writeFileSync(path.join(folder, 'oneBench.ts'), `console.log(${JSON.stringify(printed)})\n`)
  return spawnSync(process.execPath, ['test/bench/benchMain.ts'], { encoding: 'utf8', env: { ...process.env, BENCHES: folder } })
}

it('a bench that reaches its goals, or has none, ends well', () => {
  const { status, stdout } = bench({ ours: 2, target: 2 }, { ours: 9, target: null })
  expect([status, stdout]).toEqual([0, expect.stringContaining('reached')])
})

it('a missed goal is in the table and in the exit status', () => {
  const { status, stdout, stderr } = bench({ ours: 1, target: 2 }, { ours: 2.01, target: 2 })
  expect([status, stdout, stderr]).toEqual([1, expect.stringContaining('MISSED'), expect.stringContaining('Missed: work 1')])
})

it('a figure that is none reaches nothing', () => {
  expect(bench({ ours: null, target: 2 }).status).toBe(1)
})
