import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { methods } from '#shared/contract/contract.ts'
import { contractSchema } from '#shared/contract/schema.ts'

describe('docs/contract.schema.json', () => {
  it('is what the contract says; "npm run schema" writes it anew', async () => {
    const written: unknown = JSON.parse(await readFile(path.join(projectDirectory, 'docs/contract.schema.json'), 'utf8'))
    expect(written).toEqual(JSON.parse(JSON.stringify(contractSchema())))
  })

  it('has every method with a summary, and objects that take no unknown field', () => {
    const schema = contractSchema()
    expect(Object.keys(schema.methods)).toEqual(Object.keys(methods))
    for (const [name, { summary, input, output }] of Object.entries(schema.methods)) {
      expect([name, summary.endsWith('.'), input['additionalProperties'], output['additionalProperties']]).toEqual([name, true, false, false])
    }
  })
})
