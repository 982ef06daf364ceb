import { arteryCentreLine } from '../phantom/arteries.ts'
import type { PhantomParameters, Side } from '../phantom/parameters.ts'
import { mulberry32 } from '../phantom/texture.ts'
import { type ContrastPart, PointCloud, smoothStep } from './pattern.ts'
import { addTubePoints } from './tubePoints.ts'

/** The blood carries the front and the back of the bolus at this speed, mm/s. */
const bloodMmPerS = 380
const lastsS = 0.16
/** Beyond this length of artery the bolus is too dilute to see, mm. */
const dilutedAtMm = 63

/** When the bolus enters the artery, in seconds of the injection, and at what height, in mm. */
export type FlashEntry = { readonly startsAtS: number; readonly fromZMm: number }
export const flashAtTheJoint: FlashEntry = { startsAtS: 0.94, fromZMm: -2 }

/** Contrast injected into the vertebral artery: carried away so fast that it shows on two frames of eight a second. */
export function arteryFlash(side: Side, parameters: PhantomParameters, { startsAtS, fromZMm }: FlashEntry): ContrastPart {
  const line = arteryCentreLine(side, parameters)
  const start = line.findIndex(([, , z]) => z > fromZMm)
  const cloud = new PointCloud()
  addTubePoints(cloud, line.slice(start).map(([x, y, z, r]) => [x, y, z, 0.95 * r] as const), { stepMm: 0.35, pointsPerStep: 90, random: mulberry32(43), startMm: 0 })
  return cloud.finish('vertebralArtery', (s, seconds) => {
    const front = bloodMmPerS * (seconds - startsAtS)
    const back = bloodMmPerS * (seconds - startsAtS - lastsS)
    return 0.14 * smoothStep((front - s) / 10) * smoothStep((s - back) / 12) * Math.exp(-s / 140) * smoothStep((dilutedAtMm - s) / 10)
  })
}
