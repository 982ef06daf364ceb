import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * macOS needs a menu for copy, paste and quit; elsewhere there is none. No menu reloads the page: its keys would lie under
 * those of the app, and a reload in the middle of a procedure helps nobody.
 */
export function setAppMenu(): void {
  const items: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }, { role: 'editMenu' as const }, { role: 'windowMenu' as const }] : []),
    ...(app.isPackaged ? [] : [{ label: 'Develop', submenu: [{ role: 'toggleDevTools' as const }] }]),
  ]
  Menu.setApplicationMenu(items.length === 0 ? null : Menu.buildFromTemplate(items))
}
