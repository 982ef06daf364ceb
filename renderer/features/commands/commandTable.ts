/** Where a command belongs; its key works there. "run": only in a view or on the time line, where Space presses nothing else. */
export type CommandPlace = 'app' | 'view' | 'plan' | 'run' | 'contrast' | 'record'
export type CommandGroup = 'do' | 'show' | 'goTo'

export type Command = {
  readonly id: string
  readonly name: string
  readonly group: CommandGroup
  readonly place: CommandPlace
  /** As they are pressed: "Ctrl+Shift+Z", "ArrowUp", "k"; the first is the one that is shown. */
  readonly keys?: readonly string[]
  /** What people call it elsewhere. */
  readonly also?: readonly string[]
  /** Commands of one family stand in one line of the keys sheet. */
  readonly family?: string
  /** Left to the field that has the focus. */
  readonly notInFields?: true
  /** Holding the key down does it once. */
  readonly once?: true
}

const app = [
  { id: 'cases', name: 'Cases', group: 'goTo', place: 'app', keys: ['Ctrl+O'], also: ['library', 'list', 'home', 'close patient'] },
  { id: 'records', name: 'Records', group: 'goTo', place: 'app', also: ['find a record', 'audit', 'dashboard', 'counts', 'statistics', 'CSV'] },
  { id: 'teaching', name: 'Teaching sets', group: 'goTo', place: 'app', also: ['quiz', 'trainee', 'educator', 'review', 'learn'] },
  { id: 'import', name: 'Import', group: 'goTo', place: 'app', keys: ['Ctrl+I'], also: ['load', 'open files', 'disc', 'CD'] },
  { id: 'stage-study', name: 'Study and side', group: 'goTo', place: 'app', keys: ['Ctrl+1'], family: 'Stage', also: ['level', 'laterality', 'LEFT', 'RIGHT'] },
  { id: 'stage-plan', name: 'Plan', group: 'goTo', place: 'app', keys: ['Ctrl+2'], family: 'Stage', also: ['needle', 'path', 'trajectory'] },
  { id: 'stage-contrast', name: 'Contrast', group: 'goTo', place: 'app', keys: ['Ctrl+3'], family: 'Stage', also: ['injection', 'fluoroscopy', 'arthrogram'] },
  { id: 'stage-record', name: 'Record', group: 'goTo', place: 'app', keys: ['Ctrl+4'], family: 'Stage', also: ['report', 'protocol', 'documentation', 'key images'] },
  { id: 'stage-teach', name: 'Teach', group: 'goTo', place: 'app', keys: ['Ctrl+5'], family: 'Stage', also: ['teaching case', 'de-identify', 'anonymise', 'release'] },
  { id: 'quiz-submit', name: 'Submit answer', group: 'do', place: 'app', keys: ['Ctrl+Enter'], also: ['quiz', 'next question', 'hand in'], once: true },
  { id: 'find', name: 'Find', group: 'show', place: 'app', keys: ['Ctrl+K'], also: ['search', 'palette'] },
  { id: 'keys', name: 'Keys', group: 'show', place: 'app', keys: ['F1'], also: ['shortcuts', 'help', 'keyboard'] },
  { id: 'undo', name: 'Undo', group: 'do', place: 'app', keys: ['Ctrl+Z'], also: ['take back'], notInFields: true },
  { id: 'redo', name: 'Redo', group: 'do', place: 'app', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], also: ['repeat'], notInFields: true },
  { id: 'saved', name: 'Say what is saved', group: 'do', place: 'app', keys: ['Ctrl+S'], also: ['save'] },
  { id: 'next-region', name: 'Next region', group: 'goTo', place: 'app', keys: ['F6'], family: 'Next, previous region' },
  { id: 'previous-region', name: 'Previous region', group: 'goTo', place: 'app', keys: ['Shift+F6'], family: 'Next, previous region' },
  { id: 'escape', name: 'End the gesture, then close this sheet', group: 'do', place: 'app', keys: ['Escape'], also: ['cancel'] },
] as const satisfies readonly Command[]

const view = [
  { id: 'next-view', name: 'Next view', group: 'goTo', place: 'view', keys: ['v'], family: 'Next, previous view' },
  { id: 'previous-view', name: 'Previous view', group: 'goTo', place: 'view', keys: ['Shift+v'], family: 'Next, previous view' },
  { id: 'enlarge', name: 'Enlarge or restore', group: 'show', place: 'view', keys: ['m'], also: ['maximise', 'full view'] },
  { id: 'up', name: 'Slice up', group: 'goTo', place: 'view', keys: ['ArrowUp'], family: 'Slice' },
  { id: 'down', name: 'Slice down', group: 'goTo', place: 'view', keys: ['ArrowDown'], family: 'Slice' },
  { id: 'back', name: 'Frame back', group: 'goTo', place: 'view', keys: ['ArrowLeft'], family: 'Frame', also: ['previous frame'] },
  { id: 'forward', name: 'Frame forward', group: 'goTo', place: 'view', keys: ['ArrowRight'], family: 'Frame', also: ['next frame'] },
  { id: 'ten-back', name: 'Ten back', group: 'goTo', place: 'view', keys: ['PageUp'], family: 'Ten' },
  { id: 'ten-forward', name: 'Ten forward', group: 'goTo', place: 'view', keys: ['PageDown'], family: 'Ten' },
  { id: 'first', name: 'First slice or frame', group: 'goTo', place: 'view', keys: ['Home'], family: 'First, last' },
  { id: 'last', name: 'Last slice or frame', group: 'goTo', place: 'view', keys: ['End'], family: 'First, last' },
  { id: 'zoom-in', name: 'Zoom in', group: 'show', place: 'view', keys: ['+', '='], family: 'Zoom in, out', also: ['magnify', 'larger'] },
  { id: 'zoom-out', name: 'Zoom out', group: 'show', place: 'view', keys: ['-'], family: 'Zoom in, out', also: ['smaller'] },
  { id: 'move-up', name: 'Move picture up', group: 'show', place: 'view', keys: ['Shift+ArrowUp'], family: 'Move picture' },
  { id: 'move-down', name: 'Move picture down', group: 'show', place: 'view', keys: ['Shift+ArrowDown'], family: 'Move picture' },
  { id: 'move-start', name: 'Move picture toward the stage rail', group: 'show', place: 'view', keys: ['Shift+ArrowLeft'], family: 'Move picture' },
  { id: 'move-end', name: 'Move picture toward the panel', group: 'show', place: 'view', keys: ['Shift+ArrowRight'], family: 'Move picture' },
  { id: 'reset', name: 'Reset view', group: 'show', place: 'view', keys: ['0'], also: ['fit', 'whole image'] },
  { id: 'window-auto', name: 'Automatic window', group: 'show', place: 'view', keys: ['1'], also: ['W/L', 'preset'] },
  { id: 'window-bone', name: 'Bone window', group: 'show', place: 'view', keys: ['2'], also: ['W/L', 'preset'] },
  { id: 'window-soft', name: 'Soft tissue window', group: 'show', place: 'view', keys: ['3'], also: ['W/L', 'preset'] },
  { id: 'window-contrast', name: 'Contrast and needle window', group: 'show', place: 'view', keys: ['4'], also: ['W/L', 'preset', 'angio'] },
  { id: 'tool-window', name: 'Window', group: 'do', place: 'view', keys: ['w'], also: ['W/L', 'level', 'brightness', 'tool'] },
  { id: 'tool-move', name: 'Move', group: 'do', place: 'view', keys: ['h'], also: ['pan', 'tool', 'hand'] },
  { id: 'tool-zoom', name: 'Zoom', group: 'do', place: 'view', keys: ['z'], also: ['magnify', 'tool'] },
  { id: 'tool-crosshair', name: 'Crosshair', group: 'do', place: 'view', keys: ['x'], also: ['localiser', 'MPR', 'tool'] },
  { id: 'tool-distance', name: 'Length', group: 'do', place: 'view', keys: ['d'], also: ['distance', 'measure', 'ruler', 'caliper', 'tool'] },
  { id: 'tool-angle', name: 'Angle', group: 'do', place: 'view', keys: ['a'], also: ['measure', 'goniometer', 'tool'] },
  { id: 'tool-outline', name: 'Outline region', group: 'do', place: 'view', keys: ['q'], also: ['ROI', 'ellipse', 'mean value', 'contour', 'draw structure', 'artery', 'segment', 'tool'] },
  { id: 'tool-arrow', name: 'Arrow', group: 'do', place: 'view', also: ['annotate', 'point at', 'tool'] },
  { id: 'tool-text', name: 'Text on the image', group: 'do', place: 'view', also: ['annotate', 'label', 'note', 'tool'] },
  { id: 'tool-freehand', name: 'Freehand line', group: 'do', place: 'view', also: ['pencil', 'polygon', 'contour', 'measure', 'tool'] },
  { id: 'finish', name: 'Finish what is drawn', group: 'do', place: 'view', keys: ['Enter'], also: ['close line', 'end drawing'] },
  { id: 'tool-calibrate', name: 'Calibrate', group: 'do', place: 'view', keys: ['c'], also: ['pixel size', 'millimetres', 'marker', 'scale', 'tool'] },
  { id: 'tool-pair', name: 'Pair a point in both views', group: 'do', place: 'view', also: ['mark', 'epipolar line', 'triangulate', '3D point', 'tool'] },
  { id: 'tool-shaft', name: 'Mark the needle on X-ray', group: 'do', place: 'view', also: ['shaft', 'hub', 'tip', 'actual needle', 'fluoroscopy', 'tool'] },
  { id: 'page-views', name: 'Two views', group: 'goTo', place: 'view', also: ['pair', 'AP and lateral', 'biplane', 'C-arm angles', 'true view', 'needle in space'] },
  { id: 'page-measure', name: 'Measure', group: 'goTo', place: 'view', also: ['list of measurements', 'size of a pixel', 'calibration'] },
  { id: 'page-picture', name: 'Picture', group: 'goTo', place: 'view', also: ['sharpen', 'denoise', 'colours', 'average', 'noise', 'layout', 'LUT'] },
  { id: 'invert', name: 'Invert', group: 'show', place: 'view', keys: ['i'], also: ['negative', 'polarity'] },
  { id: 'overlays', name: 'Overlays', group: 'show', place: 'view', keys: ['g'], also: ['annotations', 'hide graphics'] },
  { id: 'loupe', name: 'Loupe', group: 'show', place: 'view', keys: ['8'], also: ['magnifier', 'magnifying glass', 'zoom'], once: true },
  { id: 'frame-grid', name: 'Grid of frames', group: 'show', place: 'view', also: ['contact sheet', 'overview', 'thumbnails'] },
  { id: 'shutter', name: 'Lift or close the shutter', group: 'show', place: 'view', also: ['collimator', 'mask surround'] },
  { id: 'layout-radiologic', name: 'Layout: radiologic', group: 'show', place: 'view', also: ['LEFT RIGHT convention', 'orientation'] },
  { id: 'layout-as-positioned', name: 'Layout: as positioned', group: 'show', place: 'view', also: ['prone', 'operator', 'orientation'] },
  { id: 'layout-as-acquired', name: 'Layout: as acquired', group: 'show', place: 'view', also: ['orientation', 'unturned'] },
  { id: 'jump', name: 'Jump to target', group: 'goTo', place: 'view', keys: ['j'], also: ['centre on the joint'] },
  { id: 'key-image', name: 'Key image', group: 'do', place: 'view', keys: ['k'], also: ['film', 'video', 'save loop', 'screenshot', 'snapshot', 'capture', 'star'], once: true },
  { id: 'nudge-up', name: 'Nudge point up', group: 'do', place: 'view', keys: ['Alt+ArrowUp'], family: 'Nudge 0.5 mm, 0.25 px; the mask 1 px' },
  { id: 'nudge-down', name: 'Nudge point down', group: 'do', place: 'view', keys: ['Alt+ArrowDown'], family: 'Nudge 0.5 mm, 0.25 px; the mask 1 px' },
  { id: 'nudge-start', name: 'Nudge point toward the stage rail', group: 'do', place: 'view', keys: ['Alt+ArrowLeft'], family: 'Nudge 0.5 mm, 0.25 px; the mask 1 px' },
  { id: 'nudge-end', name: 'Nudge point toward the panel', group: 'do', place: 'view', keys: ['Alt+ArrowRight'], family: 'Nudge 0.5 mm, 0.25 px; the mask 1 px' },
  { id: 'fine-up', name: 'Nudge point finely up', group: 'do', place: 'view', keys: ['Alt+Shift+ArrowUp'], family: 'Nudge 0.1 mm, 0.05 px; the mask 0.1 px' },
  { id: 'fine-down', name: 'Nudge point finely down', group: 'do', place: 'view', keys: ['Alt+Shift+ArrowDown'], family: 'Nudge 0.1 mm, 0.05 px; the mask 0.1 px' },
  { id: 'fine-start', name: 'Nudge point finely toward the stage rail', group: 'do', place: 'view', keys: ['Alt+Shift+ArrowLeft'], family: 'Nudge 0.1 mm, 0.05 px; the mask 0.1 px' },
  { id: 'fine-end', name: 'Nudge point finely toward the panel', group: 'do', place: 'view', keys: ['Alt+Shift+ArrowRight'], family: 'Nudge 0.1 mm, 0.05 px; the mask 0.1 px' },
  { id: 'remove', name: 'Remove the chosen point', group: 'do', place: 'view', keys: ['Delete'], also: ['erase'] },
] as const satisfies readonly Command[]

const stages = [
  { id: 'tool-path', name: 'Path', group: 'do', place: 'plan', also: ['draw the needle path', 'trajectory', 'plan line', 'tool'] },
  { id: 'target', name: 'Set target', group: 'do', place: 'plan', keys: ['t'], also: ['joint'] },
  { id: 'entry', name: 'Set entry', group: 'do', place: 'plan', keys: ['e'], also: ['skin'] },
  { id: 'next-path', name: 'Next path', group: 'goTo', place: 'plan', keys: ['u'], also: ['other plan'] },
  { id: 'layout-planes', name: 'Layout: planes', group: 'show', place: 'plan', keys: ['5'], family: 'Layout', also: ['MPR', 'axial', 'sagittal', 'coronal'] },
  { id: 'layout-needle', name: 'Layout: needle', group: 'show', place: 'plan', keys: ['6'], family: 'Layout', also: ['bull’s-eye', 'oblique', 'reslice', 'probe view', 'progress'] },
  { id: 'layout-bone', name: 'Layout: bone in 3D', group: 'show', place: 'plan', keys: ['7'], family: 'Layout', also: ['volume rendering', 'VRT', '3D'] },
  { id: 'accept-plan', name: 'Accept plan', group: 'do', place: 'plan', also: ['approve', 'finish plan'] },
  { id: 'play', name: 'Play or pause', group: 'do', place: 'run', keys: ['Space'], also: ['cine', 'stop'] },
  { id: 'loop-start', name: 'Loop starts here', group: 'do', place: 'run', keys: ['['], family: 'Loop start, end' },
  { id: 'loop-end', name: 'Loop ends here', group: 'do', place: 'run', keys: [']'], family: 'Loop start, end' },
  { id: 'whole-run', name: 'Play the whole run', group: 'do', place: 'run', also: ['untrim', 'all frames'] },
  { id: 'slow-motion', name: 'Slow motion', group: 'do', place: 'run', also: ['half speed', 'quarter speed', 'slower'] },
  { id: 'loop-way', name: 'Play in a loop', group: 'do', place: 'run', also: ['repeat'] },
  { id: 'sweep-way', name: 'Play there and back', group: 'do', place: 'run', also: ['sweep', 'yo-yo', 'ping-pong'] },
  { id: 'mark-frame', name: 'Mark frame', group: 'do', place: 'run', also: ['bookmark', 'flag'] },
  { id: 'event-here', name: 'Event here', group: 'do', place: 'run', also: ['start of both runs', 'synchronise'] },
  { id: 'link-views', name: 'Link views', group: 'do', place: 'contrast', keys: ['y'], also: ['in step', 'synchronise', 'two runs'] },
  { id: 'native', name: 'Native', group: 'show', place: 'contrast', keys: ['n'], also: ['unsubtracted', 'original', 'hold to look'], once: true },
  { id: 'subtracted', name: 'Subtracted', group: 'show', place: 'contrast', keys: ['s'], also: ['DSA', 'subtraction', 'roadmap'] },
  { id: 'peak', name: 'Peak opacity', group: 'show', place: 'contrast', keys: ['p'], also: ['maximum opacity', 'MIP', 'whole run'] },
  { id: 'arrival', name: 'Arrival, time to peak', group: 'show', place: 'contrast', keys: ['o'], also: ['colour map', 'parametric', 'time of arrival'] },
  { id: 'faint-flow', name: 'Faint flow', group: 'show', place: 'contrast', keys: ['f'], also: ['second window', 'weak contrast', 'vessel'], once: true },
  { id: 'mask-here', name: 'Mask here', group: 'do', place: 'contrast', keys: ['b'], also: ['before contrast', 'DSA'] },
  { id: 'print', name: 'Print record', group: 'do', place: 'record', keys: ['Ctrl+P'], also: ['PDF', 'paper'] },
  { id: 'export', name: 'Export record', group: 'do', place: 'record', also: ['export key images', 'download', 'DICOM', 'PNG', 'ZIP'] },
] as const satisfies readonly Command[]

const table = [...app, ...view, ...stages] as const
export type CommandId = (typeof table)[number]['id']

/** Every command there is: the keys, the keys sheet and Find are read from it. Side, answers and decisions are not in it, on purpose; L and R do nothing. */
export const commands: readonly (Command & { readonly id: CommandId })[] = table
export const placeWords: Readonly<Record<CommandPlace, string>> = { app: 'App', view: 'Any view', plan: 'Plan', run: 'Run', contrast: 'Contrast', record: 'Record' }
