import { useCaseDocument, type ScreenProps } from '#renderer/features/case/index.ts'
import { SeriesStrip, SeriesViews, useShownSeries } from '#renderer/features/series/index.ts'
import { StudyPanel } from './StudyPanel.tsx'

/** In this stage plans are looked at, not drawn: a change of theirs is not taken. */
const ignorePlanChange = (): void => undefined

export function StudyScreen({ tools }: ScreenProps) {
  const shown = useShownSeries()
  const document = useCaseDocument()
  return (
    <>
      <main className="work studyw" data-region="work">
        {shown.series !== null && <SeriesViews series={shown.series} plans={document.plans} activePlanId={document.activePlanId} onPlanChange={ignorePlanChange} turnable={false} />}
        {shown.series === null && <div className="empty views"><p>{shown.fault ?? (shown.shownUid === null && !shown.loading ? 'No images in this case. Import them under Cases.' : 'Reading the series.')}</p></div>}
        {shown.caseId !== null && <SeriesStrip caseId={shown.caseId} series={shown.all} shownUid={shown.shownUid} />}
      </main>
      {tools}
      <StudyPanel series={shown.all} shownUid={shown.shownUid} isFrames={shown.all.some(({ seriesUid, kind }) => seriesUid === shown.shownUid && kind !== 'volume')} />
    </>
  )
}
