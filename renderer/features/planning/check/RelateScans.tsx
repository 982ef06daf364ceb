import { useEffect } from 'react'
import { useOperator, useSeriesDescription, writeDecimal } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import { preloadSeries, useSeriesPixels } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { Registration } from '#shared/imageAnalysis/registerRigid.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { acceptFound, cancelRegistration, refuseFound, registerScans, sayNotMoved, useCheck } from './checkScan.ts'

/** What lies on the other scan, and the place on it that counts. */
export type LiesOn = Pick<VolumePlan, 'name' | 'seriesUid' | 'frameOfReferenceUid' | 'targetLpsMm'>
type RelateScansProps = { readonly plan: LiesOn; readonly series: SeriesDescription; readonly isAgain: boolean; /** What the other scan is beside the shown one. */ readonly other?: 'earlier' | 'later' }

/** Before anything is compared: does the bone lie where it lay? */
export function RelateScans({ plan, series, isAgain, other = 'earlier' }: RelateScansProps) {
  const operator = useOperator() ?? ''
  const { progress, found } = useCheck()
  const { series: planSeries } = useSeriesDescription(plan.seriesUid)
  const pixels = useSeriesPixels(plan.seriesUid)
  const { seriesUid, volume } = series.summary
  useEffect(() => { if (planSeries !== null) return preloadSeries(planSeries) }, [planSeries])
  const isLoaded = pixels.total > 0 && pixels.loaded === pixels.total
  const isSameFrame = volume?.frameOfReferenceUid !== null && volume?.frameOfReferenceUid === plan.frameOfReferenceUid
  if (found !== null && found.from === plan.seriesUid && found.to === seriesUid) return <Judge registration={found.registration} operator={operator} other={other} />
  return (
    <>
      {!isAgain && <Notice kind="info" title="Not assessed">{plan.name} lies on another scan. Register the scans{isSameFrame ? ', or say that the head has not moved' : ': they have different frames of reference'}.</Notice>}
      <div className="row">
        {progress === null
          ? <button type="button" className="btn sm" aria-disabled={!isLoaded} onClick={() => { if (isLoaded && planSeries !== null) void registerScans(plan, planSeries, series) }}>{isLoaded ? 'Compare positions' : `Loading ${String(pixels.loaded)} of ${String(pixels.total)} images`}</button>
          : (
            <>
              <span className="btn sm run" role="progressbar" aria-label="Comparing positions" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(progress * 100)}>
                <i style={{ width: `${String(progress * 100)}%` }} aria-hidden />
                <span>Comparing positions, {(progress * 100).toFixed(0)} %</span>
              </span>
              <button type="button" className="btn sm ghost" onClick={cancelRegistration}>Cancel</button>
            </>
          )}
        {progress === null && !isAgain && isSameFrame && <button type="button" className="btn sm" onClick={() => { sayNotMoved(plan.seriesUid, seriesUid, operator) }}>The head has not moved</button>}
        {progress === null && isAgain && <button type="button" className="btn sm ghost" onClick={() => { useCheck.setState({ again: null }) }}>Keep as it is</button>}
      </div>
    </>
  )
}

/** The proposed registration, looked at in the planes, to be accepted or refused. */
function Judge({ registration: { motion, similarity, doubts, disagreement }, operator, other }: { readonly registration: Registration; readonly operator: string; readonly other: 'earlier' | 'later' }) {
  const share = useCheck(state => state.share)
  const isOther = share > 0.5
  return (
    <>
      <p className="fig"><span className="mid">{writeDecimal(motion.mm)} mm, {writeDecimal(motion.deg)}°</span> <span className="sub">is how far the head moved at the joint. Bone agrees to {(similarity * 100).toFixed(0)} of 100; two searches ended {writeDecimal(disagreement.mm)} mm apart.</span></p>
      {doubts.map(({ code, message }) => <Notice key={code} kind="caution">{message}</Notice>)}
      <label className="cset"><span className="sub">{other === 'earlier' ? 'Earlier' : 'Later'} scan in amber</span><input type="range" min={0} max={100} aria-label={`Share of the ${other} scan`} value={share * 100} onChange={event => { useCheck.setState({ share: Number(event.currentTarget.value) / 100 }) }} /></label>
      <p className="sub">Bone edges must lie on each other in all planes. Show the scans in turn: bone must not jump.</p>
      <div className="row">
        <button type="button" className="btn sm" onClick={() => { acceptFound(operator) }}>Accept</button>
        <button type="button" className="btn sm" onClick={refuseFound}>Refuse</button>
        <button type="button" className="btn sm" onClick={() => { useCheck.setState({ share: isOther ? 0 : 1 }) }}>{isOther ? 'Show this scan' : `Show the ${other} scan`}</button>
      </div>
    </>
  )
}
