import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './trustedSender.ts'

describe('who may call over IPC', () => {
  it('is the main frame of our own page', () => {
    expect(isTrustedSender({ senderFrame: { url: 'axis://app/index.html#plan', parent: null } })).toBe(true)
  })

  it.each([
    ['a frame that is gone', null],
    ['a frame inside our page', { url: 'axis://app/index.html', parent: {} }],
    ['another host of our scheme', { url: 'axis://application/index.html', parent: null }],
    ['a host that begins like ours', { url: 'axis://app.evil.example/', parent: null }],
    ['a web page', { url: 'https://axis//app/', parent: null }],
    ['a file', { url: 'file:///axis://app/', parent: null }],
    ['an empty page', { url: 'about:blank', parent: null }],
    ['data', { url: 'data:text/html,axis://app/', parent: null }],
  ])('is not %s', (_name, senderFrame) => {
    expect(isTrustedSender({ senderFrame })).toBe(false)
  })
})
