import { describe, expect, it } from 'vitest'
import { mappedUid } from '#shared/teaching/deidentification/identityKey.ts'
import { createIdentityKey } from './hmacKey.ts'

const secret = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)

describe('the mapping of UIDs', () => {
  const key = createIdentityKey(secret(1))

  it('gives each UID its own, always the same, and another with another secret', () => {
    const originals = Array.from({ length: 20_000 }, (_, index) => `1.2.826.0.1.3680043.2.1125.${index}.${index * 7919}`)
    const mapped = originals.map(key.uidOf)
    expect(new Set(mapped).size).toBe(originals.length)
    expect(originals.map(createIdentityKey(secret(1)).uidOf)).toEqual(mapped)
    expect(originals.slice(0, 100).map(createIdentityKey(secret(2)).uidOf)).not.toEqual(mapped.slice(0, 100))
    expect(mapped.filter((uid) => !/^2\.25\.(0|[1-9]\d*)$/.test(uid) || uid.length > 64)).toEqual([])
  })

  it('maps a UID that already is of the form 2.25 like any other', () => {
    expect(key.uidOf('2.25.1')).not.toBe('2.25.1')
  })

  it.each([
    ['a SOP class', '00080016', '1.2.840.10008.5.1.4.1.1.2', true],
    ['a vendor’s own SOP class', '00081150', '1.3.46.670589.2.3.1.1', true],
    ['a transfer syntax', '00020010', '1.2.840.10008.1.2.4.90', true],
    ['SNOMED as a coding scheme', '0008010C', '2.16.840.1.113883.6.96', true],
    ['a hospital’s coding scheme', '0008010C', '1.2.276.0.76.3.1.9', false],
    ['a study', '0020000D', '1.2.3.4', false],
  ])('%s', (_name, tag, uid, stays) => {
    expect(mappedUid(key, tag, uid) === uid).toBe(stays)
  })
})

describe('the days by which dates go back', () => {
  it('are whole, between 1 and 3650, the same for a patient, and spread over all of them', () => {
    const key = createIdentityKey(secret(3))
    const days = Array.from({ length: 5000 }, (_, index) => key.daysBackOf(`patient ${index}`))
    expect(days.every((one) => Number.isInteger(one) && one >= 1 && one <= 3650)).toBe(true)
    expect(key.daysBackOf('patient 7')).toBe(days[7])
    expect(new Set(days.map((one) => one % 7)).size).toBe(7)
    expect(new Set(days).size).toBeGreaterThan(2500)
  })
})
