// Writes docs/contract.schema.json from the contract; a test fails when the two differ.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { contractSchema } from '#shared/contract/schema.ts'

await writeFile(path.join(import.meta.dirname, '../docs/contract.schema.json'), `${JSON.stringify(contractSchema(), null, 1)}\n`)
