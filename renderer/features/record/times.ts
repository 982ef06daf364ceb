const pad = (value: number): string => String(value).padStart(2, '0')

/** The time of day of an instant, on this machine's clock: 10:31:20. */
export function clockTime(iso: string): string {
  const at = new Date(iso)
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`
}
