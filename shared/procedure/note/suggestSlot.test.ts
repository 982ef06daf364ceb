import { describe, expect, it } from 'vitest'
import type { KeyImage, RecordState, ViewState } from '#shared/procedure/recordEvents.ts'
import { keyImageBody } from '#test/builders/recordEvents.ts'
import { suggestSlot } from './suggestSlot.ts'

const frame: ViewState = { kind: 'frame', frame: 3, mode: 'native', subtraction: null, centrePx: [1, 1], zoom: 1, windowCentre: 1, windowWidth: 2, inverted: false, flippedHorizontally: false, rotationDeg: 0 }
const still = keyImageBody('0b6ce6a4-7a9e-4bd0-8d0e-6f7a1f0e7a11')
const ticked = (view: 'lateral' | 'apOpenMouth'): KeyImage['trueView'] => ({ view, ticks: [], by: 'Dr B', atIso: '2026-11-22T10:00:00.000Z' })
const loop: KeyImage['loop'] = { sha256: '0'.repeat(64), byteLength: 1, contentType: 'video/mp4', firstFrame: 0, lastFrame: 9, durationMs: 900 }
const offer = (differences: Partial<KeyImage>, view: 'ap' | 'lateral' | null = null, assessments: RecordState['assessments'] = []) => suggestSlot({ ...still, view: frame, ...differences }, { view, assessments })

describe('the needed picture that a key image could be', () => {
  it('follows the view that was ticked, else the one that the C-arm shows, else none', () => {
    expect(offer({ trueView: ticked('lateral') }, 'ap')).toBe('lateralNeedle')
    expect(offer({ trueView: ticked('apOpenMouth') }, 'lateral')).toBe('apNeedle')
    expect([offer({}, 'ap'), offer({}, 'lateral'), offer({})]).toEqual(['apNeedle', 'lateralNeedle', null])
  })
  it('is one of contrast where it was saved in Contrast, or subtracted; a loop there is the run', () => {
    expect(offer({ stage: 'contrast' }, 'ap')).toBe('apContrast')
    expect(offer({ view: { ...frame, mode: 'subtracted' } }, 'lateral')).toBe('lateralContrast')
    expect([offer({ stage: 'contrast', loop }), offer({ stage: 'plan', loop }, 'ap')]).toEqual(['contrastRun', null])
  })
  it('of a volume follows what the scan was used for', () => {
    const plane = { view: still.view }
    const plan = { kind: 'volume' as const, planId: '0b6ce6a4-7a9e-4bd0-8d0e-6f7a1f0e7a11', name: 'Path A', colour: '#ffffff', seriesUid: '1.2.3.1', frameOfReferenceUid: null, entryLpsMm: null, targetLpsMm: null, needle: null }
    expect([offer(plane), offer({ ...plane, plans: [plan] }), offer({ ...plane, stage: 'contrast' })]).toEqual([null, 'planSlice', 'immediateContrast'])
    expect(offer({ ...plane, plans: [{ ...plan, actualNeedle: { seriesUid: '1.2.3.1', hubSideLpsMm: [0, 0, 0], tipLpsMm: [0, 0, 9] } }] })).toBe('tipInJoint')
  })
})
