import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { GrantedPaths } from '#electron/hosts/grantedPaths.ts'
import type { Dialogs } from '#electron/ports/ports.ts'

/** The system's dialogs; what the user chooses in one is what may then be read or written. */
export function createElectronDialogs(granted: GrantedPaths): Dialogs {
  const ask = async (options: OpenDialogOptions): Promise<readonly string[]> => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    const { canceled, filePaths } = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
    return canceled ? [] : filePaths
  }
  return {
    chooseFiles: async (kind) => {
      const chosen = await ask(kind === 'files'
        ? { title: 'Choose images', properties: ['openFile', 'multiSelections'] }
        : { title: 'Choose a folder of images', properties: ['openDirectory', 'multiSelections'] })
      for (const path of chosen) granted.grantRead(path)
      return chosen
    },
    chooseExportFolder: async () => {
      const [chosen] = await ask({ title: 'Choose a folder to export to', properties: ['openDirectory', 'createDirectory'] })
      if (chosen === undefined) return null
      granted.grantWrite(chosen)
      return chosen
    },
  }
}
