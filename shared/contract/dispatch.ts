import { z } from 'zod'
import { err, type Fault, type Result } from '#shared/result.ts'
import { wellFormedTexts } from '#shared/wellFormed.ts'
import { methods, streams } from './contract.ts'
import { Damaged } from './damaged.ts'
import type { ByteStream, Input, MethodName, Services, StreamFaultCode, StreamInput, StreamName, StreamServices } from './types.ts'

const envelope = z.strictObject({ method: z.string().max(128), input: z.unknown() })
const isMethod = (name: string): name is MethodName => Object.hasOwn(methods, name)
const isStream = (name: string): name is StreamName => Object.hasOwn(streams, name)

/** The one cast of the door: input was parsed by the schema of this very method. */
const callService = <M extends MethodName>(services: Services, method: M, input: unknown) => services[method](input as Input<M>)
const callStream = <S extends StreamName>(services: StreamServices, name: S, input: unknown) => services[name](input as StreamInput<S>)

/** The only door to the services. Never rejects: a bug becomes INTERNAL, what the disk has changed DAMAGED, and both go to the log. */
export async function dispatch(services: Services, request: unknown, log: (bug: unknown) => void): Promise<Result<unknown>> {
  const call = envelope.safeParse(request)
  if (!call.success || !isMethod(call.data.method)) return err('BAD_REQUEST', 'Unknown method or malformed request.')
  const { method } = call.data
  const input = methods[method].input.safeParse(wellFormedTexts(call.data.input))
  if (!input.success) return err('BAD_REQUEST', `Input of ${method} is not valid: ${z.prettifyError(input.error)}`)
  try {
    return await callService(services, method, input.data)
  } catch (bug) {
    log(bug)
    if (bug instanceof Damaged) return err('DAMAGED', bug.message)
    return err('INTERNAL', 'Something unexpected went wrong. Nothing that was saved is lost. The log has the details.')
  }
}

/** The same door for byte streams. */
export async function dispatchStream(services: StreamServices, name: string, query: unknown, log: (bug: unknown) => void): Promise<Result<ByteStream, Fault<StreamFaultCode>>> {
  if (!isStream(name)) return err('BAD_REQUEST', 'Unknown stream.')
  const input = streams[name].safeParse(query)
  if (!input.success) return err('BAD_REQUEST', `Input of ${name} is not valid: ${z.prettifyError(input.error)}`)
  try {
    return await callStream(services, name, input.data)
  } catch (bug) {
    log(bug)
    if (bug instanceof Damaged) return err('UNREADABLE', bug.message)
    return err('INTERNAL', 'The stream could not be opened. The log has the details.')
  }
}
