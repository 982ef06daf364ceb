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
/** A list, and how many of its entries the disk has damaged. */
type AskedList<Line> = Asked<readonly Line[]> & { readonly damaged: number }

export function useDrafts(enabled = true): AskedList<DraftLine> {
  const query = useQuery({ queryKey: teachingKeys.drafts, enabled, queryFn: async () => {
    const reply = await client.call('teaching.drafts', {})
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data?.drafts ?? null, fault: query.error?.message ?? null, damaged: query.data?.damaged ?? 0 }
}

export function useDraft(draftId: string | null): Asked<DraftSnapshot> {
  const query = useQuery({ queryKey: teachingKeys.draft(draftId ?? ''), enabled: draftId !== null, queryFn: async () => {
    const reply = await client.call('teaching.draft', { draftId: draftId ?? '' })
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data ?? null, fault: query.error?.message ?? null }
}

export function useTeachingCases(): AskedList<TeachingCaseLine> {
  const query = useQuery({ queryKey: teachingKeys.cases, queryFn: async () => {
    const reply = await client.call('teaching.cases', {})
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data?.cases ?? null, fault: query.error?.message ?? null, damaged: query.data?.damaged ?? 0 }
}

export function useTeachingSets(): AskedList<TeachingSet> {
  const query = useQuery({ queryKey: teachingKeys.sets, queryFn: async () => {
    const reply = await client.call('teaching.sets', {})
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data?.sets ?? null, fault: query.error?.message ?? null, damaged: query.data?.damaged ?? 0 }
}

/** "014", as on the case's own bar. */
export const caseNumber = (number: number): string => String(number).padStart(3, '0')
