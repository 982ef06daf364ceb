import { IconAlertTriangle } from '@tabler/icons-react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import { useSeriesDescription } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { RunChoice } from './contrastView.ts'

/** Below this rate an arterial flash of 0.13 to 0.17 s can fall between two frames. */
const SLOW_RUN_FRAMES_PER_S = 7.5

/** What has to be known about the run before believing it: its rate, its values. */
export function RunNotes({ choice }: { readonly choice: RunChoice }) {
  const { series } = useSeriesDescription(choice.seriesUid)
  if (series === null) return null
  const warnings = warningsOf(series, choice)
  if (warnings.length === 0) return null
  return (
    <Section title="Run" end={series.summary.description}>
      <ul className="seen">
        {warnings.map((warning) => <li key={warning} className="todo"><IconAlertTriangle className="caution" size="1.25rem" aria-hidden /><span>{warning}</span></li>)}
      </ul>
    </Section>
  )
}

function warningsOf(series: SeriesDescription, { run }: RunChoice): string[] {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  if (part === undefined || image === undefined || part.frames < 2) return []
  const { frameTimesMs } = readFrameTimes(image.timing, part.frames)
  const lastMs = frameTimesMs.at(-1)
  const rate = lastMs === undefined || lastMs <= 0 ? null : ((frameTimesMs.length - 1) / lastMs) * 1000
  return [
    ...(rate === null ? ['This run has no frame times. Speed and washout cannot be measured.'] : []),
    ...(rate !== null && rate < SLOW_RUN_FRAMES_PER_S ? [`This run has ${rate.toFixed(1)} frames per second. Fast arterial flow can be missed. 7.5 or more is advised.`] : []),
    ...(image.pixelIntensityRelationship === 'LIN' || image.pixelIntensityRelationship === 'LOG' ? [] : ['This run stores display values, not X-ray values. Subtraction shows where contrast is, not how much.']),
  ]
}
