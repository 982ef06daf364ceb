import { describe, expect, it } from 'vitest'
import { midlineX, mirrorPoint } from './mirrorPlan.ts'
import { skinOffset } from './skinOffsets.ts'

describe('from a landmark to the entry', () => {
  it('says so many mm sideways and along the body', () => {
    expect(skinOffset([26, 80, -30], { kind: 'inion', pointLpsMm: [1, 95, 12] })).toEqual({ landmark: 'inion', sidewaysMm: 25, sidewaysTowards: 'LEFT', alongBodyMm: 42, alongBodyTowards: 'FEET' })
    expect(skinOffset([-26, 80, 30], { kind: 'gridMarker', pointLpsMm: [-25.8, 95, 12] })).toMatchObject({ sidewaysTowards: 'NEITHER', alongBodyMm: 18, alongBodyTowards: 'HEAD' })
  })

  it('has no height from the midline', () => {
    expect(skinOffset([-26, 80, 30], { kind: 'midline', pointLpsMm: [0, 70, 0] })).toEqual({ landmark: 'midline', sidewaysMm: 26, sidewaysTowards: 'RIGHT', alongBodyMm: null, alongBodyTowards: null })
  })
})

describe('the other side', () => {
  it('is reached by mirroring at the mean of the midline’s marks', () => {
    const x = midlineX([{ kind: 'midline', pointLpsMm: [1, 70, 0] }, { kind: 'inion', pointLpsMm: [2, 90, 40] }, { kind: 'gridMarker', pointLpsMm: [40, 90, 40] }])
    if (!x.ok) throw new Error(x.error.message)
    expect(x.value).toBe(1.5)
    expect(mirrorPoint([20, 15, 3], x.value)).toEqual([-17, 15, 3])
  })

  it('is not guessed without a midline', () => {
    expect(midlineX([{ kind: 'gridMarker', pointLpsMm: [40, 90, 40] }])).toMatchObject({ ok: false, error: { code: 'NO_MIDLINE' } })
  })
})
