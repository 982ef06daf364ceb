import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import { queryKeys, tellReceipt } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'

/** Who answers: stands beside every answer in the record. */
export function OperatorSection({ operator }: { readonly operator: string }) {
  const [typed, setTyped] = useState<string | null>(null)
  const queries = useQueryClient()
  const keep = async (): Promise<void> => {
    if (typed === null || typed.trim() === operator) return
    const changed = await client.call('app.changeSettings', { operator: typed.trim() })
    if (!changed.ok) return tellReceipt(faultText(changed.error))
    queries.setQueryData(queryKeys.settings, changed.value)
    setTyped(null)
    tellReceipt('Operator saved')
  }
  return (
    <Section title="Operator">
      <TextInput
        aria-label="Operator name" placeholder="Name for the record" maxLength={200} value={typed ?? operator}
        onChange={event => { setTyped(event.currentTarget.value) }} onBlur={() => { void keep() }} onKeyDown={event => { if (event.key === 'Enter') void keep() }}
      />
    </Section>
  )
}
