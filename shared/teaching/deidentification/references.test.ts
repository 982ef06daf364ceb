import { describe, expect, it } from 'vitest'
import { sequenceElement, textElement, textOf, type DataElement, type DataSet } from './dataSet.ts'
import { lostUids, ownUids, withoutAbsent, type CaseUids } from './references.ts'

const ui = (tag: string, ...uids: readonly string[]): DataElement => textElement(tag, 'UI', ...uids)
const own = [ui('00080018', '1.2.1'), ui('0020000D', '1.2.10'), ui('0020000E', '1.2.20'), ui('00200052', '1.2.30')]
/** A case of two of everything, of which the second of each is not in the copy. */
const uids: CaseUids = {
  originals: new Set(['1.2.1', '1.2.2', '1.2.10', '1.2.11', '1.2.20', '1.2.21', '1.2.30', '1.2.31']),
  present: new Set(['1.2.1', '1.2.10', '1.2.20', '1.2.30']),
}
const instance = (uid: string): DataSet => [ui('00081150', '1.2.840.10008.5.1.4.1.1.2'), ui('00081155', uid)]

it('an object is referred to by its own UIDs', () => {
  expect(ownUids(own)).toEqual(['1.2.1', '1.2.10', '1.2.20', '1.2.30'])
})

describe('a UID that leads nowhere', () => {
  it.each([
    ['a referenced instance', sequenceElement('00081140', [instance('1.2.2')]), '1.2.2'],
    ['a referenced instance of nobody here', sequenceElement('00081140', [instance('1.9.9')]), '1.9.9'],
    ['a series around references', sequenceElement('00081115', [[ui('0020000E', '1.2.21')]]), '1.2.21'],
    ['a study around references', sequenceElement('0040A375', [[ui('0020000D', '1.2.11')]]), '1.2.11'],
    ['a frame of reference in a registration', sequenceElement('00700308', [[ui('00200052', '1.2.31')]]), '1.2.31'],
    ['a frame of reference of a place', sequenceElement('0040A730', [[ui('30060024', '1.2.31')]]), '1.2.31'],
    ['a UID that a report names', sequenceElement('0040A730', [[textElement('0040A040', 'CS', 'UIDREF'), ui('0040A124', '1.2.21')]]), '1.2.21'],
    ['one of several values', ui('00080058', '1.2.1', '1.2.2'), '1.2.2'],
  ])('is found: %s', (_what, element, lost) => {
    expect(lostUids([...own, element], uids)).toEqual([lost])
  })

  it.each([
    ['what is in the copy', sequenceElement('00081115', [[ui('0020000E', '1.2.20'), sequenceElement('0008114A', [instance('1.2.1')])]])],
    ['a study that is referred to as an instance', sequenceElement('00081110', [instance('1.2.10')])],
    ['an event, a device, a frame of another hospital', sequenceElement('00082218', [[ui('00083010', '1.9.1'), ui('00181002', '1.9.2'), ui('30060024', '1.9.3')]])],
    ['UIDs in text', textElement('0040A160', 'UT', '1.2.2')],
  ])('is not: %s', (_what, element) => {
    expect(lostUids([...own, element], uids)).toEqual([])
  })
})

describe('an image without what is not in the copy', () => {
  const left = (element: DataElement): DataSet => withoutAbsent([...own, element], uids).filter(({ tag }) => !own.some((one) => one.tag === tag))

  it('loses references to instances, and the list that is empty by that', () => {
    expect(left(sequenceElement('00081140', [instance('1.2.2'), instance('1.2.1')]))).toEqual([sequenceElement('00081140', [instance('1.2.1')])])
    expect(left(sequenceElement('00081140', [instance('1.2.2')]))).toEqual([])
  })

  it('loses a series of which no instance is left, and the study that held nothing else', () => {
    const series = (seriesUid: string, ...instances: readonly string[]): DataSet => [ui('0020000E', seriesUid), sequenceElement('0008114A', instances.map(instance))]
    expect(left(sequenceElement('00081115', [series('1.2.20', '1.2.1'), series('1.2.20', '1.2.2'), series('1.2.21', '1.2.1')]))).toEqual([sequenceElement('00081115', [series('1.2.20', '1.2.1')])])
    expect(left(sequenceElement('00081200', [[sequenceElement('00081115', [series('1.9.20', '1.9.1')]), ui('0020000D', '1.2.10')]]))).toEqual([])
  })

  it('loses an item whose frame of reference is in none of its objects, and keeps one of elsewhere', () => {
    const items = [[ui('30060024', '1.2.31')], [ui('30060024', '1.2.30')], [ui('30060024', '1.9.3')]]
    expect(left(sequenceElement('30060010', items))).toEqual([sequenceElement('30060010', items.slice(1))])
  })

  it('keeps its own UIDs whatever they are, and an item beside a list that needs it not', () => {
    expect(withoutAbsent([ui('00080018', '1.2.2'), ui('0020000E', '1.2.21')], uids)).toHaveLength(2)
    const group = [sequenceElement('00081140', [instance('1.2.2')]), sequenceElement('00209113', [[textElement('00200032', 'DS', '0', '0', '0')]])]
    expect(left(sequenceElement('52009230', [group]))).toEqual([sequenceElement('52009230', [group.slice(1)])])
    expect(textOf(left(ui('00083010', '1.9.1')), '00083010')).toBe('1.9.1')
  })
})
