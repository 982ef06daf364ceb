import { Select } from '@mantine/core'
import { Section, Segmented } from '#renderer/ui/index.ts'
import { colourName, strengthWords, useSeriesViewing, useViewing } from '#renderer/viewports/index.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { colourTableNames, type ColourTableName } from '#shared/imageProcessing/colourTables.ts'

type LookSectionProps = { readonly seriesUid: string; readonly image: ImageDescription | undefined }

/** How the pictures of the series are shown, live while a slider moves; nothing of it changes what is measured. */
export function LookSection({ seriesUid, image }: LookSectionProps) {
  const { looks, inverted } = useSeriesViewing(seriesUid)
  const { setLooks, setSeriesViewing } = useViewing.getState()
  const isColour = image?.pixel.samplesPerPixel === 3 || (image?.pixel.palette ?? null) !== null
  const colours = [{ value: 'grey', label: 'Grey' }, ...colourTableNames.map(name => ({ value: name, label: colourName(name) }))]
  const isTable = (value: string | null): value is ColourTableName => colourTableNames.some(name => name === value)
  return (
    <Section title="Picture" end="does not change measurements">
      <Strength name="Denoise" value={looks.denoised} onChange={denoised => { setLooks(seriesUid, { denoised }) }} />
      <Strength name="Sharpen" value={looks.sharpened} onChange={sharpened => { setLooks(seriesUid, { sharpened }) }} />
      {!isColour && (
        <div className="q"><span>Colours</span>
          <Select aria-label="Colours" size="xs" allowDeselect={false} data={colours} value={looks.colours ?? 'grey'} onChange={value => { setLooks(seriesUid, { colours: isTable(value) ? value : null }) }} />
        </div>
      )}
      <div className="q"><span>Polarity</span><Segmented className="of3" label="Polarity" choices={[{ value: 'asStored', label: 'As stored' }, { value: 'inverted', label: 'Inverted' }]} value={inverted ? 'inverted' : 'asStored'} onChange={value => { setSeriesViewing(seriesUid, { inverted: value === 'inverted' }) }} /></div>
      {(image?.shutter ?? null) !== null && <div className="q"><span>Shutter</span><Segmented className="of3" label="Shutter" choices={[{ value: 'closed', label: 'As stored' }, { value: 'off', label: 'Off' }]} value={looks.shutterOff ? 'off' : 'closed'} onChange={value => { setLooks(seriesUid, { shutterOff: value === 'off' }) }} /></div>}
      <HeaderVoi seriesUid={seriesUid} image={image} />
    </Section>
  )
}

function Strength({ name, value, onChange }: { readonly name: string; readonly value: number; readonly onChange: (strength: number) => void }) {
  const words = value === 0 ? 'off' : strengthWords(value)
  return (
    <label className="q strength"><span>{name} <small>{words}</small></span>
      <input type="range" min={0} max={100} step={5} value={Math.round(100 * value)} aria-label={name} aria-valuetext={words} onChange={event => { onChange(Number(event.currentTarget.value) / 100) }} />
    </label>
  )
}

/** Windows and tables of the header, where it offers a choice. */
function HeaderVoi({ seriesUid, image }: LookSectionProps) {
  const { looks, windowCentre, windowWidth } = useSeriesViewing(seriesUid)
  const { setSeriesViewing } = useViewing.getState()
  const { windows = [], tables = [] } = image?.voiLut ?? {}
  if (windows.length + tables.length < 2 && tables.length === 0) return null
  const ways = [
    ...windows.map(({ centre, width, explanation }, at) => ({ value: `w${String(at)}`, label: explanation ?? `Window ${String(at + 1)} of the header`, set: { windowCentre: centre, windowWidth: width, looks: { ...looks, headerTable: null } } })),
    ...tables.map(({ explanation }, at) => ({ value: `t${String(at)}`, label: explanation ?? `Table ${String(at + 1)} of the header`, set: { windowCentre: null, windowWidth: null, looks: { ...looks, headerTable: at } } })),
  ]
  const shown = looks.headerTable !== null ? `t${String(looks.headerTable)}` : ways.find(({ set }) => windowCentre !== null && set.windowCentre === windowCentre && set.windowWidth === windowWidth)?.value ?? null
  return (
    <div className="q"><span>Of the header</span>
      <Select aria-label="Window or table of the header" size="xs" placeholder="Choose" data={ways.map(({ value, label }) => ({ value, label }))} value={shown} onChange={value => {
        const way = ways.find(each => each.value === value)
        if (way !== undefined) setSeriesViewing(seriesUid, way.set)
      }} />
    </div>
  )
}
