import { useEffect, useRef, useState } from 'react'
import { IconAngle, IconArrowUpRight, IconChevronUp, IconCircleDashed, IconRuler2, IconScribble, IconTypography } from '@tabler/icons-react'
import type { MeasureTool } from '#renderer/tools/measure/state.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import { isMeasureTool, useMeasuring } from './measuring.ts'

type ToolButton = { readonly name: MeasureTool; readonly label: string; readonly icon: typeof IconRuler2; readonly key?: string }
const always: readonly ToolButton[] = [
  { name: 'distance', label: 'Length', icon: IconRuler2, key: 'D' },
  { name: 'angle', label: 'Angle', icon: IconAngle, key: 'A' },
  { name: 'region', label: 'Region', icon: IconCircleDashed, key: 'Q' },
]
const rest: readonly ToolButton[] = [
  { name: 'arrow', label: 'Arrow', icon: IconArrowUpRight },
  { name: 'text', label: 'Text', icon: IconTypography },
  { name: 'freehand', label: 'Freehand', icon: IconScribble },
]

/** The measuring tools of the action bar: three and a menu, on a small screen a menu of all. Nothing where no frame is shown. */
export function MeasureTools() {
  const isShown = useMeasuring(state => state.frameViews > 0)
  const activeTool = useViewing(state => state.activeTool)
  const setActiveTool = useViewing(state => state.setActiveTool)
  if (!isShown) return null
  return (
    <>
      {always.map(({ name, label, icon: Icon }) => (
        <button key={name} type="button" className={`tool ms-wide${activeTool === name ? ' on' : ''}`} aria-pressed={activeTool === name} onClick={() => { setActiveTool(name) }}><Icon className="i" aria-hidden />{label}</button>
      ))}
      <ToolMenu activeTool={isMeasureTool(activeTool) ? activeTool : null} onChoose={setActiveTool} />
    </>
  )
}

/** Opens upwards from its button; the tool in the hand stands on the button itself. */
function ToolMenu({ activeTool, onChoose }: { readonly activeTool: MeasureTool | null; readonly onChoose: (tool: MeasureTool) => void }) {
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isOpen) return
    place.current?.querySelector<HTMLElement>('[role=menuitemradio]:not([hidden])')?.focus()
    const close = (event: PointerEvent): void => { if (event.target instanceof Node && place.current?.contains(event.target) !== true) setOpen(false) }
    window.addEventListener('pointerdown', close)
    return () => { window.removeEventListener('pointerdown', close) }
  }, [isOpen])
  const leave = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  const move = (step: number): void => {
    const items = [...place.current?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? []].filter(item => item.offsetParent !== null)
    const at = items.findIndex(item => item === document.activeElement)
    items[(at + step + items.length) % items.length]?.focus()
  }
  const inHand = [...always, ...rest].find(({ name }) => name === activeTool)
  const isOfMenu = rest.some(({ name }) => name === activeTool)
  const Icon = inHand?.icon ?? IconRuler2
  return (
    <div className="ms-m" ref={place}>
      <button
        ref={button} type="button" className={`tool${inHand === undefined ? '' : isOfMenu ? ' on' : ' ms-on-small'}`} aria-haspopup="menu" aria-expanded={isOpen} aria-label={inHand === undefined ? 'Measure' : `Measure, ${inHand.label} is in the hand`}
        onClick={() => { setOpen(!isOpen) }}
      >
        <span className="ms-wide"><MenuIcon icon={isOfMenu ? Icon : IconChevronUp} />{isOfMenu ? inHand?.label : 'Measure'}</span>
        <span className="ms-small"><MenuIcon icon={Icon} />{inHand?.label ?? 'Measure'}</span>
      </button>
      {isOpen && (
        <div
          className="ms-menu" role="menu" aria-label="Measure"
          onKeyDown={event => {
            if (event.key === 'Escape' || event.key === 'Tab') leave()
            else if (event.key === 'ArrowDown') move(1)
            else if (event.key === 'ArrowUp') move(-1)
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        >
          {[...always, ...rest].map(({ name, label, icon: ItemIcon, key }) => (
            <button key={name} type="button" role="menuitemradio" aria-checked={name === activeTool} className={always.some(each => each.name === name) ? 'ms-small' : ''} tabIndex={-1} onClick={() => { onChoose(name); leave() }}>
              <ItemIcon className="i i-sm" aria-hidden />{label}{key !== undefined && <kbd>{key}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

const MenuIcon = ({ icon: Icon }: { readonly icon: typeof IconRuler2 }) => <Icon className="i" aria-hidden />
