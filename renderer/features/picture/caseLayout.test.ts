import { describe, expect, it } from 'vitest'
import { layoutOfCase } from './caseLayout.ts'

describe('the layout of a case', () => {
  it('is as acquired until somebody chooses', () => { expect(layoutOfCase({ layout: null, lies: null }, ['HFP'])).toMatchObject({ layout: null, asksLies: false }) })
  it('as positioned follows headers that agree, and the operator before them', () => {
    expect(layoutOfCase({ layout: 'asPositioned', lies: null }, [null, 'HFP', 'FFP'])).toEqual({ layout: { name: 'asPositioned', lies: 'prone' }, lies: { how: 'prone', by: 'headers' }, asksLies: false })
    expect(layoutOfCase({ layout: 'asPositioned', lies: 'supine' }, ['HFP']).layout).toEqual({ name: 'asPositioned', lies: 'supine' })
  })
  it.each([[[]], [[null]], [['HFP', 'HFS']], [['HFDR']], [['HFP', 'FFDL']]])('as positioned asks how the patient lies where headers say %j', positions => {
    expect(layoutOfCase({ layout: 'asPositioned', lies: null }, positions)).toMatchObject({ layout: null, lies: null, asksLies: true })
    expect(layoutOfCase({ layout: 'radiologic', lies: null }, positions).layout).toEqual({ name: 'radiologic' })
  })
})
