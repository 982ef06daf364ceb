type Answer = { readonly ok: boolean; readonly error?: { readonly code: string } }

/** What the preload gives the page, as the tests use it. */
export type Bridge = {
  request(method: string, input: unknown): Promise<Answer>
  subscribe(listener: (event: unknown) => void): () => void
  permitDropped(files: File[]): Promise<string[]>
}

declare global { interface Window { axisGuide: Bridge; marker?: number } }
