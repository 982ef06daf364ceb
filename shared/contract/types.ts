import type { z } from 'zod'
import type { Fault, Result } from '#shared/result.ts'
import type { events, methods, streams } from './contract.ts'

export type Methods = typeof methods
export type MethodName = keyof Methods & string
export type Input<M extends MethodName> = z.output<Methods[M]['input']>
/** What a caller writes: fields with a default may be left out. */
export type CallInput<M extends MethodName> = z.input<Methods[M]['input']>
export type Output<M extends MethodName> = z.output<Methods[M]['output']>
export type Code<M extends MethodName> = Methods[M]['codes'][number]

/** Faults of the door itself, possible on every call. */
export type DoorCode = 'BAD_REQUEST' | 'DAMAGED' | 'INTERNAL'
/** Faults that only the caller's side can see. */
export type ClientCode = DoorCode | 'BAD_RESPONSE' | 'DISCONNECTED'

export type ServiceReply<M extends MethodName> = Result<Output<M>, Fault<Code<M>>>
export type Reply<M extends MethodName> = Result<Output<M>, Fault<Code<M> | ClientCode>>
export type AnyCode = Code<MethodName> | ClientCode

/** The services of the app: one function a method. The compiler finds a missing one and an undeclared fault code. */
export type Services = { readonly [M in MethodName]: (input: Input<M>) => Promise<ServiceReply<M>> }

export type EventName = keyof typeof events & string
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>
export type AppEvent = { readonly [E in EventName]: { readonly name: E; readonly payload: EventPayload<E> } }[EventName]
export type EmitEvent = (event: AppEvent) => void

export type StreamName = keyof typeof streams & string
export type StreamInput<S extends StreamName> = z.output<(typeof streams)[S]>
export type StreamFaultCode = 'BAD_REQUEST' | 'NOT_FOUND' | 'UNREADABLE' | 'INTERNAL'
export type ByteStream = {
  readonly contentType: 'application/octet-stream' | 'application/pdf' | 'image/png' | 'video/mp4' | 'video/webm' | 'application/zip'
  /** Null when it is not known beforehand. */
  readonly byteLength: number | null
  readonly chunks: AsyncIterable<Uint8Array>
}
export type StreamServices = {
  readonly [S in StreamName]: (input: StreamInput<S>) => Promise<Result<ByteStream, Fault<StreamFaultCode>>>
}

/** What carries calls from a client to the services. Answers of `request` are untrusted until the client has parsed them. */
export interface Transport {
  request(method: string, input: unknown): Promise<unknown>
  subscribe(listener: (event: unknown) => void): () => void
  /** Tells that events may have been missed, after a connection that was broken is there again; absent where none can break. */
  onRestored?(listener: () => void): () => void
}
