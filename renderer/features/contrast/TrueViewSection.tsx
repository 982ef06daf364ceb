import { useSeriesDescription } from '#renderer/features/case/index.ts'
import type { ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { TrueViewTicks } from '#renderer/features/xray/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from './contrastView.ts'
import { viewTitle } from './runList.ts'

/** Whether the run in the active view is a true AP or lateral, as a person judges it. */
export function TrueViewSection({ choice, runs }: { readonly choice: RunChoice; readonly runs: readonly ListedRun[] }) {
  const { series } = useSeriesDescription(choice.seriesUid)
  const listed = runs.find((run) => run.key === runKey(choice.seriesUid, choice.run))
  const columns = series?.images[series.runs[choice.run]?.image ?? -1]?.columns
  if (columns === undefined) return null
  return <Section title="Is it a true view?"><TrueViewTicks place={choice} name={listed === undefined ? 'This run' : `${viewTitle(listed, 'first')}, ${listed.name}`} view={listed?.view ?? null} columns={columns} /></Section>
}
