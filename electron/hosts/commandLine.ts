import { parseArgs } from 'node:util'

export type CommandLine = {
  readonly dataDirectory: string | null
  readonly port: number | null
  readonly samples: string | null
  readonly rest: readonly string[]
}

/** Reads the switches that the hosts share. Throws a TypeError with a readable message on what it does not know. */
export function readCommandLine(args: readonly string[], others: 'othersRefused' | 'othersAllowed' = 'othersRefused'): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, port: { type: 'string' }, samples: { type: 'string' } },
    allowPositionals: true,
    strict: others === 'othersRefused',
  })
  return { dataDirectory: readText('data-dir', values['data-dir']), port: readPort(readText('port', values.port)), samples: readText('samples', values.samples), rest: positionals }
}

/** Where other switches are allowed, Node reads one of ours without its value as true. */
function readText(name: string, value: string | boolean | undefined): string | null {
  if (value === undefined) return null
  if (typeof value !== 'string' || value === '') throw new TypeError(`--${name} needs a value.`)
  return value
}

function readPort(value: string | null): number | null {
  if (value === null) return null
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new TypeError(`--port takes a number from 0 to 65535, not "${value}".`)
  return Number(value)
}
