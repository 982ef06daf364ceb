import { cosSin } from './rotation.ts'
import type { RowText } from './rowText.ts'

type Level = { readonly number: number; readonly yMm: number; readonly zMm: number; readonly tiltDeg: number; readonly halfWidthMm: number }

/** Where the vertebrae below the axis stand; they differ only in these numbers and in their spinous processes. */
const levels: readonly Level[] = [
  { number: 3, yMm: -4.6, zMm: -30, tiltDeg: 4, halfWidthMm: 8.6 },
  { number: 4, yMm: -5.2, zMm: -48, tiltDeg: 2, halfWidthMm: 9.1 },
  { number: 5, yMm: -5, zMm: -66, tiltDeg: -2, halfWidthMm: 9.6 },
  { number: 6, yMm: -4, zMm: -84, tiltDeg: -5, halfWidthMm: 10.1 },
  { number: 7, yMm: -2, zMm: -103, tiltDeg: -8, halfWidthMm: 10.6 },
]

/** A point or tube point of the vertebra's own frame as text in the frame of the phantom. */
function placer(level: Level): (x: number, y: number, z: number, radius?: number) => string {
  const [cos, sin] = cosSin(-level.tiltDeg)
  return (x, y, z, radius) => {
    const placed = [x, y * cos - z * sin + level.yMm, y * sin + z * cos + level.zMm]
    return `(${(radius === undefined ? placed : [...placed, radius]).join(' ')})`
  }
}

function bodyOperations(level: Level): string[] {
  const at = placer(level)
  const w = level.halfWidthMm
  const turned = `R(${-level.tiltDeg} 0 0)`
  return [
    `U B${at(0, 0, 0)}(${w} 7.6 6.7) r2.2 ${turned}`,
    `S1.5 E${at(0, 0, 9.9)}(${w - 2} 9 4.2) ${turned}`,
    `S1.5 E${at(0, -0.6, -9.6)}(${w - 2} 7 3.7) ${turned}`,
    `U1.5 T1[${at(w - 0.6, -3, 6, 1.7)}${at(w, 4, 7, 2.2)}]`,
    `U1.5 E${at(0, -6, -6.4)}(${w - 2.5} 2.3 2.2)`,
  ]
}

function archOperations(level: Level): string[] {
  const at = placer(level)
  const [cos40, sin40] = cosSin(40)
  return [
    `U2 T1[${at(8, 4, 1.5, 3)}${at(14, 11, 0.5, 3.6)}]`,
    `U2 and{C${at(16, 13.2, -0.5)}(5.9 6.8 12) r2 R(${-14 - level.tiltDeg} 0 0) & H(0 ${sin40} ${cos40})@${at(16, 13.4, 7.6)} & H(0 ${-sin40} ${-cos40})@${at(16, 13.4, -8)}}`,
    `U1.5 T2[${at(8, -4.5, -1.5, 2.6)}${at(15, -5, -3, 2)}${at(22, -2, -4.5, 2.2)}]`,
    `U1.5 T2[${at(15, 9, -2, 2.6)}${at(20, 3, -4, 2.2)}${at(22.5, 0, -4.5, 2.2)}]`,
    `U2.5 T2*(0.85 0.85 1.7)[${at(15.5, 17, -3.5, 3)}${at(9, 22.5, -5, 2.8)}${at(2, 28, -7, 3)}]`,
  ]
}

/** Forked and short down to C5, long and single below. */
function spinousOperations(level: Level): string[] {
  const at = placer(level)
  if (level.number > 5) {
    return [`U2.5 T2*(0.9 1 1.6)[${at(0, 27, -7, 3.2)}${at(0, 40, -12, 2.8)}${at(0, 52 + 4 * (level.number - 6), -17, 3.6)}]`]
  }
  return [
    `U2.5 T2*(0.9 1 1.5)[${at(0, 27, -7, 3.2)}${at(0, 34, -10.5, 2.8)}${at(0, 38, -12, 2.8)}]`,
    `U1.5 T1[${at(0, 37, -11.5, 2.4)}${at(4.2, 42, -14, 2.1)}]`,
  ]
}

/** The canal and, upright whatever the tilt, the foramen of the vertebral artery. */
function holeOperations(level: Level): string[] {
  const at = placer(level)
  const [cos, sin] = cosSin(-level.tiltDeg)
  const foramenY = (z: number) => 4 * cos - z * sin + level.yMm
  return [
    `S1.2 T1*(1.32 0.86 1)[${at(0, 16, 16, 9)}${at(0, 16.5, -16, 9)}]`,
    `S0.6 T1[(15.6 ${foramenY(9)} ${level.zMm + 9} 3.1)(15.6 ${foramenY(-9)} ${level.zMm - 9} 3.1)]`,
  ]
}

export const lowerVertebraRows: readonly RowText[] = levels.map(level => ({
  part: `C${level.number}`,
  material: 'bone t1 c1000 s300 x130',
  frame: 'M 0',
  operations: [...bodyOperations(level), ...archOperations(level), ...spinousOperations(level), ...holeOperations(level)],
}))

export const rootRows: readonly RowText[] = levels.map(({ number, yMm, zMm }) => ({
  part: `root${number}`,
  material: 'soft 36 x3 rim 0.4/-30',
  frame: 'M 1',
  operations: [
    `U T3[(10 ${yMm + 13} ${zMm + 8.5} 1.4)(14 ${yMm + 7} ${zMm + 7.5} 2.4)(19 ${yMm + 2.5} ${zMm + 6.5} 2.4)(25 ${yMm} ${zMm + 2} 1.8)]`,
  ],
}))
