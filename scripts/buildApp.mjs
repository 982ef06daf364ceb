// Builds the app unless what is built is newer than its sources: one of the checks that run beside each other.
import { buildIfNeeded } from './prepare.mjs'

const { built, output } = buildIfNeeded({ stdio: 'pipe', encoding: 'utf8' })
if (!built) {
  console.error(output)
  process.exitCode = 1
}
