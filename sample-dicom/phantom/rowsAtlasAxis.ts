import { type FacetFrame, facetFrame } from './facetFrame.ts'
import type { PhantomParameters } from './parameters.ts'
import type { RowText } from './rowText.ts'
import type { Triple } from './solid.ts'

export const pointText = (p: Triple): string => `(${p[0]} ${p[1]} ${p[2]})`

type Facets = { readonly facet: FacetFrame; readonly halfGap: number; readonly at: (a: number, b: number, c: number) => string }

function facetsOf(parameters: PhantomParameters): Facets {
  const facet = facetFrame(parameters.slopeDeg, parameters.sagTiltDeg)
  return { facet, halfGap: parameters.gapMm / 2, at: (a, b, c) => pointText(facet.at(a, b, c)) }
}

/** A rim of new bone along the lateral edge of a facet, at height c over its plane, mm. */
const lateralSpur = ({ facet }: Facets, points: readonly (readonly [number, number, number, number])[]): string =>
  `U2 T2[${points.map(([a, b, c, r]) => `(${[...facet.at(a, b, c), r].join(' ')})`).join('')}]`

/** C2 in |x|, without the grooves of the arteries: those differ from side to side. */
export function axisRow(parameters: PhantomParameters): RowText {
  const facets = facetsOf(parameters)
  const { at, halfGap } = facets
  const operations = [
    `U and{C${at(0, 0, -6)}(7.7 8.9 8.2) r1.6 R_F & E${at(0, 0, -52 - halfGap)}(52 52 52)}`,
    'U2.5 T3*(1 1.05 1)[(0 -3 -8 6.4)(0 -3 0 5.2)(0 -3 4.5 4.7)(0 -3.4 10 5.15)(0 -3.2 14 4.7)(0 -2.8 17 2.9)]',
    'U3.5 B(0 -4.2 -12)(9.2 7 8.8) r4.2',
    'U2 E(0 -9.6 -20)(6.5 2.6 3.2)',
    'S1.5 E(0 -4.2 -24)(7.5 6.8 4.5)',
    'U3 T2[(11 2 -9 5)(14.5 9 -12 5.2)(15.5 14 -16 5)]',
    'U2.5 and{C(15.6 13 -16.5)(5.8 6.6 9.5) r2 R(-14 0 0) & H(0 -0.64 -0.77)@(16 11.6 -23.6)}',
    'U2.5 T3*(0.85 0.9 1.6)[(15 16 -14.5 4)(10 22 -13 3.6)(3 28 -11 3.6)]',
    'U2.5 T2*(0.95 1 1.55)[(0 28 -11.5 4)(0 34 -14 4.2)(0 38 -16 4)]',
    'U2 T1*(1 1 1.2)[(1 36 -16 3.6)(6 44.5 -20.5 3.2)]',
    'U2 T2[(14 -3 -14 3)(20 -1.5 -14 2.8)(25.5 3 -14.5 2.8)]',
    'U2 T2[(17 8 -13 3)(22 6 -14 2.6)(25.5 3.5 -14.5 2.8)]',
    'S1.2 T2*(1.3 0.95 1)[(0 13.4 6 9.2)(0 13.4 -10 9.2)(0 12.8 -30 9)]',
  ]
  const spurs = [
    'U1.5 E(0 -11.5 -21.5)(6 2.2 1.8)',
    lateralSpur(facets, [[6.9, -4, -2.7, 1.2], [7.9, 0, -2.3, 1.4], [6.9, 4, -2.7, 1.2]]),
    'U1 E(0 -3.2 20)(2.2 2.4 2.6)',
  ]
  return { part: 'C2', material: 'bone t1.55 c1280 s380 x150', frame: '- 0', operations: parameters.osteophytes ? [...operations, ...spurs] : operations }
}

export function atlasRow(parameters: PhantomParameters): RowText {
  const facets = facetsOf(parameters)
  const { at, halfGap, facet } = facets
  const operations = [
    `U and{or3{C${at(0, 0, 9)}(7.6 8.8 10) r2 R_F | E(18.5 0.5 11.5)(8.2 11 8) | E(21.5 2 13)(5.5 12 6.5) R(0 0 -25)} & H${pointText([-facet.e3[0], -facet.e3[1], -facet.e3[2]])}@${at(0, 0, halfGap)}}`,
    'U3 T4*(1 0.95 1.7)[(15 -9.5 8 4)(8.5 -13 8.4 3)(0 -14.2 8.4 3)]',
    'U2 E(0 -17 7.6)(3.6 2.2 3.8)',
    'U2.5 T4*(1 0.9 1.35)[(18.5 9 9.6 3.8)(18.5 15 10.2 2.7)(14 21 10 2.7)(7 25.6 9.4 3)(0 27.2 9 3.4)]',
    'U2 E(0 29.8 8.4)(3 2.4 4)',
    'U2.5 T3*(1 0.9 1.15)[(22 -4 6 3)(28 -3.6 5.5 2.5)(34 -0.5 5 3.6)]',
    'U2.5 T3*(1 0.9 1.15)[(22 6 7 3)(28 5.6 6 2.6)(34 1.5 5 3.6)]',
    'U2 E(36.2 0.8 4.6)(4 4 5)',
    'U1.5 E(9.4 -2.5 7)(2.2 3 2.8)',
    'S1 grow(E(15.2 0.5 20.6)(5.6 11.4 6.6) R(0 24 -28), 1.7)',
    'S0.8 C(0 -3.4 9)(6.9 7 14) r1',
    'S0.6 T2[(28 0.6 -6 3.1)(28.2 0.8 8 3.1)(28.4 2 13 3.1)]',
    'S1 T3[(28.4 2.6 11.5 2.9)(28.4 4.6 14 2.9)(26.5 10.5 16.4 2.9)(21 15.6 15.8 2.9)(15.5 17.5 16.4 2.9)]',
    'S1 T1*(1.3 1.12 1)[(0 13 20 10)(0 13 0 10)]',
  ]
  const spurs = [
    lateralSpur(facets, [[6.9, -4, 2.6, 1.1], [8, 0, 2.4, 1.3], [6.9, 4, 2.6, 1.1]]),
    'U1 E(0 -15 14.2)(3.4 2.4 2.4)',
  ]
  return { part: 'C1', material: 'bone t1.4 c1280 s420 x150', frame: 'M 0', operations: parameters.osteophytes ? [...operations, ...spurs] : operations }
}
