import { Section } from '#renderer/ui/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'

export function CtSection({ scans }: { readonly scans: readonly SeriesSummary[] }) {
  return <Section title="CT before and after">{scans.length}</Section>
}
