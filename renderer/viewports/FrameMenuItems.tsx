import { Menu } from '@mantine/core'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { colourTableNames } from '#shared/imageProcessing/colourTables.ts'
import { colourName, strengthWords } from './frameLooks.ts'
import { useSeriesViewing, useViewing, type FrameLooks } from './viewing.ts'

const strengths = [0, 0.25, 0.5, 0.75, 1] as const
const written = (strength: number): string => (strength === 0 ? 'off' : strengthWords(strength))

/** The windows and tables that the header offers, by its names for them. */
export function HeaderVoiItems({ seriesUid, image }: { readonly seriesUid: string; readonly image: ImageDescription | undefined }) {
  const { setSeriesViewing } = useViewing.getState()
  const { looks } = useSeriesViewing(seriesUid)
  const { windows = [], tables = [] } = image?.voiLut ?? {}
  const nameOf = (explanation: string | null, kind: string, at: number): string => explanation ?? `${kind} ${String(at + 1)} of the header`
  return (
    <>
      {windows.length + tables.length > 1 && windows.map(({ centre, width, explanation }, at) => (
        <Menu.Item key={`w${String(at)}`} onClick={() => { setSeriesViewing(seriesUid, { windowCentre: centre, windowWidth: width, looks: { ...looks, headerTable: null } }) }}>{nameOf(explanation, 'Window', at)}</Menu.Item>
      ))}
      {tables.map(({ explanation }, at) => (
        <Menu.Item key={`t${String(at)}`} onClick={() => { setSeriesViewing(seriesUid, { windowCentre: null, windowWidth: null, looks: { ...looks, headerTable: at } }) }}>{nameOf(explanation, 'Table', at)}</Menu.Item>
      ))}
    </>
  )
}

/** What can be done to the picture of a frame beside its window. */
export function FrameMenuItems({ seriesUid, image }: { readonly seriesUid: string; readonly image: ImageDescription | undefined }) {
  const { looks } = useSeriesViewing(seriesUid)
  const loupe = useViewing(state => state.loupe)
  const { setLooks, setLoupe } = useViewing.getState()
  const set = (change: Partial<FrameLooks>): void => { setLooks(seriesUid, change) }
  const isColour = image?.pixel.samplesPerPixel === 3 || (image?.pixel.palette ?? null) !== null
  const chosen = looks.colours === null ? 'grey' : colourName(looks.colours)
  return (
    <>
      <Strength name="Denoise" value={looks.denoised} onChange={denoised => { set({ denoised }) }} />
      <Strength name="Sharpen" value={looks.sharpened} onChange={sharpened => { set({ sharpened }) }} />
      {!isColour && (
        <Menu.Sub>
          <Menu.Sub.Target><Menu.Sub.Item className="axis-vm-item">{`Colours: ${chosen}`}</Menu.Sub.Item></Menu.Sub.Target>
          <Menu.Sub.Dropdown className="axis-vm">
            <Menu.Item aria-current={looks.colours === null} onClick={() => { set({ colours: null }) }}>Grey</Menu.Item>
            {colourTableNames.map(name => <Menu.Item key={name} aria-current={looks.colours === name} onClick={() => { set({ colours: name }) }}>{colourName(name)}</Menu.Item>)}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
      {(image?.shutter ?? null) !== null && <Menu.Item onClick={() => { set({ shutterOff: !looks.shutterOff }) }}>{looks.shutterOff ? 'Close shutter' : 'Lift shutter'}</Menu.Item>}
      {looks.averaged !== null && <Menu.Item onClick={() => { set({ averaged: null }) }}>End average</Menu.Item>}
      <Menu.Item onClick={() => { setLoupe(!loupe) }}>{loupe ? 'Put loupe away' : 'Loupe, key 8'}</Menu.Item>
    </>
  )
}

function Strength({ name, value, onChange }: { readonly name: string; readonly value: number; readonly onChange: (strength: number) => void }) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target><Menu.Sub.Item className="axis-vm-item">{`${name}: ${written(value)}`}</Menu.Sub.Item></Menu.Sub.Target>
      <Menu.Sub.Dropdown className="axis-vm">
        {strengths.map(strength => <Menu.Item key={strength} aria-current={strength === value} onClick={() => { onChange(strength) }}>{written(strength)}</Menu.Item>)}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
