import type { Fault, Result } from '#shared/result.ts'

/** What differs between the hosts. Services get these as arguments and know nothing else of where they run. */
export type Ports = {
  readonly host: 'electron' | 'loopback' | 'cli' | 'memory'
  /** The folder of this installation; created by the composition root, owned by one process at a time. */
  readonly dataDirectory: string
  readonly clock: Clock
  readonly newId: () => string
  readonly dialogs: Dialogs | null
  readonly access: FileAccess
  readonly uploads: Uploads
  /** The module that header workers run: TypeScript source under plain Node, the bundled file under Electron. */
  readonly headerWorkerUrl: URL
  /** The module of the thread that makes a case for practice; likewise. */
  readonly practiceWorkerUrl: URL
  /** Reads the WebAssembly of a codec by its file name. */
  readonly readCodec: (fileName: string) => Promise<Uint8Array>
  /** Reads a font of printed pages by its file name. */
  readonly readFont: (fileName: string) => Promise<Uint8Array>
  /** The module that the thread of pixel work runs, as with headers. */
  readonly pixelWorkerUrl: URL
  /** Reads what burned-in text is read with, by its file name. */
  readonly readTextModel: (fileName: string) => Promise<Uint8Array>
  readonly log: Log
}

export type Clock = { readonly now: () => Date; readonly monotonicMs: () => number }

export type Dialogs = {
  readonly chooseFiles: (kind: 'files' | 'folder') => Promise<readonly string[]>
  readonly chooseExportFolder: () => Promise<string | null>
}

/** Which paths a caller may name: everything on the command line, only what the user chose in the app. */
export type FileAccess = {
  readonly mayRead: (path: string) => boolean
  readonly mayWrite: (path: string) => boolean
}

/** Bytes that arrived beside the envelope. */
export type Uploads = {
  /** The bytes of one blob, taken once. */
  readonly takeBlob: (blobId: string) => Promise<Result<Uint8Array, Fault<'UNKNOWN_BLOB'>>>
  /** The folder in which a browser's upload lies, or null. */
  readonly folderOf: (uploadId: string) => string | null
}

/** Never patient data: codes, counts, durations, UIDs only as hashes. */
export type Log = {
  readonly info: (event: string, fields?: Readonly<Record<string, string | number | boolean>>) => void
  readonly bug: (error: unknown) => void
}
