import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorAdd } from '#shared/geometry/vectors.ts'
import { rotateAbout } from './rotation.ts'

/** A head that was turned about its long axis, through the origin, and then shifted. */
export type HeadMotion = { readonly turnDeg: number; readonly shiftMm: PatientPoint }

const turned = ({ turnDeg }: HeadMotion, point: PatientPoint): PatientPoint => rotateAbout([0, 0, 1], (turnDeg * Math.PI) / 180, point)

/** Where a point of the head lies after the motion, patientLps. */
export const movedPoint = (motion: HeadMotion, point: PatientPoint): PatientPoint => vectorAdd(turned(motion, point), motion.shiftMm)

/** Explicit VR, little endian, both tags at the top level: group, element, VR and a length of two bytes. */
function withNumbers(file: Buffer, element: number, change: (numbers: readonly number[]) => readonly number[]): Buffer {
  const at = file.indexOf(Buffer.from([0x20, 0x00, element, 0x00, 0x44, 0x53]))
  if (at < 0) throw new Error('The file has no such attribute.')
  const length = file.readUInt16LE(at + 6)
  const text = change(file.subarray(at + 8, at + 8 + length).toString('latin1').split('\\').map(Number)).map((value) => value.toFixed(6)).join('\\')
  const even = text.length % 2 === 0 ? text : `${text} `
  const head = Buffer.from(file.subarray(at, at + 8))
  head.writeUInt16LE(even.length, 6)
  return Buffer.concat([file.subarray(0, at), head, Buffer.from(even, 'latin1'), file.subarray(at + 8 + length)])
}

const triple = (numbers: readonly number[], from = 0): PatientPoint => [numbers[from] ?? NaN, numbers[from + 1] ?? NaN, numbers[from + 2] ?? NaN]

/** The same scan of a head that lies elsewhere: its slices' positions and directions are carried along, its pixels stay. */
export async function writeMovedScan(from: string, to: string, motion: HeadMotion): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    const placed = withNumbers(await readFile(path.join(from, name)), 0x32, (position) => movedPoint(motion, triple(position)))
    await writeFile(path.join(to, name), withNumbers(placed, 0x37, (directions) => [...turned(motion, triple(directions)), ...turned(motion, triple(directions, 3))]))
  }
}
