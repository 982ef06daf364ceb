import type { Ticker } from './cinePlayer.ts'

/** A hidden page draws nothing: what was due meanwhile is not late, so the time does not count. */
const away = { sinceMs: document.hidden ? performance.now() : null as number | null, totalMs: 0 }

document.addEventListener('visibilitychange', () => {
  if (document.hidden) away.sinceMs ??= performance.now()
  else if (away.sinceMs !== null) {
    away.totalMs += performance.now() - away.sinceMs
    away.sinceMs = null
  }
})

/** The beat of this window's screen. */
export const screenTicker: Ticker = {
  now: () => performance.now() - away.totalMs,
  request(tick) {
    const request = requestAnimationFrame(now => { tick(now - away.totalMs) })
    return () => { cancelAnimationFrame(request) }
  },
}
