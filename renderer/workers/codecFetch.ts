/** Reads a codec from the built assets; `codecBase` ends in a slash. */
export const fetchCodec = (codecBase: string) => async (fileName: string): Promise<Uint8Array> => {
  const response = await fetch(codecBase + fileName)
  if (!response.ok) throw new Error(`Codec ${fileName} is not served`)
  return new Uint8Array(await response.arrayBuffer())
}
