import { create } from 'zustand'

export type XrayPage = 'path' | 'flow' | 'views' | 'measure' | 'picture'

/** Which page of the panel is open while an X-ray series is shown. */
export const useXrayPage = create<{ readonly page: XrayPage }>(() => ({ page: 'path' }))
