import { goToStage, leaveCase, redo, stageStates, undo, useSession, type StageName } from '#renderer/features/case/index.ts'
import { cancelCalibrating } from '#renderer/features/calibrate/index.ts'
import type { CommandHandler, CommandHandlers } from '#renderer/features/commands/index.ts'
import { toggleEnlarged } from '#renderer/features/fluoroscopy/index.ts'
import { cancelFlowTools } from '#renderer/features/contrast/index.ts'
import { cancelDrawing, putToolAway, useMeasuring } from '#renderer/features/measure/index.ts'
import { chooseLayout, toggleGrid } from '#renderer/features/picture/index.ts'
import { showList, type ListName } from '#renderer/features/library/index.ts'
import { saveKeyImage } from '#renderer/features/record/index.ts'
import { leaveQuiz, leaveReview, useQuiz } from '#renderer/features/teaching/index.ts'
import { pressLoupe, useViewing, viewById, viewInUse, type ToolName, type ViewId, type Viewing, type WindowPreset } from '#renderer/viewports/index.ts'
import { saySaved } from './allSaved.ts'

/** `closeSheet` is false when none was open. */
export type Sheets = { readonly toggleKeys: () => void; readonly openFind: () => void; readonly closeSheet: () => boolean }

/** What the commands of the whole app and of any view mean now. */
export const appCommands = (sheets: Sheets, sidesDisagree: boolean): CommandHandlers => ({
  cases: { run: () => { void showTheList('cases') } },
  records: { run: () => { void showTheList('records') } },
  teaching: { run: () => { void showTheList('teaching') } },
  import: { run: () => { void showTheList('cases') } },
  'stage-study': stage('study', false), 'stage-plan': stage('plan', sidesDisagree), 'stage-contrast': stage('contrast', sidesDisagree), 'stage-record': stage('record', sidesDisagree), 'stage-teach': stage('teach', sidesDisagree),
  find: { run: sheets.openFind },
  keys: { run: sheets.toggleKeys },
  undo: { run: () => { void undo() }, reason: stepReason('canUndo', 'Nothing to undo') },
  redo: { run: () => { void redo() }, reason: stepReason('canRedo', 'Nothing to redo') },
  saved: { run: () => { void saySaved() } },
  'next-region': { run: () => { moveRegion(1) } },
  'previous-region': { run: () => { moveRegion(-1) } },
  // One press takes back one thing, the youngest first.
  escape: { run: () => { if (!useViewing.getState().cancelGesture() && !cancelFlowTools() && !cancelCalibrating() && !cancelDrawing() && !sheets.closeSheet()) putToolAway() } },
  ...viewCommands(),
})

async function showTheList(list: ListName): Promise<void> {
  if (!await leaveCase()) return
  await leaveQuiz()
  await leaveReview()
  showList(list)
}

/** While the sides do not agree, only the stage that asks for the side is open. */
function stage(name: StageName, sidesDisagree: boolean): CommandHandler {
  const { document } = useSession.getState()
  const locked = document !== null && stageStates(document, 0)[name].state === 'locked'
  return { run: () => { goToStage(name) }, reason: useQuiz.getState().view !== null ? 'The questions lead through this case' : document === null ? 'No case is open' : sidesDisagree ? 'The sides do not agree. Choose and confirm the side again' : locked ? 'This stage opens when the side is confirmed' : null }
}

function stepReason(which: 'canUndo' | 'canRedo', otherwise: string): string | null {
  return (useSession.getState().saved?.[which] ?? null) === null ? otherwise : null
}

function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const at = regions.findIndex(region => region.contains(document.activeElement))
  const next = regions[(at + step + regions.length) % regions.length]
  next?.querySelector<HTMLElement>('button:not([tabindex="-1"]), [tabindex="0"], input')?.focus()
}

function liftShutter({ perSeries, setLooks }: Viewing, viewId: ViewId): void {
  const seriesUid = viewById(viewId)?.seriesUid
  if (seriesUid !== undefined) setLooks(seriesUid, { shutterOff: perSeries[seriesUid]?.looks.shutterOff !== true })
}

/** How far Shift and an arrow move the picture, as a share of the view. */
const MOVE_SHARE = 0.05

function viewCommands(): CommandHandlers {
  const viewing = useViewing.getState()
  const { caseId, stage: shownStage } = useSession.getState()
  const view = viewInUse()
  const noCase = caseId === null ? 'No case is open' : null
  const noView = noCase ?? (view === null ? 'No image is shown' : null)
  const inCase = (run: () => void): CommandHandler => ({ run, reason: noCase })
  const inView = (run: (viewing: Viewing, view: ViewId) => void): CommandHandler => ({ run: () => { if (view !== null) run(viewing, view) }, reason: noView })
  const inPlan = (run: (viewing: Viewing, view: ViewId) => void): CommandHandler => ({ ...inView(run), reason: noView ?? (shownStage === 'plan' ? null : 'Only in Plan') })
  const tool = (name: ToolName): CommandHandler => inCase(() => { viewing.setActiveTool(name) })
  const noRun: CommandHandler = { run: () => undefined, reason: noCase ?? 'No X-ray run is shown' }
  const isFrame = useMeasuring.getState().frameViews > 0
  const measure = (name: ToolName): CommandHandler => ({ run: () => { viewing.setActiveTool(name) }, reason: noCase ?? (isFrame ? null : 'On X-ray and single images, not on CT planes') })
  const window = (preset: WindowPreset): CommandHandler => inView((all, shown) => { all.applyPreset(shown, preset) })
  const scroll = (by: number): CommandHandler => inView((all, shown) => { all.scroll(shown, by) })
  const move = (x: number, y: number): CommandHandler => inView((all, shown) => { all.moveBy(shown, [x * MOVE_SHARE, y * MOVE_SHARE]) })
  const nudge = (x: number, y: number, fine: boolean): CommandHandler => inView((all, shown) => { all.nudge(shown, [x, y], fine) })
  return {
    'next-view': inCase(() => { viewing.nextView(1) }), 'previous-view': inCase(() => { viewing.nextView(-1) }),
    enlarge: inView((_all, shown) => { toggleEnlarged(shown) }),
    up: scroll(-1), down: scroll(1), back: scroll(-1), forward: scroll(1), 'ten-back': scroll(-10), 'ten-forward': scroll(10),
    first: inView((all, shown) => { all.goTo(shown, 'first') }), last: inView((all, shown) => { all.goTo(shown, 'last') }),
    'zoom-in': inView((all, shown) => { all.zoomBy(shown, 1.25) }), 'zoom-out': inView((all, shown) => { all.zoomBy(shown, 0.8) }),
    'move-up': move(0, -1), 'move-down': move(0, 1), 'move-start': move(-1, 0), 'move-end': move(1, 0),
    reset: inView((all, shown) => { all.resetView(shown) }),
    'window-auto': window('auto'), 'window-bone': window('bone'), 'window-soft': window('softTissue'), 'window-contrast': window('contrast'),
    'tool-window': tool('window'), 'tool-move': tool('move'), 'tool-zoom': tool('zoom'), 'tool-crosshair': tool('crosshair'),
    'tool-path': { run: () => { viewing.setActiveTool('path') }, reason: noCase ?? (shownStage === 'plan' ? null : 'Only in Plan') },
    'tool-outline': { run: () => { viewing.setActiveTool(isFrame ? 'region' : 'outline') }, reason: noView ?? (isFrame || shownStage === 'plan' ? null : 'On CT only in Plan') },
    'tool-distance': measure('distance'), 'tool-angle': measure('angle'), 'tool-arrow': measure('arrow'), 'tool-text': measure('text'), 'tool-freehand': measure('freehand'),
    // Where a run is shown, its pages give these their meaning.
    'tool-pair': noRun, 'tool-shaft': noRun, 'page-views': noRun, 'page-measure': noRun, 'page-picture': noRun,
    invert: inView((all, shown) => { all.invert(shown) }),
    overlays: inCase(() => { viewing.toggleOverlays() }),
    loupe: inCase(pressLoupe), 'frame-grid': inView((_all, shown) => { toggleGrid(shown) }), shutter: inView((all, shown) => { liftShutter(all, shown) }),
    'layout-radiologic': inCase(() => { chooseLayout('radiologic') }), 'layout-as-positioned': inCase(() => { chooseLayout('asPositioned') }), 'layout-as-acquired': inCase(() => { chooseLayout('asAcquired') }),
    jump: inView((all, shown) => { all.jumpToTarget(shown) }),
    'key-image': inCase(() => { void saveKeyImage() }),
    'nudge-up': nudge(0, -1, false), 'nudge-down': nudge(0, 1, false), 'nudge-start': nudge(-1, 0, false), 'nudge-end': nudge(1, 0, false),
    'fine-up': nudge(0, -1, true), 'fine-down': nudge(0, 1, true), 'fine-start': nudge(-1, 0, true), 'fine-end': nudge(1, 0, true),
    remove: inView((all, shown) => { all.removeChosen(shown) }),
    target: inPlan((all, shown) => { all.placePathPoint(shown, 'target') }), entry: inPlan((all, shown) => { all.placePathPoint(shown, 'entry') }),
  }
}
