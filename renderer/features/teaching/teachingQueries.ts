import { useQuery } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import type { DraftLine, DraftSnapshot } from '#shared/teaching/draft.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import type { Output } from '#shared/contract/types.ts'

export const teachingKeys = {
  all: ['teaching'] as const,
  drafts: ['teaching', 'drafts'] as const,
  draft: (draftId: string) => ['teaching', 'draft', draftId] as const,
  cases: ['teaching', 'cases'] as const,
  sets: ['teaching', 'sets'] as const,
}

export type TeachingCaseLine = Output<'teaching.cases'>['cases'][number]
type Asked<Value> = { readonly value: Value | null; readonly fault: string | null }

export function useDrafts(enabled = true): Asked<readonly DraftLine[]> {
  const query = useQuery({ queryKey: teachingKeys.drafts, enabled, queryFn: async () => {
    const reply = await client.call('teaching.drafts', {})
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value.drafts
  } })
  return { value: query.data ?? null, fault: query.error?.message ?? null }
}

export function useDraft(draftId: string | null): Asked<DraftSnapshot> {
  const query = useQuery({ queryKey: teachingKeys.draft(draftId ?? ''), enabled: draftId !== null, queryFn: async () => {
    const reply = await client.call('teaching.draft', { draftId: draftId ?? '' })
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data ?? null, fault: query.error?.message ?? null }
}

export function useTeachingCases(): Asked<readonly TeachingCaseLine[]> {
  const query = useQuery({ queryKey: teachingKeys.cases, queryFn: async () => {
    const reply = await client.call('teaching.cases', {})
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value.cases
  } })
  return { value: query.data ?? null, fault: query.error?.message ?? null }
}

export function useTeachingSets(): Asked<readonly TeachingSet[]> {
  const query = useQuery({ queryKey: teachingKeys.sets, queryFn: async () => {
    const reply = await client.call('teaching.sets', {})
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value.sets
  } })
  return { value: query.data ?? null, fault: query.error?.message ?? null }
}

/** "014", as on the case's own bar. */
export const caseNumber = (number: number): string => String(number).padStart(3, '0')
