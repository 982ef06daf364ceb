import type { RowText } from './rowText.ts'

/** Airway, brain, cord and what surrounds them, in painting order, mm. */
export const airwayRows: readonly RowText[] = [
  {
    part: 'airNaso', material: 'air', frame: 'M 0.8', operations: [
      'U E(0 -33 22)(14 9.5 15)',
      'U6 T3*(0.8 1 1.6)[(7 -40 26 5)(8.5 -55 28 6.2)(8.5 -80 28 6.2)(8 -100 28 5)(9 -112 25 4)]',
      'U4 T1*(0.7 1 2)[(6 -46 38 4)(6 -90 44 4)]',
    ],
  },
  {
    part: 'airOro', material: 'air', frame: 'M 0.8', operations: [
      'U E(0 -31 -10)(15 7 36)',
      'U4 T3[(0 -32 -40 8)(0 -35 -55 8.5)(0 -37 -75 8.5)(0 -35 -100 9)(0 -33 -135 9.5)]',
      'S2 E(0 -41 8)(20 6.5 15)',
    ],
  },
  {
    part: 'airOral', material: 'air', frame: 'M 0.5', operations: [
      'U and{or4{E(0 -68 3)(22 26 13) | E(0 -72 mz+4)(21 25 mh+4) | MOUTH} & not TONGUE}',
    ],
  },
  {
    part: 'softPalate', material: 'soft 48 x10', frame: 'M 0.8', operations: [
      'U T3*(2.6 1 1)[(0 -46 19 3.8)(0 -39 13 4.2)(0 -34.5 3 3.6)(0 -33.5 -4 2.6)]',
    ],
  },
  {
    part: 'epiglottis', material: 'soft 60 x8', frame: 'M 1', operations: [
      'U T3*(4.5 0.8 1)[(0 -44 -50 2.4)(0 -40 -42 2.2)(0 -36.5 -34 1.6)]',
    ],
  },
  {
    part: 'vocal', material: 'soft 50 x8', frame: 'M 1', operations: [
      'U E(8 -38 -74)(6.6 12 6)',
      'U2 E(8 -38 -66)(4 12 3)',
    ],
  },
  {
    part: 'adenoid', material: 'soft 50 x10', frame: 'M 1', operations: [
      'U E(0 -24 22)(12 5 10)',
    ],
  },
  {
    part: 'turbinates', material: 'soft 50 x10', frame: 'M 1', operations: [
      'U T1*(1 1 1.5)[(9 -50 24 3.2)(9 -90 25 3.4)]',
      'U T1*(1 1 1.7)[(8 -50 38 2.4)(8 -86 41 2.6)]',
      'U B(0 -78 36)(1.4 34 20) r1',
    ],
  },
  {
    part: 'csfCran', material: 'soft 9 x2', frame: 'M 0.5', operations: [
      'U INNER',
    ],
  },
  {
    part: 'cisterna', material: 'soft 9 x2', frame: 'M 0', operations: [
      'U E(0 12 30)(13 15 14)',
    ],
  },
  {
    part: 'cerebellum', material: 'soft 36 x7', frame: 'M 1', operations: [
      'U E(22 36 52)(24 32 21)',
      'U6 E(0 42 52)(8 26 20)',
      'S3 E(0 33 34)(5 14 10)',
    ],
  },
  {
    part: 'cerebrum', material: 'soft 34 x6', frame: 'M 1', operations: [
      'U and{E(0 -8 79)(64 84 86) & H(0 0 -1)@(0 0 50.5) & not E(0 28 58)(58 52 22) & not E(0 -14 50)(16 22 16)}',
      'S1 B(0 0 120)(1 100 60) r0.5',
    ],
  },
  {
    part: 'brainstem', material: 'soft 34 x4', frame: 'M 0.3', operations: [
      'U T3*(1.2 1 1)[(0 9.8 22 4.8)(0 10.5 33 6)(0 7.5 42 7.5)(0 3 53 11)(0 0 66 12)]',
    ],
  },
  {
    part: 'fourthV', material: 'soft 9 x2', frame: 'M 1', operations: [
      'U E(0 18 50)(6 3.6 10)',
    ],
  },
  {
    part: 'epiFat', material: 'fat -70 x14', frame: 'M 0', operations: [
      'U T3*(1.16 0.86 1)[(0 15.6 -118 10)(0 15.1 -100 10)(0 14.1 -80 10)(0 13.4 -60 10)(0 13 -40 10)(0 13 -22 10)(0 12.8 -8 10)(0 12.6 2 10)(0 12.2 10 10)(0 11.6 20 10)(0 9.6 30 10)]',
    ],
  },
  {
    part: 'dura', material: 'soft 55 x3', frame: 'M 0', operations: [
      'U T3*(1.22 0.86 1)[(0 15 -118 8.9)(0 14.5 -100 8.9)(0 13.5 -80 8.9)(0 12.8 -60 8.9)(0 12.4 -40 8.9)(0 12.4 -22 8.9)(0 12.2 -8 8.9)(0 12 2 8.9)(0 11.6 10 8.9)(0 11 20 8.9)(0 9 30 8.9)]',
    ],
  },
  {
    part: 'csf', material: 'soft 10 x2', frame: 'M 0', operations: [
      'U T3*(1.23 0.87 1)[(0 15 -118 8.1)(0 14.5 -100 8.1)(0 13.5 -80 8.1)(0 12.8 -60 8.1)(0 12.4 -40 8.1)(0 12.4 -22 8.1)(0 12.2 -8 8.1)(0 12 2 8.1)(0 11.6 10 8.1)(0 11 20 8.1)(0 9 30 8.1)]',
    ],
  },
  {
    part: 'cord', material: 'soft 40 x3', frame: 'M 0', operations: [
      'U T3*(1.22 0.86 1)[(0 14.4 -118 4.8)(0 13.9 -100 4.8)(0 12.9 -80 4.8)(0 12.2 -60 4.8)(0 11.8 -40 4.8)(0 11.8 -22 4.8)(0 11.6 -8 4.8)(0 11.4 2 4.8)(0 11 10 4.8)(0 10.4 20 4.8)(0 8.4 30 4.8)]',
    ],
  },
  {
    part: 'drg', material: 'soft 34 x3 rim 0.5/-40', frame: 'M 0', operations: [
      'U E(14.2 12.6 -2.2)(4.6 2.4 2.9) R(0 10 25)',
      'U1 T3[(9.5 10.5 -1 1.3)(13 12.3 -2 1.6)(20 15.5 -4 1.3)(24 20 -5 1)]',
    ],
  },
]
