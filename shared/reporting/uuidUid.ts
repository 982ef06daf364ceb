/**
 * The unique identifier that stands for a UUID: the same one each time.
 *
 * @source PS3.5 B.2 UUID Derived UID: 2.25. followed by the UUID as a decimal number
 */
export const uuidToUid = (uuid: string): string => `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`).toString()}`
