import { useEffect, useRef } from 'react'
import { closeCase, goToStage, redo, stageNames, stageStates, tellReceipt, undo, useSession, writeClockSeconds } from '#renderer/features/case/index.ts'
import { saveKeyImage } from '#renderer/features/record/index.ts'
import { toggleEnlarged } from '#renderer/features/fluoroscopy/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'

type SheetKeys = { readonly toggleKeys: () => void; readonly closeSheet: () => void }

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Single keys belong to views; a radio group or a slider keeps its arrows. */
const keepsItsKeys = (target: EventTarget | null): boolean =>
  isField(target) || (target instanceof HTMLElement && target.closest('[role=radiogroup], [role=slider], [role=menu], [role=listbox]') !== null)

/** All keys of the app. Side, acceptance, answers and decisions have none, on purpose; L and R do nothing. */
export function useAppKeys(sheet: SheetKeys): void {
  const held = useRef(sheet)
  useEffect(() => { held.current = sheet })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.getModifierState('AltGraph')) return
      const handled = event.ctrlKey || event.metaKey ? controlKey(event) : plainKey(event, held.current)
      if (handled) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => { window.removeEventListener('keydown', onKeyDown) }
  }, [])
}

function controlKey(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase()
  if (isField(event.target) && (key === 'z' || key === 'y')) return false
  if (key === 'z') void (event.shiftKey ? redo() : undo())
  else if (key === 'y') void redo()
  else if (key === 'o') closeCase()
  else if (key === 's') saySaved()
  else if (/^[1-4]$/.test(key)) openStage(Number(key) - 1)
  else return false
  return true
}

function openStage(at: number): void {
  const stage = stageNames[at]
  const { document } = useSession.getState()
  if (stage === undefined || document === null) return
  if (stageStates(document, 0)[stage].state === 'locked') tellReceipt('This stage opens when the side is confirmed.')
  else goToStage(stage)
}

function saySaved(): void {
  const { saving, saved } = useSession.getState()
  tellReceipt(saving.kind === 'failed' ? saving.message : saved === null || saved.savedAtIso === null ? 'Nothing to save yet' : `Saved ${writeClockSeconds(new Date(saved.savedAtIso))}`)
}

function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const at = regions.findIndex(region => region.contains(document.activeElement))
  const next = regions[(at + step + regions.length) % regions.length]
  next?.querySelector<HTMLElement>('button:not([tabindex="-1"]), [tabindex="0"], input')?.focus()
}

function plainKey(event: KeyboardEvent, sheet: SheetKeys): boolean {
  if (event.key === 'F1') sheet.toggleKeys()
  else if (event.key === 'F6') moveRegion(event.shiftKey ? -1 : 1)
  else if (event.key === 'Escape') {
    if (!useViewing.getState().cancelGesture()) sheet.closeSheet()
  } else if (keepsItsKeys(event.target) || useSession.getState().caseId === null) return false
  else return viewKey(event)
  return true
}

const presets = { '1': 'auto', '2': 'bone', '3': 'softTissue', '4': 'contrast' } as const
const toolKeys = { q: 'outline', w: 'window', h: 'move', z: 'zoom', x: 'crosshair' } as const
const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const isIn = <Table extends object>(table: Table, key: PropertyKey): key is keyof Table => Object.hasOwn(table, key)

function viewKey(event: KeyboardEvent): boolean {
  const viewing = useViewing.getState()
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (key === 'v') {
    viewing.nextView(event.shiftKey ? -1 : 1)
    return true
  }
  if (key === 'k' && !event.repeat) {
    void saveKeyImage()
    return true
  }
  if (key === 'g') {
    viewing.toggleOverlays()
    return true
  }
  if (isIn(toolKeys, key)) {
    viewing.setActiveTool(toolKeys[key])
    return true
  }
  const view = viewing.activeViewId
  return view !== null && activeViewKey(event, key, view)
}

function activeViewKey(event: KeyboardEvent, key: string, view: string): boolean {
  const viewing = useViewing.getState()
  const arrow = arrows[key]
  if (arrow !== undefined) {
    if (event.altKey) viewing.nudge(view, arrow, event.shiftKey)
    else if (event.shiftKey) viewing.moveBy(view, [arrow[0] * 0.05, arrow[1] * 0.05])
    else viewing.scroll(view, arrow[0] + arrow[1])
    return true
  }
  if (isIn(presets, key)) viewing.applyPreset(view, presets[key])
  else if (key === 'm') toggleEnlarged(view)
  else if (key === 'PageUp') viewing.scroll(view, -10)
  else if (key === 'PageDown') viewing.scroll(view, 10)
  else if (key === 'Home') viewing.goTo(view, 'first')
  else if (key === 'End') viewing.goTo(view, 'last')
  else if (key === '+' || key === '=') viewing.zoomBy(view, 1.25)
  else if (key === '-') viewing.zoomBy(view, 0.8)
  else if (key === '0') viewing.resetView(view)
  else if (key === 'i') viewing.invert(view)
  else if (key === 'j') viewing.jumpToTarget(view)
  else if (key === 't' && useSession.getState().stage === 'plan') viewing.placePathPoint(view, 'target')
  else if (key === 'e' && useSession.getState().stage === 'plan') viewing.placePathPoint(view, 'entry')
  else if (key === 'Delete') viewing.removeChosen(view)
  else return false
  return true
}
