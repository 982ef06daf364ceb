import { create } from 'zustand'
import { useSession } from '#renderer/features/case/index.ts'

/** What the stage shows: X-ray runs, or CT before and after. Looking only; begins anew with another case. */
export type ContrastPage = 'runs' | 'ct'
export const useContrastPage = create<{ readonly page: ContrastPage | null }>(() => ({ page: null }))
export const showContrastPage = (page: ContrastPage): void => { useContrastPage.setState({ page }) }
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) useContrastPage.setState({ page: null }) })
