import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { placeWindow, readWindowState, writeWindowState, type WindowState } from './windowState.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const second = { x: 1920, y: 0, width: 1920, height: 1080 }
const remembered: WindowState = { bounds: { x: 2000, y: 40, width: 1600, height: 900 }, maximised: false }
const directory = mkdtempSync(path.join(tmpdir(), 'axis-window-'))
afterEach(() => { rmSync(path.join(directory, 'window.json'), { force: true }) })

describe('where the window opens', () => {
  it('is where it was', () => {
    expect(placeWindow(remembered, [screen, second])).toEqual(remembered)
  })

  it('is the middle of the first screen when the second one was taken away, or nothing is known', () => {
    const middle = { bounds: { x: 120, y: 40, width: 1680, height: 1000 }, maximised: false }
    expect(placeWindow(remembered, [screen])).toEqual(middle)
    expect(placeWindow(null, [screen])).toEqual(middle)
  })

  it('fills a small screen', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1366, height: 768 }])).toEqual({ bounds: { x: 0, y: 0, width: 1366, height: 768 }, maximised: true })
  })

  it('is read back as written, and a damaged file is as none', () => {
    const file = path.join(directory, 'window.json')
    expect(readWindowState(file)).toBeNull()
    writeWindowState(file, remembered)
    expect(readWindowState(file)).toEqual(remembered)
    writeFileSync(file, '{"bounds":{"x":"0"}}')
    expect(readWindowState(file)).toBeNull()
  })
})
