// Runs a script of the project on the Node that the npm package "node" carries, whatever Node started this.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const binary = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
if (!existsSync(binary)) {
  console.error('The project is not installed yet. Run "npm ci" first.')
  process.exit(1)
}
const [script, ...args] = process.argv.slice(2)
// What Node has compiled is kept for its next start: a call of the command line is there in half the time.
const env = { NODE_COMPILE_CACHE: path.join(root, '.cache', 'compile'), ...process.env }
const child = spawn(binary, [path.resolve(root, script), ...args], { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
