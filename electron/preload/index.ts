import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { ipcChannels } from '#shared/contract/ipcChannels.ts'

/** All that the page gets of Electron. The page never names a channel, and never sees Electron's own objects. */
const bridge = {
  request: (method: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(ipcChannels.request, { method, input }),
  subscribe: (listener: (event: unknown) => void): (() => void) => {
    const hear = (_event: unknown, announced: unknown): void => { listener(announced) }
    ipcRenderer.on(ipcChannels.event, hear)
    return () => { ipcRenderer.off(ipcChannels.event, hear) }
  },
  /** Files the user dropped or picked have a path that only this side can see; made-up ones have none. */
  permitDropped: async (files: readonly File[]): Promise<readonly string[]> => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    await ipcRenderer.invoke(ipcChannels.permitDropped, paths)
    return paths
  },
}

contextBridge.exposeInMainWorld('axisGuide', bridge)
