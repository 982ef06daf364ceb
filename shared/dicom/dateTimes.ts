/**
 * Dates and times of a header in the app's form, or null when they cannot be read: an age of an image that is made up
 * is worse than none.
 *
 * @source PS3.5 6.2 DA, TM, DT; the old form 1999.12.31 and 12:30:15 of ACR-NEMA is read too
 */
export function isoDateOf(da: string | null): string | null {
  const found = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/.exec(da ?? '')
  if (found === null) return null
  const [, year = '', month = '', day = ''] = found
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const real = date.getUTCFullYear() === Number(year) && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return real ? `${year}-${month}-${day}` : null
}

/** A time with only hours or minutes is completed with zeros, as PS3.5 says it is to be read. */
function isoTimeOf(tm: string | null): string | null {
  const found = /^(\d{2}):?(\d{2})?:?(\d{2})?(?:\.(\d{1,6}))?$/.exec(tm ?? '')
  if (found === null) return null
  const [, hours = '', minutes = '00', seconds = '00', fraction] = found
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null
  return `${hours}:${minutes}:${seconds}${fraction === undefined ? '' : `.${fraction}`}`
}

/** @source PS3.5 6.2: DA is YYYYMMDD, TM is HHMMSS.FFFFFF cut anywhere after the hours */
export function localTimeOf(da: string | null, tm: string | null): string | null {
  const date = isoDateOf(da)
  const time = isoTimeOf(tm)
  return date === null || time === null ? null : `${date}T${time}`
}

/**
 * The zone suffix of a DT is left out: what counts is the clock of the machine that made the image.
 *
 * @source PS3.5 6.2, DT
 */
export const localTimeOfDateTime = (dt: string | null): string | null => {
  const plain = (dt ?? '').replace(/[+-]\d{4}$/, '')
  return localTimeOf(plain.slice(0, 8), plain.slice(8))
}

/**
 * Milliseconds of a DT since 1970, as if its clock were UTC: only differences of it mean anything.
 *
 * @units  ms
 * @source PS3.5 6.2, DT
 */
export function millisecondsOfDateTime(dt: string | null): number | null {
  const local = localTimeOfDateTime(dt)
  if (local === null) return null
  const [seconds = '', fraction = '0'] = local.split('.')
  const whole = Date.parse(`${seconds}Z`)
  return Number.isFinite(whole) ? whole + Number(`0.${fraction}`) * 1000 : null
}
