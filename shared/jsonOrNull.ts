/** What a text says as JSON; null where it says nothing that can be read. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
