import type { RecordState } from '#shared/procedure/recordEvents.ts'

/** What a structured report is made of. */
export type ReportInput = {
  readonly record: RecordState
  /** Everybody who said something in the record, in the order in which they first did. */
  readonly persons: readonly string[]
  /** The UID that stands for a name: the same each time. */
  readonly deriveUid: (name: string) => string
}

/** Everybody who is named as the actor of an event, each once. */
export const personsOf = (events: readonly { readonly actor: string }[]): readonly string[] => [...new Set(events.map(({ actor }) => actor))]
