import { create } from 'zustand'
import { useSession } from '#renderer/features/case/index.ts'

export type XrayPage = 'path' | 'flow' | 'views' | 'measure' | 'picture'

/** Which page of the panel is open while an X-ray series is shown. */
export const useXrayPage = create<{ readonly page: XrayPage }>(() => ({ page: 'path' }))
// Another case begins with what its stage asks.
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) useXrayPage.setState({ page: 'path' }) })
