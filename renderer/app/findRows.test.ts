import { describe, expect, it } from 'vitest'
import { commandRows, frameRows, sections } from './findRows.ts'

const names = (typed: string): readonly string[] => sections(commandRows(typed), typed).flatMap((section) => section.rows.map((row) => row.name))

describe('what a search finds', () => {
  it('lists a command that cannot run with its reason', () => {
    expect(commandRows('DSA').find((row) => row.id === 'subtracted')).toMatchObject({ name: 'Subtracted', group: 'show', place: 'Contrast', key: 'S', reason: 'Only in Contrast' })
    expect(commandRows('accept plan').find((row) => row.id === 'accept-plan')).toMatchObject({ key: null, reason: 'Only in Plan' })
  })
  it('lists nothing that cannot run before anything is typed', () => { expect(commandRows('').filter((row) => row.reason !== null)).toEqual([]) })
  it('puts the group of the best fit first', () => {
    expect(names('bone window')[0]).toBe('Bone window')
    expect(sections(commandRows('plan'), 'plan')[0]?.group).toBe('goTo')
  })
})

describe('a frame', () => {
  const shown: number[] = []
  const run = { firstFrame: 100, lastFrame: 195, showFrame: (frame: number) => { shown.push(frame) } }
  it.each(['41', 'frame 41', ' Frame  41 '])('%j is gone to, counted from 1 as on the screen', (typed) => {
    const [row] = frameRows(typed, run)
    expect(row).toMatchObject({ name: 'Frame 41 of 96', reason: null })
    row?.run()
    expect(shown.at(-1)).toBe(140)
  })
  it.each(['0', '97'])('%s is not in the run', (typed) => { expect(frameRows(typed, run)[0]?.reason).toBe('The run has 96 frames') })
  it.each(['frame', '4 images', '41.5'])('%j is no frame', (typed) => { expect(frameRows(typed, run)).toEqual([]) })
  it('is not offered without a run', () => { expect(frameRows('41', null)).toEqual([]) })
})
