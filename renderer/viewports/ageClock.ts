/** Asks every second whether words that tell an age have changed, and only then has them painted anew. */
export function startAgeClock(words: () => string, changed: () => void): () => void {
  const now = { words: words() }
  const timer = window.setInterval(() => {
    const next = words()
    if (next === now.words) return
    now.words = next
    changed()
  }, 1000)
  return () => { clearInterval(timer) }
}
