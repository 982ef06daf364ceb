/**
 * The wire format of library.frames: for each frame eight bytes (frame index and byte length, unsigned 32-bit
 * little-endian) and then the frame's stored bytes, encoded as in its object. A byte length of 0xFFFFFFFF means that
 * this frame could not be read; no bytes follow.
 */
export const FRAME_HEADER_BYTES = 8
export const UNREADABLE_FRAME = 0xffffffff

export function encodeFrameHeader(frame: number, byteLength: number): Uint8Array {
  const header = new Uint8Array(FRAME_HEADER_BYTES)
  const view = new DataView(header.buffer)
  view.setUint32(0, frame, true)
  view.setUint32(4, byteLength, true)
  return header
}

export type FrameSink = {
  /** Called when a frame begins; returns where its bytes go, at least byteLength long. */
  begin(frame: number, byteLength: number): Uint8Array
  end(frame: number): void
  unreadable(frame: number): void
}

/** Cuts the stream back into frames, whatever the chunks are; each byte is copied once, straight to its place. */
export function createFrameStreamReader(sink: FrameSink): { push(chunk: Uint8Array): void; isAtBoundary(): boolean } {
  const header = new Uint8Array(FRAME_HEADER_BYTES)
  let headerFilled = 0
  let current: { readonly frame: number; readonly target: Uint8Array; readonly byteLength: number; filled: number } | null = null

  const beginFrame = (): void => {
    const view = new DataView(header.buffer)
    const frame = view.getUint32(0, true)
    const byteLength = view.getUint32(4, true)
    headerFilled = 0
    if (byteLength === UNREADABLE_FRAME) return sink.unreadable(frame)
    current = { frame, byteLength, target: sink.begin(frame, byteLength), filled: 0 }
    finishIfFull()
  }
  const finishIfFull = (): void => {
    if (current === null || current.filled < current.byteLength) return
    const { frame } = current
    current = null
    sink.end(frame)
  }
  return {
    push(chunk) {
      let at = 0
      while (at < chunk.length) {
        if (current === null) {
          const take = Math.min(FRAME_HEADER_BYTES - headerFilled, chunk.length - at)
          header.set(chunk.subarray(at, at + take), headerFilled)
          headerFilled += take
          at += take
          if (headerFilled === FRAME_HEADER_BYTES) beginFrame()
        } else {
          const take = Math.min(current.byteLength - current.filled, chunk.length - at)
          current.target.set(chunk.subarray(at, at + take), current.filled)
          current.filled += take
          at += take
          finishIfFull()
        }
      }
    },
    isAtBoundary: () => current === null && headerFilled === 0,
  }
}
