import { IconX } from '@tabler/icons-react'
import { Panel, Section } from '#renderer/ui/index.ts'

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  { title: 'App', keys: [['Ctrl+O', 'Cases'], ['Ctrl+1 to Ctrl+4', 'Stage'], ['F1', 'Keys'], ['Ctrl+Z', 'Undo'], ['Ctrl+Shift+Z, Ctrl+Y', 'Redo'], ['Ctrl+S', 'Say what is saved'], ['F6, Shift+F6', 'Next, previous region'], ['Esc', 'End the gesture, then close this sheet']] },
  { title: 'Any view', keys: [
    ['V, Shift+V', 'Next, previous view'], ['M', 'Enlarge'], ['↑ ↓', 'Slice'], ['← →', 'Frame'], ['Page Up, Page Down', 'Ten'], ['Home, End', 'First, last'], ['+ −', 'Zoom'], ['Shift+arrows', 'Move'],
    ['0', 'Reset view'], ['1 2 3 4', 'Window: automatic, bone, soft tissue, contrast'], ['W H Z X', 'Window, move, zoom, crosshair'], ['I', 'Invert'], ['G', 'Overlays'], ['J', 'Jump to target'], ['K', 'Key image'],
    ['Alt+arrows', 'Nudge 0.5 mm or 0.25 px'], ['Alt+Shift+arrows', 'Nudge 0.1 mm or 0.05 px'], ['Delete', 'Remove the chosen point'],
  ] },
  { title: 'Plan', keys: [['T', 'Target'], ['E', 'Entry'], ['U', 'Next path'], ['Q', 'Outline the chosen structure'], ['Alt+wheel', 'Radius of the outline']] },
  { title: 'Contrast', keys: [['Space', 'Play or pause'], ['N', 'Native: hold to look, tap to keep'], ['S', 'Subtracted'], ['B', 'Mask here'], ['[ ]', 'Loop start, end']] },
]

export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Panel title="Keys" end={<button type="button" className="btn sm" autoFocus onClick={onClose}><IconX className="i i-sm" aria-hidden />Close</button>}>
      {groups.map(group => (
        <Section key={group.title} title={group.title}>
          <dl className="keys-list">{group.keys.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl>
        </Section>
      ))}
      <Section title="No key, on purpose"><p className="sub">L and R; side, Accept plan, vessel answer, pattern, decision.</p></Section>
    </Panel>
  )
}
