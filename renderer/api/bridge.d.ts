/** What the preload gives the page in Electron; absent in a browser. Pinned by a test. */
interface AxisGuideBridge {
  request(method: string, input: unknown): Promise<unknown>
  subscribe(listener: (event: unknown) => void): () => void
  permitDropped(files: readonly File[]): Promise<readonly string[]>
}

interface Window {
  readonly axisGuide?: AxisGuideBridge
}
