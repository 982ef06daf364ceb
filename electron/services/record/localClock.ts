/** Minutes that local time here was ahead of UTC at an instant. */
export const utcOffsetMinutes = (atIso: string): number => -new Date(atIso).getTimezoneOffset()
