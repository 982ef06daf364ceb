import { Select } from '@mantine/core'
import type { Run } from './useRun.ts'

/** Which run of a series; nothing to choose where it holds one. */
export function RunPicker({ run }: { readonly run: Run }) {
  if (run.runs < 2) return null
  return (
    <Select
      aria-label="Run" size="xs" w="8rem" allowDeselect={false} value={String(run.run)} onChange={value => { if (value !== null) run.showRun(Number(value)) }}
      data={Array.from({ length: run.runs }, (_, at) => ({ value: String(at), label: `Run ${String(at + 1)} of ${String(run.runs)}` }))}
    />
  )
}
