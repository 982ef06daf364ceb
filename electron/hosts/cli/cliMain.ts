import { runCli } from './runCli.ts'

process.exitCode = await runCli(process.argv.slice(2), (line) => { process.stdout.write(`${line}\n`) })
