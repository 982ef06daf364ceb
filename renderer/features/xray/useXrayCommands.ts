import { useCommands, type CommandHandler } from '#renderer/features/commands/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import { useXrayPage, type XrayPage } from './xrayPage.ts'

/** The pages of a run and the tools that are taken on them, for whoever looks for them by name. */
export function useXrayCommands(isShown: boolean): void {
  const reason = isShown ? null : 'No X-ray run is shown'
  const page = (name: XrayPage): CommandHandler => ({ run: () => { useXrayPage.setState({ page: name }) }, reason })
  const tool = (name: 'pair' | 'shaft'): CommandHandler => ({
    run: () => {
      useXrayPage.setState({ page: 'views' })
      useViewing.getState().setActiveTool(name)
    }, reason,
  })
  useCommands({ 'tool-pair': tool('pair'), 'tool-shaft': tool('shaft'), 'page-views': page('views'), 'page-measure': { run: () => { useXrayPage.setState({ page: 'measure' }) } }, 'page-picture': page('picture') })
}
