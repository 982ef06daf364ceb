import { describe, expect, it } from 'vitest'
import type { DataElement } from './dataSet.ts'
import { isSafePrivate } from './safePrivate.ts'
import { safePrivateRows } from './safePrivateTable.ts'

const text = (tag: string, vr: string, value: string): DataElement => ({ tag, vr, value: { kind: 'text', texts: [value] } })
const isSafe = (creator: string, tag: string, vr: string): boolean => {
  const block = text(`${tag.slice(0, 4)}00${tag.slice(4, 6)}`, 'LO', creator)
  const element = text(tag, vr, '1')
  return isSafePrivate(element, [block, element])
}

describe('private attributes that name nobody', () => {
  it.each([
    ['ELSCINT1', '00E11050', 'DS', true], ['ELSCINT1', '01E11050', 'DS', false], ['ELSCINT1', '01E11026', 'CS', true], ['ELSCINT1', '00E11021', 'DS', true],
    ['GEMS_PARM_01', '00431039', 'IS', true], ['SIEMENS MR HEADER', '0019100C', 'IS', true], ['Philips PET Private Group', '70531000', 'DS', true], ['Philips Imaging DD 001', '20011003', 'FL', true],
    ['GEMS_ACQU_01', '00191023', 'DS', true], ['another creator', '00191023', 'DS', false], ['GEMS_ACQU_01', '00191022', 'DS', false],
  ])('of %s %s as %s: %s', (creator, tag, vr, expected) => {
    expect(isSafe(creator, tag, vr)).toBe(expected)
  })

  it('hold no text whatever the list says: nobody has read it', () => {
    expect(isSafe('GEMS_ACQU_01', '0019109E', 'LO')).toBe(false)
  })

  it('stand once each, in an odd group, below a creator', () => {
    const lines = safePrivateRows.trim().split('\n').map((line) => line.split(': '))
    expect(lines.filter(([creator, elements]) => creator === '' || !/^([0-9A-F]{3}[13579BDF]xx[0-9A-F]{2} ?)+$/.test(elements ?? ''))).toEqual([])
    expect(lines.map(([, elements = '']) => elements.split(' ')).filter((elements) => new Set(elements).size !== elements.length)).toEqual([])
    expect(new Set(lines.map(([creator]) => creator)).size).toBe(lines.length)
  })
})
