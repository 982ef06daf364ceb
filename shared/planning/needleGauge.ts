/**
 * Outer diameter of a needle tube by its gauge, regular wall.
 *
 * @units   mm
 * @source  ISO 9626:2016 Table 1; the values are the gauge's own inch sizes, which lie within the tolerance that the
 *          standard gives each designated metric size (22 G: 0.698 to 0.730 mm)
 */
const outerDiameterMmByGauge: ReadonlyMap<number, number> = new Map([
  [14, 2.108], [15, 1.829], [16, 1.651], [17, 1.473], [18, 1.27], [19, 1.067], [20, 0.908], [21, 0.819], [22, 0.718],
  [23, 0.642], [24, 0.566], [25, 0.515], [26, 0.464], [27, 0.413], [28, 0.362], [29, 0.337], [30, 0.312],
])

/** Gauges whose outer diameter is known, the thickest first. */
export const needleGauges: readonly number[] = [...outerDiameterMmByGauge.keys()]

/**
 * Outer radius of a needle of this gauge.
 *
 * @units   mm
 * @source  ISO 9626:2016 Table 1
 * @limits  null for a gauge outside 14 to 30: nothing is guessed
 */
export function needleOuterRadiusMm(gauge: number): number | null {
  const diameterMm = outerDiameterMmByGauge.get(gauge)
  return diameterMm === undefined ? null : diameterMm / 2
}
