import { describe, expect, it } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import type { Transport } from '#shared/contract/types.ts'

const answering = (answer: unknown): Transport => ({ request: async () => answer, subscribe: () => () => undefined })
const clientOf = (transport: Transport, unreadable: string[] = []) => createClient(transport, (event) => { unreadable.push(event) })
const hello = { contractVersion: 1, appVersion: '0.1.0', host: 'memory', filesBy: 'paths', sampleCases: 'none' }

describe('the client does not believe the host', () => {
  it('passes on what the contract allows', async () => {
    expect(await clientOf(answering({ ok: true, value: hello })).call('app.hello', {})).toEqual({ ok: true, value: hello })
  })

  it.each([
    ['nothing', undefined], ['null', null], ['a page', '<html>'], ['no envelope', hello], ['a missing field', { ok: true, value: { ...hello, host: undefined } }],
    ['another version', { ok: true, value: { ...hello, contractVersion: 2 } }], ['a field of its own', { ok: true, value: { ...hello, more: 1 } }], ['a fault without words', { ok: false, error: { code: 'X' } }],
  ])('takes %s for a bad response', async (_name, answer) => {
    expect(await clientOf(answering(answer)).call('app.hello', {})).toMatchObject({ ok: false, error: { code: 'BAD_RESPONSE' } })
  })

  it('keeps the code of a fault', async () => {
    const fault = { ok: false, error: { code: 'UNKNOWN_CASE', message: 'This case is not here.' } }
    expect(await clientOf(answering(fault)).call('case.get', { caseId: 'a' })).toEqual(fault)
  })

  it('says that the connection is lost when the transport breaks', async () => {
    const broken: Transport = { request: async () => Promise.reject(new Error('socket')), subscribe: () => () => undefined }
    expect(await clientOf(broken).call('app.hello', {})).toMatchObject({ ok: false, error: { code: 'DISCONNECTED' } })
  })

  it('hears the events it asked for that are as the contract says, and names those that are not', () => {
    let announce: (event: unknown) => void = () => undefined
    const unreadable: string[] = []
    const client = clientOf({ request: async () => null, subscribe: (listener) => { announce = listener; return () => undefined } }, unreadable)
    const heard: unknown[] = []
    client.on('library.changed', (payload) => heard.push(payload))
    announce({ name: 'library.changed', payload: { seriesUids: ['1.2'] } })
    announce({ name: 'library.changed', payload: { seriesUids: 'all' } })
    announce({ name: 'case.changed', payload: { caseId: 'a' } })
    announce(null)
    expect(heard).toEqual([{ seriesUids: ['1.2'] }])
    expect(unreadable).toEqual(['library.changed'])
  })
})
