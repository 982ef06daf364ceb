import { expect, it } from 'vitest'
import type { LookHere } from '#shared/contrast/lookHere.ts'
import { strongestOn } from './strongest.ts'

const place = (strength: number, firstFrame: number, lastFrame: number): LookHere => ({ line: [[strength, 2]], lengthPx: 40, widthPx: 5, firstFrame, lastFrame, frame: firstFrame, strength })

it('of the places of a frame the three strongest are ringed', () => {
  const places = [place(20, 3, 9), place(15, 1, 2), place(12, 4, 4), place(9, 0, 8), place(7, 4, 6)]
  expect([0, 2, 4, 9, 10].map((frame) => strongestOn(places, frame).map(({ strength }) => strength))).toEqual([[9], [15, 9], [20, 12, 9], [20], []])
})
