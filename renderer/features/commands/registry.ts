import { useEffect, useRef } from 'react'
import { commands, type CommandId } from './commandTable.ts'

/** What a command does now. A reason says why it cannot be done, and what would open it. */
export type CommandHandler = { readonly run: () => void; readonly reason?: string | null }
export type CommandHandlers = Partial<Readonly<Record<CommandId, CommandHandler>>>

const givers: { readonly current: () => CommandHandlers }[] = []

/** Gives commands their meaning while a screen is shown; what was shown last counts. A function is asked anew each time. */
export function useCommands(handlers: CommandHandlers | (() => CommandHandlers)): void {
  const held = useRef(handlers)
  useEffect(() => { held.current = handlers })
  useEffect(() => {
    const giver = { current: () => (typeof held.current === 'function' ? held.current() : held.current) }
    givers.push(giver)
    return () => { givers.splice(givers.indexOf(giver), 1) }
  }, [])
}

export type CommandState = { readonly kind: 'ready'; readonly run: () => void } | { readonly kind: 'blocked'; readonly reason: string }

const elsewhere = { app: 'Not here', view: 'No image is shown', plan: 'Only in Plan', run: 'No run is shown', contrast: 'Only in Contrast', record: 'Only in Record' } as const

export function commandState(id: CommandId): CommandState {
  const handler = givers.map((giver) => giver.current()[id]).findLast((given) => given !== undefined)
  if (handler === undefined) return { kind: 'blocked', reason: elsewhere[commands.find((command) => command.id === id)?.place ?? 'app'] }
  const reason = handler.reason ?? null
  return reason === null ? { kind: 'ready', run: handler.run } : { kind: 'blocked', reason }
}
