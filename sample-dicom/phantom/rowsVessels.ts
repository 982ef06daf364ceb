import type { RowText } from './rowText.ts'

/** Vessels of the neck besides the vertebral arteries, discs and ligaments, mm. */
export const vesselRows: readonly RowText[] = [
  {
    part: 'ica', material: 'soft 46 x3 rim 0.6/-20', frame: 'M 1', operations: [
      'U T4[(22 -6 -118 3.1)(22 -10 -80 3.2)(23 -14 -55 3.4)(24.5 -17 -30 2.7)(24 -18.5 -8 2.6)(24 -18 10 2.5)(25 -15 26 2.4)(26 -14 36 2.4)(22 -20 42 2.4)(14 -30 46 2.4)(12 -36 52 2.3)]',
    ],
  },
  {
    part: 'ijv', material: 'soft 44 x3 rim 0.6/-50', frame: 'M 1', operations: [
      'U T4[(26 -2 -118 5.5)(27 -5 -80 5.5)(29 -8 -50 4.8)(31 -9 -20 4)(31.5 -9 5 3.6)(30 -6 22 3.6)(27 -3 31 3.4)]',
    ],
  },
  {
    part: 'eca', material: 'soft 46 x3 rim 0.5/-50', frame: 'M 1', operations: [
      'U T3[(24 -17 -45 2.2)(28 -24 -30 2)(36 -24 -8 1.8)(46 -16 10 1.6)(49 -14 26 1.4)]',
    ],
  },
  {
    part: 'discs', material: 'soft 82 x8', frame: 'M 0', operations: [
      'U C(0 -4.8 -22.6)(9 8 3.4) r1',
      'U C(0 -5.2 -39.4)(9 8 3.4) r1',
      'U C(0 -5.2 -57.2)(9.3 8 3.4) r1',
      'U C(0 -4.6 -75.2)(9.8 8.3 3.4) r1',
      'U C(0 -3.2 -93.6)(10.4 8.6 3.4) r1',
    ],
  },
  {
    part: 'jointSoft', material: 'soft 72 x5', frame: 'M 0', operations: [
      'U C(16.2 0 0)(8.6 9.8 3) r1.2 R_F',
      'U T1[(0 -9.2 10 6.2)]',
      'U1 T3*(1 0.9 1.5)[(0 4.4 9 2.4)(6 3 8 2.4)(9 -2 7 2.2)]',
      'U2 E(0 -4 24)(6 3 5)',
      'U E(16 2 17)(8 12 8)',
    ],
  },
  {
    part: 'nuchal', material: 'soft 44 x6', frame: 'M 1', operations: [
      'U B(0 49 -30)(1.1 11 75) r0.5',
      'U1 T1[(0 28 8 1)(0 37 -12 1)]',
    ],
  },
]
