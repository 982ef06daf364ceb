import type { Ticker } from './cinePlayer.ts'

let ticker: Ticker | null = null

/** The beat of this window's screen. A hidden page draws nothing: what was due meanwhile is not late, so that time does not count. */
export function screenTicker(): Ticker {
  ticker ??= createScreenTicker()
  return ticker
}

function createScreenTicker(): Ticker {
  const away: { sinceMs: number | null; totalMs: number } = { sinceMs: null, totalMs: 0 }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) away.sinceMs ??= performance.now()
    else if (away.sinceMs !== null) {
      away.totalMs += performance.now() - away.sinceMs
      away.sinceMs = null
    }
  })
  return {
    now: () => performance.now() - away.totalMs,
    request(tick) {
      const request = requestAnimationFrame(now => { tick(now - away.totalMs) })
      return () => { cancelAnimationFrame(request) }
    },
  }
}
