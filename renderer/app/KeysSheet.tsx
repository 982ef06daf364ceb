import { IconX } from '@tabler/icons-react'
import { commands, placeWords, writeStroke, type CommandPlace } from '#renderer/features/commands/index.ts'
import { Panel, Section } from '#renderer/ui/index.ts'

const places: readonly CommandPlace[] = ['app', 'view', 'plan', 'run', 'contrast']

/** Commands of one place that have keys, those of a family in one line. */
function linesOf(place: CommandPlace): readonly (readonly [what: string, strokes: readonly string[]])[] {
  const lines = new Map<string, string[]>()
  for (const { name, family, keys = [] } of commands.filter(command => command.place === place && (command.keys ?? []).length > 0)) {
    lines.set(family ?? name, [...(lines.get(family ?? name) ?? []), ...keys.map(writeStroke)])
  }
  return [...lines]
}

export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Panel title="Keys" end={<button type="button" className="btn sm" autoFocus onClick={onClose}><IconX className="i i-sm" aria-hidden />Close</button>}>
      {places.map(place => (
        <Section key={place} title={placeWords[place]}>
          <dl className="keys-list">{linesOf(place).map(([what, strokes]) => <div key={what}><dt>{strokes.map(stroke => <kbd key={stroke}>{stroke}</kbd>)}</dt><dd>{what}</dd></div>)}</dl>
        </Section>
      ))}
      <Section title="No key, on purpose"><p className="sub">L and R; side, Accept plan, vessel answer, pattern, decision.</p></Section>
    </Panel>
  )
}
