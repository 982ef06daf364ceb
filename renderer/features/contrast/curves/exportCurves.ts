import { client, downloadText, faultText } from '#renderer/api/index.ts'
import type { RegionCurve } from '#renderer/viewports/index.ts'

/** A patient's name is in no file name. */
const FILE_NAME = 'axis-guide-curves.csv'

/** Into a folder of the user's choice in Electron; in a browser as a download. Answers what is to be said of it. */
export async function exportCurves(curves: readonly { readonly name: string; readonly curve: RegionCurve }[]): Promise<string> {
  const folder = await client.call('app.chooseExportFolder', {})
  const directory = folder.ok ? folder.value.directory : undefined
  if (directory === null) return 'No folder was chosen. Nothing was written.'
  const reply = await client.call('contrast.exportCurves', {
    ...(directory === undefined ? {} : { directory }), timesMs: [...curves[0]?.curve.timesMs ?? []], curves: curves.map(({ name, curve }) => ({ name, values: curve.values.map(value => (Number.isFinite(value) ? value : null)) })),
  })
  if (!reply.ok) return faultText(reply.error)
  const { csv, path } = reply.value
  if (csv === null) return `Curves written: ${path ?? directory ?? ''}`
  downloadText(FILE_NAME, csv)
  return `Curves downloaded as ${FILE_NAME}`
}
