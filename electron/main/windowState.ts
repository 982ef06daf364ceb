import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
const windowState = z.strictObject({ bounds, maximised: z.boolean() })
export type Bounds = z.infer<typeof bounds>
export type WindowState = z.infer<typeof windowState>

/** Below this the stages no longer fit side by side. */
export const SMALLEST_WINDOW = { width: 1280, height: 720 } as const
const FIRST_WINDOW = { width: 1680, height: 1000 } as const

export function readWindowState(file: string): WindowState | null {
  try {
    const parsed = windowState.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(file, JSON.stringify(state))
}

/** Where the window goes: where it was, if a screen is still there, else the middle of the first screen. */
export function placeWindow(remembered: WindowState | null, screens: readonly Bounds[]): WindowState {
  const first = screens[0] ?? { x: 0, y: 0, ...FIRST_WINDOW }
  if (remembered !== null && screens.some((screen) => overlapShare(remembered.bounds, screen) > 0.5)) return remembered
  const width = Math.min(FIRST_WINDOW.width, first.width)
  const height = Math.min(FIRST_WINDOW.height, first.height)
  const centred = { x: first.x + Math.floor((first.width - width) / 2), y: first.y + Math.floor((first.height - height) / 2), width, height }
  return { bounds: centred, maximised: first.width <= FIRST_WINDOW.width }
}

function overlapShare(window: Bounds, screen: Bounds): number {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const down = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y)
  return Math.max(0, across) * Math.max(0, down) / (window.width * window.height)
}
