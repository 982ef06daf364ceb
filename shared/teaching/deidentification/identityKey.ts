/** A secret that turns an identity into another one, always into the same. Without it nobody gets back. */
export type IdentityKey = {
  /** The UID that stands for an original one. */
  readonly uidOf: (uid: string) => string
  /** By how many whole days the dates of a patient go back, 1 to 3650. */
  readonly daysBackOf: (patient: string) => number
}

/** UIDs that say what something is, never which one it is: those of the standard, and of the code systems that HL7 registers. */
const isPublicUid = (uid: string): boolean => /^(1\.2\.840\.10008\.|2\.16\.840\.1\.113883\.6\.)/.test(uid)

/** Attributes that hold classes and encodings, of vendors too. @source PS3.6 */
const classAttributes = new Set([
  '00020002', '00020010', '00041510', '00041512', '0004151A', '00080016', '0008001A', '0008001B', '00080062', '0008115A', '00081150', '00083002', '04000010', '04000510',
])

/** What a UID becomes; those that are the same in every hospital stay. */
export const mappedUid = (key: IdentityKey, tag: string, uid: string): string =>
  uid === '' || isPublicUid(uid) || classAttributes.has(tag) ? uid : key.uidOf(uid)
