import { existsSync } from 'node:fs'

/** Whether the sample cases have been written. */
export const hasCases = existsSync('sample-dicom/cases/manifest.json')
/** For test names: says why the tests beneath are skipped. */
export const casesNote = hasCases ? '' : ' (skipped: npm run sample has not been run)'
