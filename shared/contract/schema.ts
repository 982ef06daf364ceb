import { z } from 'zod'
import { events, methods, streams } from './contract.ts'

type JsonSchema = Readonly<Record<string, unknown>>
export type MethodSchema = { readonly summary: string; readonly input: JsonSchema; readonly output: JsonSchema; readonly faults: readonly string[] }
export type ContractSchema = {
  readonly contractVersion: 1
  readonly methods: Readonly<Record<string, MethodSchema>>
  readonly events: Readonly<Record<string, JsonSchema>>
  readonly streams: Readonly<Record<string, JsonSchema>>
}

/** What occurs twice in a schema is said once, under its `$defs`. What only the code can check (finite numbers, refinements) has no JSON Schema of its own and is written as "anything". */
const inputSchema = (schema: z.ZodType): JsonSchema => ({ ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'ref' }) })
const outputSchema = (schema: z.ZodType): JsonSchema => ({ ...z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', reused: 'ref' }) })
const mapValues = <In, Out>(table: Readonly<Record<string, In>>, map: (value: In) => Out): Readonly<Record<string, Out>> =>
  Object.fromEntries(Object.entries(table).map(([name, value]) => [name, map(value)]))

/** The whole contract as JSON Schema: docs/contract.schema.json and `cli methods`. */
export const contractSchema = (): ContractSchema => ({
  contractVersion: 1,
  methods: mapValues(methods, ({ summary, input, output, codes }) => ({ summary, input: inputSchema(input), output: outputSchema(output), faults: [...codes, 'BAD_REQUEST', 'DAMAGED', 'INTERNAL'] })),
  events: mapValues(events, outputSchema),
  streams: mapValues(streams, inputSchema),
})
