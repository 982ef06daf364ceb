import { randomUUID } from 'node:crypto'
import type { Ports } from '#electron/ports/ports.ts'
import { readCommandLine, type CommandLine } from '#electron/hosts/commandLine.ts'
import { chooseDataDirectory, holdDataFolder } from '#electron/hosts/dataFolder.ts'
import { accessToEverything } from '#electron/hosts/grantedPaths.ts'
import { openLog } from '#electron/hosts/log.ts'
import { openSampleCases } from '#electron/hosts/samples.ts'
import { readAppVersion, readInstalledCodec, readInstalledFont, readInstalledTextModel, sampleCasesDirectory, sourceHeaderWorkerUrl, sourcePixelWorkerUrl, sourcePracticeWorkerUrl } from '#electron/hosts/sourceTree.ts'
import { systemClock } from '#electron/hosts/systemClock.ts'
import { createServices } from '#electron/services/createServices.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import { contractSchema } from '#shared/contract/schema.ts'
import { err, ok, type Result } from '#shared/result.ts'

/** Scripts call one command right after the other; the one before may still be closing its files. */
const PATIENCE_MS = 3000
const USAGE = 'Usage: npm run --silent cli -- [--data-dir D] <method> \'<json>\'. "methods" lists the methods with their schemas.'

/** Runs one call and prints one line of JSON. Answers the exit status: 0 when it went well, 1 when not. */
export async function runCli(args: readonly string[], print: (line: string) => void): Promise<0 | 1> {
  const answer = await answerCommand(args)
  print(JSON.stringify(answer))
  return answer.ok ? 0 : 1
}

async function answerCommand(args: readonly string[]): Promise<Result<unknown>> {
  let commandLine: CommandLine
  try {
    commandLine = readCommandLine(args)
  } catch (error) {
    return err('BAD_REQUEST', `${error instanceof Error ? error.message : 'The command line could not be read.'} ${USAGE}`)
  }
  const [method, json = '{}', ...more] = commandLine.rest
  if (method === undefined || more.length > 0) return err('BAD_REQUEST', USAGE)
  if (method === 'methods') return ok(contractSchema())
  const input = parseJson(json)
  if (!input.ok) return input
  return callOnce(chooseDataDirectory(commandLine.dataDirectory), { method, input: input.value })
}

function parseJson(json: string): Result<unknown> {
  try {
    return ok(JSON.parse(json))
  } catch {
    return err('BAD_REQUEST', `The input is not valid JSON. ${USAGE}`)
  }
}

async function callOnce(dataDirectory: string, request: { readonly method: string; readonly input: unknown }): Promise<Result<unknown>> {
  const folder = await holdDataFolder(dataDirectory, PATIENCE_MS)
  if (!folder.ok) return folder
  const log = openLog(dataDirectory)
  const samples = openSampleCases(sampleCasesDirectory, dataDirectory)
  const ports: Ports = {
    host: 'cli', dataDirectory, clock: systemClock, newId: randomUUID, dialogs: null, access: accessToEverything,
    uploads: { takeBlob: async () => err('UNKNOWN_BLOB', 'On the command line a picture is named by its path.'), folderOf: () => null },
    headerWorkerUrl: sourceHeaderWorkerUrl, practiceWorkerUrl: sourcePracticeWorkerUrl, readCodec: readInstalledCodec, readFont: readInstalledFont, pixelWorkerUrl: sourcePixelWorkerUrl, readTextModel: readInstalledTextModel, log,
  }
  const running = await createServices({ ports, version: readAppVersion(), sampleCases: samples.state })
  try {
    return await dispatch(running.services, request, log.bug)
  } finally {
    await running.close()
    folder.value.release()
  }
}
