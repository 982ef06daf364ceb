/** One row of the table: what is painted, of what, in which frame, by which operations from left to right. */
export type RowText = {
  readonly part: string
  readonly material: string
  /** M mirrored, J in the jaw's frame, - neither; then the warp factor. */
  readonly frame: string
  readonly operations: readonly string[]
}
