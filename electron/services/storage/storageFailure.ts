/** What SQLite says when the disk, and not our statement, is at fault; https://sqlite.org/rescode.html. */
const databaseTrouble = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|CORRUPT|NOTADB|PERM|NOMEM)/
const diskTrouble: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ENODEV', 'ENOTDIR', 'EISDIR', 'ENOENT', 'EMFILE', 'ENFILE', 'EBUSY', 'EFBIG', 'ENAMETOOLONG'])

/** The code that Node or SQLite gives an error; null where it has none. */
export const errorCode = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null

/** True when writing failed for want of a working disk; anything else thrown is a bug and stays one. */
export function isStorageFailure(error: unknown): boolean {
  const code = errorCode(error)
  return code !== null && (databaseTrouble.test(code) || diskTrouble.has(code))
}

/** The reason in words that fit into a sentence. */
export function storageFailureReason(error: unknown): string {
  const code = errorCode(error) ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code.startsWith('SQLITE_FULL')) return 'the disk is full'
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code.startsWith('SQLITE_READONLY')) return 'the folder cannot be written to'
  return `the disk does not answer as it should (${code})`
}
