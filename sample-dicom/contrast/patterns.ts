import { facetFrame } from '../phantom/facetFrame.ts'
import type { PhantomParameters, Side } from '../phantom/parameters.ts'
import type { Triple } from '../phantom/solid.ts'
import { arteryFlash, flashAtTheJoint, type FlashEntry } from './artery.ts'
import { epiduralSpread } from './epidural.ts'
import { jointFilling, type JointFilling } from './joint.ts'
import { capsularLeak } from './leak.ts'
import type { ContrastPattern } from './pattern.ts'
import { venousRunOff } from './veins.ts'

export type SpreadName = 'arthrogram' | 'arteryFlash' | 'epidural' | 'capsularLeak' | 'venousRunOff'

/** What goes into the joint itself in each case; the flash leaves a trace there only. */
const jointShare: Readonly<Record<SpreadName, JointFilling | null>> = {
  arthrogram: { volumeMl: 0.55, rateMlPerS: 0.24, concentration: 0.62 },
  arteryFlash: { volumeMl: 0.03, rateMlPerS: 0.24, concentration: 0.35 },
  epidural: null,
  capsularLeak: { volumeMl: 0.52, rateMlPerS: 0.3, concentration: 0.62 },
  venousRunOff: { volumeMl: 0.5, rateMlPerS: 0.28, concentration: 0.62 },
}

/** All contrast of one case. */
export function contrastPattern(spread: SpreadName, side: Side, parameters: PhantomParameters, flash: FlashEntry = flashAtTheJoint): ContrastPattern {
  const facet = facetFrame(parameters.slopeDeg, parameters.sagTiltDeg)
  const tip: Triple = facet.at(2.8, 5.4, 0)
  const share = jointShare[spread]
  const joint = share === null ? [] : [jointFilling(side, facet, tip, share)]
  return [...joint, ...beyondJoint(spread, side, parameters, flash)]
}

function beyondJoint(spread: SpreadName, side: Side, parameters: PhantomParameters, flash: FlashEntry): ContrastPattern {
  switch (spread) {
    case 'arthrogram': return []
    case 'arteryFlash': return [arteryFlash(side, parameters, flash)]
    case 'epidural': return [epiduralSpread(side)]
    case 'capsularLeak': return [capsularLeak(side)]
    case 'venousRunOff': return [venousRunOff(side)]
  }
}
