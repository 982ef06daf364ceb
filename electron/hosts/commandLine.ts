import { parseArgs } from 'node:util'

export type CommandLine = {
  readonly dataDirectory: string | null
  readonly port: number | null
  readonly samples: string | null
  readonly rest: readonly string[]
}

/** Reads the switches that the hosts share. Throws a TypeError with a readable message on what it does not know. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, port: { type: 'string' }, samples: { type: 'string' } },
    allowPositionals: true,
  })
  return { dataDirectory: values['data-dir'] ?? null, port: readPort(values.port), samples: values.samples ?? null, rest: positionals }
}

function readPort(value: string | undefined): number | null {
  if (value === undefined) return null
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new TypeError(`--port takes a number from 0 to 65535, not "${value}".`)
  return Number(value)
}
