import { Select } from '@mantine/core'
import { showInSlot, type Slot } from './contrastView.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'

type RunSelectProps = { readonly slot: Slot; readonly shownKey: string | null; readonly runs: readonly ListedRun[] }

/** A run by its number and time; the list adds what the header calls it. */
export function RunSelect({ slot, shownKey, runs }: RunSelectProps) {
  return (
    <Select
      aria-label={`Run of view ${slot === 'first' ? '1' : '2'}`} size="xs" className="run-select" allowDeselect={false} value={shownKey} comboboxProps={{ width: '22rem', position: 'bottom-start' }}
      data={runs.map((run) => ({ value: run.key, label: run.name }))}
      renderOption={({ option }) => <span className="run-option"><b>{option.label}</b><small>{runs.find((run) => run.key === option.value)?.detail}</small></span>}
      onChange={(key) => {
        const chosen = runs.find((run) => run.key === key)
        if (chosen !== undefined) showInSlot(slot, chosen)
      }}
    />
  )
}
