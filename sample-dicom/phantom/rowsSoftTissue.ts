import type { RowText } from './rowText.ts'

/** Body surface, muscles, glands and mouth in painting order, mm; the notation is that of notation.ts. */
export const softTissueRows: readonly RowText[] = [
  {
    part: 'body', material: 'skin t1.8 38, fat -98 x9', frame: 'M 0.3', operations: [
      'U E(0 -8 72)(77 97 100)',
      'U22 E(0 -60 34)(63 48 58)',
      'U14 E(0 -84 12)(38 24 26)',
      'U8 T3[(0 -104 58 8)(0 -112 46 9)(0 -118 34 10)(0 -112 29 10)]',
      'U5 E(9 -110 30)(7 8 6)',
      'U12 J<E(0 -60 -30)(50 36 24)>',
      'U12 J<E(0 -80 -36)(27 21 19)>',
      'U12 J<E(36 -32 -14)(27 24 34)>',
      'U24 NECK',
      'U9 E(0 -99 -4)(23 8 7)',
      'U9 J<E(0 -97 -22)(21 8 11)>',
      'U6 E(32 -93 71)(16 12 11)',
      'U30 E(75 20 -150)(95 55 42)',
      'U3 E(79 2 46)(5 17 30) R(0 8 -22)',
      'S3 E(83 -2 46)(4 8 14) R(0 8 -22)',
      'S2 MOUTH',
    ],
  },
  {
    part: 'face', material: 'soft 8 x46', frame: 'M 1', operations: [
      'U E(0 -62 30)(52 40 44)',
      'U8 J<E(0 -62 -26)(44 30 20)>',
      'S6 E(52 -66 10)(14 18 18)',
    ],
  },
  {
    part: 'prevert', material: 'soft 40 x14', frame: 'M 1', operations: [
      'U T2*(1 0.72 1)[(0 2 -130 42)(0 2 -60 38)(0 3 0 36)(0 3 24 34)]',
    ],
  },
  {
    part: 'neckMuscle', material: 'soft 4 x40', frame: 'M 0.8', operations: [
      'U and6{and8{grow(NECK, -7) & H(0 -1 -0.15)@(0 -20 0)} & H(0 0.25 1)@(0 30 30)}',
    ],
  },
  {
    part: 'longusColli', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1.25 0.75 1)[(6 -14 -115 6.1)(6 -15.5 -60 6.1)(7 -16 -25 6.1)(4.5 -17.5 0 4.27)(3 -17 7 2.44)]',
    ],
  },
  {
    part: 'longusCapitis', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1.25 0.8 1)[(14 -13 -60 6.1)(13 -16 -30 6.71)(12 -19 -5 6.83)(10 -20 14 6.59)(7 -15 29 4.88)]',
    ],
  },
  {
    part: 'scalene', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1 1.1 1)[(27 2 -60 6.1)(34 2 -95 10.98)(44 4 -125 13.42)]',
    ],
  },
  {
    part: 'levatorScapulae', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(0.8 1.2 1)[(37 6 2 4.88)(39 14 -30 8.54)(42 24 -70 10.98)(55 34 -118 12.2)]',
    ],
  },
  {
    part: 'multifidus', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1 0.9 1)[(9 30 -20 7.32)(11 29 -45 9.76)(12 31 -80 10.98)(12 34 -120 12.2)]',
    ],
  },
  {
    part: 'semispinCervicis', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1.1 0.8 1)[(7 36 -20 6.1)(11 37 -45 9.15)(13 39 -80 10.98)(15 42 -120 12.2)]',
    ],
  },
  {
    part: 'longissimus', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(0.8 1.1 1)[(45 16 14 6.1)(40 19 -15 7.32)(31 23 -50 9.15)(27 27 -115 10.98)]',
    ],
  },
  {
    part: 'rectusMinor', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1.2 0.8 1)[(3 27 9 3.05)(5 34 16 5.49)(8 43 24 6.1)]',
    ],
  },
  {
    part: 'rectusMajor', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1.15 0.95 1)[(5 38 -11 4.88)(12 38 3 8.54)(20 40 16 10.37)(26 43 28 8.54)]',
    ],
  },
  {
    part: 'obliqInf', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1 1 1.15)[(6 37 -15 5.49)(14 30 -9 8.3)(23 20 -3 8.78)(31 9 3 6.71)(35 4 5 4.27)]',
    ],
  },
  {
    part: 'obliqSup', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1 1 1)[(36 6 9 4.27)(36 17 15 8.54)(36 30 24 10.37)(34 42 32 7.32)]',
    ],
  },
  {
    part: 'semispinCapitis', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1.2 0.62 1)[(16 44 -118 12.2)(14 45 -80 12.81)(13 46 -45 12.81)(13 46.5 -15 13.42)(14 51 10 13.42)(15 57 32 10.98)(14 60 40 7.32)]',
    ],
  },
  {
    part: 'spleniusCapitis', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1 0.66 1)[(10 53 -115 9.76)(16 51 -75 11.59)(26 45 -40 13.42)(35 36 -8 14.03)(43 28 14 13.42)(52 16 30 9.76)(56 11 40 4.88)]',
    ],
  },
  {
    part: 'trapezius', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(1.2 0.38 1)[(45 48 -125 14.64)(26 54 -85 11.59)(17 56 -45 10.37)(13 57 -15 9.15)(11 62 15 7.93)(9 70 40 6.1)]',
    ],
  },
  {
    part: 'digastric', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(0.8 1 1)[(50 10 26 4.27)(44 0 8 5.49)(36 -16 -16 5.12)(28 -32 -36 3.66)]',
    ],
  },
  {
    part: 'scm', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(0.62 1.15 1)[(20 -30 -125 10.98)(32 -18 -85 12.2)(42 -4 -45 12.81)(50 10 -10 12.2)(55 17 12 10.98)(56 17 34 7.32)]',
    ],
  },
  {
    part: 'temporalis', material: 'soft 57 x10 rim 0.8/-70 mus', frame: 'M 1', operations: [
      'U T3*(0.55 1.4 1)[(56 -44 -2 4.88)(56 -42 20 9.76)(60 -36 50 15.86)(64 -26 85 17.08)]',
    ],
  },
  {
    part: 'medPteryg', material: 'soft 58 x11 rim 0.9/-62', frame: 'M 1', operations: [
      'U T3*(0.75 1.25 1)[(17 -46 34 6)(27 -42 12 8)(38 -32 -10 7)(43 -27 -20 5)]',
    ],
  },
  {
    part: 'latPteryg', material: 'soft 58 x11 rim 0.9/-62', frame: 'M 1', operations: [
      'U T3*(1 1 0.9)[(20 -48 38 8)(34 -34 37 8)(46 -24 36 5)]',
    ],
  },
  {
    part: 'masseter', material: 'soft 58 x12 rim 0.9/-62 mus', frame: 'MJ 1', operations: [
      'U E(55.5 -40 -2)(8.4 16 33) R(-14 4 0)',
    ],
  },
  {
    part: 'buccinator', material: 'soft 54 x10 rim 0.6/-70 mus', frame: 'M 1', operations: [
      'U T4*(1 1 6)[(29 -47 3 1.7)(34 -62 2 1.7)(30 -80 1 1.9)(17 -97 0 2.2)(0 -103 0 2.4)]',
    ],
  },
  {
    part: 'buccalFat', material: 'fat -98 x8', frame: 'M 1', operations: [
      'U E(45 -64 14)(7 12 20)',
    ],
  },
  {
    part: 'parotid', material: 'soft -8 x24 rim 0.8/-80', frame: 'M 1', operations: [
      'U E(54 -10 2)(9 15 24) R(-8 -6 0)',
      'U5 E(44 -10 0)(9 9 15)',
    ],
  },
  {
    part: 'submand', material: 'soft 38 x12 rim 0.9/-80', frame: 'MJ 1', operations: [
      'U E(33 -46 -42)(9 15 11) R(0 0 20)',
    ],
  },
  {
    part: 'parapharFat', material: 'fat -96 x6', frame: 'M 1', operations: [
      'U E(27 -27 10)(5 7 20)',
      'U4 E(26 -24 -14)(4 6 16)',
    ],
  },
  {
    part: 'floorMouth', material: 'soft 54 x12 rim 0.9/-60', frame: 'MJ 1', operations: [
      'U E(0 -64 -38)(30 24 9)',
      'U4 T3[(5 -80 -40 5)(5 -62 -45 7)(6 -50 -47 5)]',
    ],
  },
  {
    part: 'tongue', material: 'soft 52 x15', frame: 'MJ 0.5', operations: [
      'U E(0 -62 -14)(22 26 18)',
      'U10 E(0 -48 -22)(19 16 22)',
      'U6 T3*(1.4 1 1)[(0 -82 -32 5)(0 -64 -24 7)(0 -48 -34 6)]',
    ],
  },
  {
    part: 'pharynxWall', material: 'soft 46 x10', frame: 'M 1', operations: [
      'U grow(E(0 -33 22)(14 9.5 15), 3)',
      'U5 grow(E(0 -31 -10)(15 7 36), 3.2)',
      'U4 grow(T3[(0 -32 -40 8)(0 -35 -55 8.5)(0 -37 -75 8.5)(0 -35 -100 9)(0 -33 -135 9.5)], 4)',
      'U5 E(0 -46 10)(17 10 16)',
    ],
  },
  {
    part: 'tonsils', material: 'soft 50 x10 rim 0.4/0', frame: 'M 1', operations: [
      'U E(19 -35 -8)(5 8 13)',
    ],
  },
]
