import { useEffect, useRef } from 'react'
import { Menu } from '@mantine/core'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { isUpright, type ViewOrientation } from './camera/orientation.ts'
import type { ScreenPoint } from './camera/viewCamera.ts'
import { FrameMenuItems, HeaderVoiItems } from './FrameMenuItems.tsx'
import { shortLooks } from './frameLooks.ts'
import { usePresenting } from './presenting.ts'
import { useSeriesViewing, useViewing } from './viewing.ts'
import type { ViewId, WindowPreset } from './viewProps.ts'
import { viewById } from './viewRegistry.ts'

export type ViewMenuProps = {
  readonly viewId: ViewId
  readonly seriesUid: string
  /** As the operator turned it. */
  readonly turn: ViewOrientation
  readonly turnable: boolean
  readonly isCt: boolean
  readonly enlarged: boolean
  readonly onEnlarge: (() => void) | undefined
  /** Where it was asked for, in the view; null = closed. */
  readonly at: ScreenPoint | null
  readonly onClose: () => void
  /** The image object of the frame that is shown; absent for a plane. */
  readonly image?: ImageDescription | undefined
  /** True for frames, which can be looked at in more ways. */
  readonly isFrame?: boolean
}

const presets: readonly { readonly preset: WindowPreset; readonly words: string; readonly ofCtOnly: boolean }[] = [
  { preset: 'auto', words: 'Automatic', ofCtOnly: false }, { preset: 'bone', words: 'Bone', ofCtOnly: true },
  { preset: 'softTissue', words: 'Soft tissue', ofCtOnly: true }, { preset: 'contrast', words: 'Contrast and needle', ofCtOnly: true },
]
/** Not keydown, which Mantine counts too: the key that opens the menu would at once close it. */
const clickOutside = ['mousedown', 'touchstart']
const slabs = [0, 3, 5, 10, 20] as const

/** What can be done to one view. Flip and turn are here only, so that no slip of the hand turns a picture. */
export function ViewMenu({ viewId, seriesUid, turn, turnable, isCt, enlarged, onEnlarge, at, onClose, image, isFrame = false }: ViewMenuProps) {
  const { inverted, slabMm, looks } = useSeriesViewing(seriesUid)
  const overlaysHidden = useViewing(state => state.overlaysHidden)
  const loupe = useViewing(state => state.loupe)
  const isOpen = at !== null
  const close = useRef(onClose)
  useEffect(() => { close.current = onClose })
  useEffect(() => {
    if (!isOpen) return
    // Mantine hears Esc only once the focus has come into the menu; a quick hand is faster.
    const escape = (event: KeyboardEvent): void => { if (event.key === 'Escape') close.current() }
    window.addEventListener('keydown', escape)
    return () => { window.removeEventListener('keydown', escape) }
  }, [isOpen])
  if (at === null) return null
  const view = viewById(viewId)
  const isChanged = inverted || (turnable && !isUpright(turn)) || (isFrame && shortLooks(looks).length > 0)
  return (
    <Menu opened onChange={opened => { if (!opened) onClose() }} clickOutsideEvents={clickOutside} position="bottom-start" offset={2} shadow="md" withinPortal returnFocus loop transitionProps={{ duration: 0 }} classNames={{ dropdown: 'axis-vm', item: 'axis-vm-item' }}>
      <Menu.Target><span className="axis-vm-at" role="presentation" style={{ left: at[0], top: at[1] }} /></Menu.Target>
      <Menu.Dropdown aria-label="View">
        <Menu.Item onClick={() => { view?.resetView() }}>Reset view</Menu.Item>
        {isChanged && <Menu.Item className="caution" onClick={() => { view?.resetTurns() }}>Show as acquired</Menu.Item>}
        <Menu.Sub>
          <Menu.Sub.Target><Menu.Sub.Item className="axis-vm-item">Window</Menu.Sub.Item></Menu.Sub.Target>
          <Menu.Sub.Dropdown className="axis-vm">
            {presets.filter(each => isCt || !each.ofCtOnly).map(({ preset, words }) => <Menu.Item key={preset} onClick={() => { view?.applyPreset(preset) }}>{words}</Menu.Item>)}
            {isFrame && <HeaderVoiItems seriesUid={seriesUid} image={image} />}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
        {view !== null && view.setSlab !== null && (
          <Menu.Sub>
            <Menu.Sub.Target><Menu.Sub.Item className="axis-vm-item">{`Slab: ${slabWords(slabMm)}`}</Menu.Sub.Item></Menu.Sub.Target>
            <Menu.Sub.Dropdown className="axis-vm">
              {slabs.map(slab => <Menu.Item key={slab} aria-current={slab === slabMm} onClick={() => { view.setSlab?.(slab) }}>{slabWords(slab)}</Menu.Item>)}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        )}
        <StateItems seriesUid={seriesUid} />
        {isFrame && <FrameMenuItems seriesUid={seriesUid} image={image} />}
        <Menu.Divider />
        <Menu.Item onClick={() => { view?.invert() }}>{inverted ? 'Undo invert' : 'Invert'}</Menu.Item>
        {turnable && <Menu.Item onClick={() => { view?.flip() }}>Flip horizontally</Menu.Item>}
        {turnable && <Menu.Item onClick={() => { view?.rotate(90) }}>Turn 90° clockwise</Menu.Item>}
        {turnable && <Menu.Item onClick={() => { view?.rotate(180) }}>Turn 180°</Menu.Item>}
        <Menu.Divider />
        {!isFrame && <Menu.Item onClick={() => { useViewing.getState().setLoupe(!loupe) }}>{loupe ? 'Put loupe away' : 'Loupe, key 8'}</Menu.Item>}
        <Menu.Item onClick={() => { useViewing.getState().toggleOverlays() }}>{overlaysHidden ? 'Show overlays' : 'Hide overlays'}</Menu.Item>
        {onEnlarge !== undefined && <Menu.Item onClick={onEnlarge}>{enlarged ? 'Restore' : 'Enlarge'}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

/** How the pictures of the series were kept to be seen, here or elsewhere. */
function StateItems({ seriesUid }: { readonly seriesUid: string }) {
  const offered = usePresenting(state => state.offered[seriesUid])
  const applied = usePresenting(state => state.applied[seriesUid]?.stateUid ?? null)
  if (offered === undefined || offered.length === 0) return null
  return (
    <Menu.Sub>
      <Menu.Sub.Target><Menu.Sub.Item className="axis-vm-item">Presentation states</Menu.Sub.Item></Menu.Sub.Target>
      <Menu.Sub.Dropdown className="axis-vm">
        {offered.map(({ stateUid, words, onApply }) => <Menu.Item key={stateUid} aria-current={stateUid === applied} onClick={onApply}>{words}</Menu.Item>)}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

const slabWords = (slabMm: number): string => (slabMm === 0 ? 'one plane' : `${String(slabMm)} mm`)
