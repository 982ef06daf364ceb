import { LeftOut, Section } from '#renderer/ui/index.ts'
import { progressOver } from '#shared/teaching/agreement/progress.ts'
import { useAttempts } from './quizQueries.ts'

const WIDTH = 380, HEIGHT = 130, LEFT = 26, FOOT = 108, TOP = 18

/** How far the target was off, attempt by attempt: filled where it was accepted by the limits of its case, a cross where a structure was hit. */
export function AttemptChart({ learner, teachingCaseId, isBeside = false }: { readonly learner: string; readonly teachingCaseId: string; /** Beside the views, as one of them. */ readonly isBeside?: boolean }) {
  const { attempts, damaged } = useAttempts(learner, teachingCaseId)
  const points = progressOver(attempts).flatMap((point) => (point.targetOffsetMm === null ? [] : [{ ...point, offMm: point.targetOffsetMm }]))
  if (points.length + damaged === 0) return null
  const most = Math.max(6, ...points.map(({ offMm }) => offMm))
  const x = (index: number): number => LEFT + 24 + index * Math.min(76, (WIDTH - LEFT - 48) / Math.max(1, points.length - 1))
  const y = (mm: number): number => FOOT - ((FOOT - TOP) * mm) / most
  const chart = (
    <>
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="img" aria-label={points.map(({ number, offMm, isTargetAccepted, isStructureHit }) => `Attempt ${String(number)}: ${offMm.toFixed(1)} mm${isTargetAccepted ? ', accepted' : ''}${isStructureHit ? ', structure hit' : ''}`).join('; ')}>
        {[0, most / 2, most].map((mm) => <g key={mm}><path d={`M${String(LEFT)},${String(y(mm))}H${String(WIDTH - 6)}`} className="grid" /><text x={LEFT - 6} y={y(mm) + 4} textAnchor="end">{mm.toFixed(0)}</text></g>)}
        <polyline points={points.map(({ offMm }, index) => `${String(x(index))},${String(y(offMm))}`).join(' ')} className="way" />
        {points.map(({ attemptId, number, offMm, isTargetAccepted, isStructureHit }, index) => (
          <g key={attemptId}>
            {isStructureHit ? <path d={`M${String(x(index) - 5)},${String(y(offMm) - 5)}l10,10m0,-10l-10,10`} className="hit" /> : <circle cx={x(index)} cy={y(offMm)} r="5" className={isTargetAccepted ? 'dot' : 'dot off'} />}
            <text x={x(index)} y={y(offMm) - 10} textAnchor="middle" className="val">{offMm.toFixed(1)}</text>
            <text x={x(index)} y={HEIGHT - 6} textAnchor="middle">{number}</text>
          </g>
        ))}
      </svg>
      <LeftOut count={damaged} one="attempt" many="attempts" />
      {points.some(({ isTargetAccepted, isStructureHit }) => isTargetAccepted && !isStructureHit) && <p className="nt">Filled: the target was accepted.</p>}
      {points.some(({ isStructureHit }) => isStructureHit) && <p className="nt"><span className="stop" aria-hidden>×</span> structure hit</p>}
    </>
  )
  if (!isBeside) return <Section title="Your attempts" end="target offset in mm" className="qz-at">{chart}</Section>
  return (
    <section className="axis-vp qz-at qz-box" aria-label="Your attempts">
      <header className="axis-vp-h"><b>Your attempts</b><span className="soft">target offset in mm</span></header>
      <div className="qz-ch">{chart}</div>
    </section>
  )
}
