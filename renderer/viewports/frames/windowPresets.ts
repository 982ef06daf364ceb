import type { WindowPreset } from '../viewProps.ts'
import type { DisplayWindow } from './displayLut.ts'

/** Windows in HU that radiologists name by word. */
export const windowPresets: Record<Exclude<WindowPreset, 'auto'>, DisplayWindow & { readonly name: string }> = {
  bone: { name: 'Bone', centre: 400, width: 2000 },
  softTissue: { name: 'Soft tissue', centre: 50, width: 400 },
  contrast: { name: 'Contrast', centre: 1100, width: 4000 },
}

/** "Bone W 2000 L 400", or the numbers alone. */
export function windowText({ centre, width }: DisplayWindow): string {
  const preset = Object.values(windowPresets).find(known => known.centre === centre && known.width === width)
  return `${preset === undefined ? '' : `${preset.name} `}W ${roundFor(width, width)} L ${roundFor(centre, width)}`
}

/** Whole numbers where the window is wide, three figures where it is not (subtracted pictures, SUV, float MR). */
const roundFor = (value: number, width: number): string => (width >= 20 ? String(Math.round(value)) : value.toPrecision(3)).replace('-', '\u2212')

/**
 * A drag: across changes the width, down raises the centre (the picture gets darker, as everywhere). The step grows
 * with the width, so that a CT window and a subtracted one both answer to the same hand.
 */
export function draggedWindow(from: DisplayWindow, [dx, dy]: readonly [number, number]): DisplayWindow {
  const step = Math.max(from.width, 1e-6) / 300
  return { centre: from.centre + dy * step, width: Math.max(from.width * 0.001, from.width + dx * step * 1.5) }
}
