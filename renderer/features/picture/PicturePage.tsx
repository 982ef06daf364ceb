import { useSeriesDescription } from '#renderer/features/case/index.ts'
import { useKeyedRun } from '#renderer/features/fluoroscopy/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { useViewing, type ViewId } from '#renderer/viewports/index.ts'
import { AverageSection } from './AverageSection.tsx'
import { toggleGrid, useOpenGrid } from './grid.ts'
import { LayoutSection } from './LayoutSection.tsx'
import { LookSection } from './LookSection.tsx'
import { NeedsSection } from './NeedsSection.tsx'

type PicturePageProps = { readonly seriesUid: string; readonly frame: number; readonly viewId: ViewId; readonly onCalibrate: () => void }

/** How a run is looked at. */
export function PicturePage({ seriesUid, frame, viewId, onCalibrate }: PicturePageProps) {
  const { series } = useSeriesDescription(seriesUid)
  const run = useKeyedRun(state => state.run)
  const isGrid = useOpenGrid(viewId)
  const loupe = useViewing(state => state.loupe)
  if (series === null) return null
  const image = series.images[series.frames[frame]?.image ?? -1]
  const part = series.runs.find(each => frame >= each.firstFrame && frame < each.firstFrame + each.frames)
  return (
    <>
      <NeedsSection seriesUid={seriesUid} frame={frame} onCalibrate={onCalibrate} />
      <LookSection seriesUid={seriesUid} image={image} />
      <Section title="Look closer">
        <div className="looks">
          <button type="button" className="btn sm" aria-pressed={loupe} onClick={() => { useViewing.getState().setLoupe(!loupe) }}>Loupe <kbd>8</kbd></button>
          {part !== undefined && part.frames > 1 && <button type="button" className="btn sm" aria-pressed={isGrid} onClick={() => { toggleGrid(viewId) }}>{isGrid ? 'Close the grid' : 'Grid of frames'}</button>}
        </div>
      </Section>
      {part !== undefined && <AverageSection key={`${seriesUid} ${String(part.firstFrame)}`} seriesUid={seriesUid} frame={frame} firstFrame={part.firstFrame} lastFrame={part.firstFrame + part.frames - 1} onShow={to => { run?.showFrame(to) }} />}
      <LayoutSection />
    </>
  )
}
