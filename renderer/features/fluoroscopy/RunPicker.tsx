import { Select } from '@mantine/core'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { Run } from './useRun.ts'

/** Which run of a series; nothing to choose where it holds one. Where sizes differ, each is told by its own. */
export function RunPicker({ run }: { readonly run: Run }) {
  if (run.runs < 2) return null
  const sizes = sizesOf(run.series)
  const isMixed = new Set(sizes).size > 1
  return (
    <Select
      aria-label="Run" size="xs" w={isMixed ? '14rem' : '8rem'} allowDeselect={false} value={String(run.run)} onChange={value => { if (value !== null) run.showRun(Number(value)) }}
      data={sizes.map((size, at) => ({ value: String(at), label: `Run ${String(at + 1)} of ${String(run.runs)}${isMixed ? `, ${size}` : ''}` }))}
    />
  )
}

const sizesOf = ({ runs, images }: SeriesDescription): readonly string[] => runs.map(({ image }) => {
  const pixels = images[image]
  return pixels === undefined ? 'size not known' : `${String(pixels.columns)} × ${String(pixels.rows)}`
})
