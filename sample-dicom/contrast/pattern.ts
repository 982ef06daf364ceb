/** Attenuation that neat contrast medium of 300 mgI/mL adds to the tissue, /mm at the samples' beam. */
export const neatContrastPerMm = 0.15

/**
 * Where contrast can be and when it gets there: points in the patient (LPS mm), each with its volume (mm³) and an order
 * value; the concentration, 0 to 1 of neat, is a function of the order value and of the seconds since the injection began.
 */
export type ContrastPart = {
  readonly name: PartName
  readonly points: Float64Array
  readonly volumesMm3: Float64Array
  readonly order: Float64Array
  concentration(order: number, seconds: number): number
}

export type ContrastPattern = readonly ContrastPart[]

export type PartName = 'joint' | 'vertebralArtery' | 'epiduralSpace' | 'softTissue' | 'veins'

/** 3u² - 2u³ on 0..1. */
export function smoothStep(u: number): number {
  if (u <= 0) return 0
  return u >= 1 ? 1 : u * u * (3 - 2 * u)
}

/** Collects the points of a part. */
export class PointCloud {
  private readonly coordinates: number[] = []
  private readonly volumes: number[] = []
  private readonly orders: number[] = []

  add(x: number, y: number, z: number, volumeMm3: number, order: number): void {
    this.coordinates.push(x, y, z)
    this.volumes.push(volumeMm3)
    this.orders.push(order)
  }

  finish(name: PartName, concentration: ContrastPart['concentration']): ContrastPart {
    return {
      name,
      points: Float64Array.from(this.coordinates),
      volumesMm3: Float64Array.from(this.volumes),
      order: Float64Array.from(this.orders),
      concentration,
    }
  }
}

/** Calls back with each point's amount of attenuation (/mm * mm³) at an instant; before the injection there is none. */
export function forEachAmount(pattern: ContrastPattern, seconds: number, add: (x: number, y: number, z: number, amount: number) => void): void {
  if (seconds <= 0) return
  for (const part of pattern) {
    for (let n = 0; n < part.order.length; n++) {
      const concentration = part.concentration(part.order[n] ?? 0, seconds)
      if (concentration <= 0) continue
      add(part.points[3 * n] ?? 0, part.points[3 * n + 1] ?? 0, part.points[3 * n + 2] ?? 0, neatContrastPerMm * (part.volumesMm3[n] ?? 0) * concentration)
    }
  }
}

/** Contrast medium in the patient at an instant, mL of neat medium. */
export function contrastVolumeMl(pattern: ContrastPattern, seconds: number): number {
  let amount = 0
  forEachAmount(pattern, seconds, (_x, _y, _z, a) => { amount += a })
  return amount / neatContrastPerMm / 1000
}
