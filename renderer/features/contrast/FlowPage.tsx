import { useKeyedRun } from '#renderer/features/fluoroscopy/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { CurvesSection } from './curves/index.ts'
import { LookHereSection } from './lookHere/index.ts'
import { SpreadSection } from './spread/index.ts'

/** What is measured of the contrast on the run of the active view. */
export function FlowPage() {
  const run = useKeyedRun(state => state.run)
  if (run === null) return <Section title="Flow"><p className="sub">Choose a run. Its curves and its spread are measured here.</p></Section>
  if (run.lastFrame === run.firstFrame) return <Section title="Flow"><p className="sub">This is a single picture: it has no course over time. Choose a run of moving pictures.</p></Section>
  return <><CurvesSection run={run} /><LookHereSection run={run} /><SpreadSection run={run} /></>
}
