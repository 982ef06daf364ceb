import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { client, faultText } from '#renderer/api/index.ts'
import { queryKeys, tellReceipt, useOrganisation } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'

/** Who answers: stands beside every answer in the record; and for which institution they sign. */
export function OperatorSection({ operator }: { readonly operator: string }) {
  const organisation = useOrganisation() ?? ''
  return (
    <Section title="Operator">
      <Setting name="operator" label="Operator name" placeholder="Name for the record" maxLength={200} kept={operator} receipt="Operator saved" />
      <Setting name="organisation" label="Institution" placeholder="Institution, for signatures" maxLength={64} kept={organisation} receipt="Institution saved" />
    </Section>
  )
}

type SettingProps = { readonly name: 'operator' | 'organisation'; readonly label: string; readonly placeholder: string; readonly maxLength: number; readonly kept: string; readonly receipt: string }

/** Typed and not kept yet: a panel that is built anew, as when the images arrive, has it still. */
const useTyped = create<Partial<Record<SettingProps['name'], string>>>(() => ({}))

function Setting({ name, label, placeholder, maxLength, kept, receipt }: SettingProps) {
  const typed = useTyped((all) => all[name])
  const queries = useQueryClient()
  const keep = async (): Promise<void> => {
    if (typed === undefined) return
    const forget = (): void => { if (useTyped.getState()[name] === typed) useTyped.setState({ [name]: undefined }) }
    if (typed.trim() === kept) return forget()
    const changed = await client.call('app.changeSettings', { [name]: typed.trim() })
    if (!changed.ok) return tellReceipt(faultText(changed.error))
    // An earlier reading that is still on its way does not know it.
    await queries.cancelQueries({ queryKey: queryKeys.settings })
    queries.setQueryData(queryKeys.settings, changed.value)
    forget()
    tellReceipt(receipt)
  }
  return (
    <TextInput
      aria-label={label} placeholder={placeholder} maxLength={maxLength} value={typed ?? kept}
      onChange={event => { useTyped.setState({ [name]: event.currentTarget.value }) }} onBlur={() => { void keep() }} onKeyDown={event => { if (event.key === 'Enter') void keep() }}
    />
  )
}
