/**
 * The factor of a 95 % interval from few items: Student's t at 0.975.
 *
 * @units   none
 * @source  the printed quantiles to 30 degrees of freedom; beyond, Hill's expansion about the normal quantile (Comm. ACM 13, 1970), off by less than 1e-4 there
 * @limits  Infinity without a degree of freedom: an interval from one item holds everything
 */
export function studentT975(degreesOfFreedom: number): number {
  if (degreesOfFreedom < 1) return Infinity
  const printed = quantiles[Math.floor(degreesOfFreedom) - 1]
  if (printed !== undefined) return printed
  const z = 1.959964, n = degreesOfFreedom
  return z + (z ** 3 + z) / (4 * n) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * n ** 2)
}

const quantiles = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604, 2.1448, 2.1314,
  2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
]
