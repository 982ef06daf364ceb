import { IconAlertTriangle } from '@tabler/icons-react'
import { slowWords } from '#shared/contrast/runPace.ts'
import { missingFramesOf } from '#shared/dicom/missingFrames.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { useCaseDocument, useSeriesDescription } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { RunChoice } from './contrastView.ts'
import { answersOf } from './runEdits.ts'
import { paceOfRun } from './runRate.ts'

/** What has to be known about the run before believing it: its rate, its values. */
export function RunNotes({ choice }: { readonly choice: RunChoice }) {
  const { series } = useSeriesDescription(choice.seriesUid)
  const { maskFrames } = answersOf(useCaseDocument(), choice)
  if (series === null) return null
  const warnings = warningsOf(series, choice, maskFrames)
  if (warnings.length === 0) return null
  return (
    <Section title="Run" end={series.summary.description}>
      <ul className="seen">
        {warnings.map((warning) => <li key={warning} className="todo"><IconAlertTriangle className="caution" size="1.25rem" aria-hidden /><span>{warning}</span></li>)}
      </ul>
    </Section>
  )
}

function warningsOf(series: SeriesDescription, { run }: RunChoice, maskFrames: readonly number[]): string[] {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  if (part === undefined || image === undefined || part.frames < 2) return []
  const pace = paceOfRun(series, run, maskFrames)
  const missing = missingFramesOf(image)
  return [
    ...(missing === null ? [] : [`${missing.words} What flowed in or out after frame ${String(missing.there)} cannot be seen.`]),
    ...(pace === null ? ['This run has no frame times. Speed and washout cannot be measured.'] : [slowWords(pace)].filter((words) => words !== null)),
    ...(image.pixelIntensityRelationship === 'LIN' || image.pixelIntensityRelationship === 'LOG' ? [] : ['This run stores display values, not X-ray values. Subtraction shows where contrast is, not how much.']),
  ]
}
