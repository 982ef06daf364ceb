import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OverlayPlane } from '#shared/dicom/imageDescription.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { readOverlay } from './overlayBits.ts'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'axis-overlay-')) })
afterEach(async () => { await rm(folder, { recursive: true, force: true }) })

const plane: OverlayPlane = { group: 0x6000, rows: 8, columns: 8, origin: [1, 1], kind: 'graphics', label: null, frames: 1, firstFrame: 1 }
/** Grey values that use all of their 12 bits, so that a bit taken from the grey would be seen. */
const greys = Array.from({ length: 64 }, (_, index) => (index * 1021) & 0x0fff)
const drawn = Array.from({ length: 64 }, (_, index) => (index % 9 === 0 ? 1 : 0))

describe('an overlay in the unused bits of the pixels (PS3.5 8.1.2, retired)', () => {
  it.each([12, 13, 15])('is read from bit %d, and from no other', async bit => {
    // Bit 14 is set everywhere: another overlay, which must not be mixed up with this one.
    const cells = Uint16Array.from(greys, (grey, at) => grey | ((drawn[at] ?? 0) << bit) | (1 << 14))
    const pixels = new Uint8Array(cells.buffer)
    const file = path.join(folder, 'old.dcm')
    await writeFile(file, fileBytes(ctSlice({ pixels, change: { '00280101': ['US', 12], '00280102': ['US', 11], '00280103': ['US', 0], '60000010': ['US', 8], '60000011': ['US', 8], '60000040': ['CS', 'G'], '60000050': ['SS', [1, 1]], '60000100': ['US', 16], '60000102': ['US', bit] } })))
    const bits = await readOverlay(file, plane, 0, () => Promise.resolve(pixels), 2)
    expect(bits === null ? null : [...bits]).toEqual(drawn)
  })
})
