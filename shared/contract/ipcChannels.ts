/** Every channel between the window and the main process. There is no other. */
export const ipcChannels = {
  request: 'axis-guide:request',
  event: 'axis-guide:event',
  permitDropped: 'axis-guide:permit-dropped',
} as const
