import { useEffect, useState } from 'react'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { Notice, Section } from '#renderer/ui/index.ts'
import { useSeriesPixels, volumeAnalysis } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { AnatomyCheck, AnatomyVerdict } from '#shared/imageAnalysis/anatomyCheck.ts'

/** What the voxels say of the letters; null until every image is here. */
function useAnatomyCheck(series: SeriesDescription): AnatomyCheck | null {
  const [answer, setAnswer] = useState<{ readonly of: string; readonly check: AnatomyCheck } | null>(null)
  const { seriesUid } = series.summary
  const { loaded, total } = useSeriesPixels(seriesUid)
  const isComplete = total > 0 && loaded === total
  useEffect(() => {
    const analysis = isComplete ? volumeAnalysis(series) : null
    if (analysis === null) return
    let wanted = true
    void analysis.ask('anatomy', null).then(check => { if (wanted && check !== null) setAnswer({ of: seriesUid, check }) })
    return () => { wanted = false }
  }, [series, seriesUid, isComplete])
  return answer?.of === seriesUid ? answer.check : null
}

const disagreeingOf = (check: AnatomyCheck): readonly AnatomyVerdict[] => [check.anteroPosterior, check.headFeet].filter(({ verdict }) => verdict === 'disagrees')

/** A wrong Patient Position turns the letters with the patient; airway and chin do not turn along. Said above all pages. */
export function AnatomyAlarm({ series }: { readonly series: SeriesDescription }) {
  const check = useAnatomyCheck(series)
  const disagreeing = check === null ? [] : disagreeingOf(check)
  if (disagreeing.length === 0) return null
  return <section className="sec" aria-label="Anatomy disagrees with the letters">{disagreeing.map(({ reason }) => <Notice key={reason} kind="stop" title="LEFT and RIGHT in this series may be swapped">{reason} Do not plan on it before that is cleared up.</Notice>)}</section>
}

/** What was looked for and found where the letters say. */
export function AnatomySection({ series }: { readonly series: SeriesDescription }) {
  const check = useAnatomyCheck(series)
  if (check === null || disagreeingOf(check).length > 0) return null
  return (
    <Section title="Anatomy and letters">
      <Verdict what="Front and back" verdict={check.anteroPosterior} />
      <Verdict what="Head and feet" verdict={check.headFeet} />
    </Section>
  )
}

function Verdict({ what, verdict: { verdict, reason } }: { readonly what: string; readonly verdict: AnatomyVerdict }) {
  return verdict === 'agrees'
    ? <p className="an"><IconCircleCheck className="i i-sm ok" aria-hidden />{what} lie where the letters say</p>
    : <p className="an"><IconCircleDashed className="i i-sm" aria-hidden />{what}: cannot tell. {reason}</p>
}
