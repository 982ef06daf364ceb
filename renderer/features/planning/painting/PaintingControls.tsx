import { Checkbox, NumberInput } from '@mantine/core'
import { Segmented } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { fillStructure, setBrushRadius, usePainting } from './paintEdits.ts'

const modes = [{ value: 'add', label: 'Paint' }, { value: 'remove', label: 'Remove' }] as const
const boxes = [{ value: '10', label: '±10' }, { value: '20', label: '±20' }, { value: '30', label: '±30 mm' }] as const

/** Brush and filling of a painted structure. */
export function PaintingControls({ series, structure }: { readonly series: SeriesDescription; readonly structure: PlannedStructure }) {
  const { mode, radiusMm, lowHu, highHu, isBrushLimited, boxHalfMm } = usePainting()
  const voxels = structure.shape.form === 'painted' ? structure.shape.voxels : 0
  return (
    <>
      <p className="sub">{voxels === 0 ? 'Drag over it in any plane: the brush is a ball.' : `${voxels.toLocaleString('en-GB')} voxels.`} Alt and the wheel change the brush.</p>
      <div className="cset">
        <Segmented className="two" label="Brush" choices={modes} value={mode} onChange={value => { usePainting.setState({ mode: value }) }} />
        <NumberInput className="num" aria-label="Radius of the brush, mm" suffix=" mm" min={0.5} max={15} step={0.5} decimalScale={1} hideControls value={radiusMm} onChange={value => { if (typeof value === 'number') setBrushRadius(value) }} />
      </div>
      <div className="cset">
        <span>Values, HU</span>
        <NumberInput className="num" aria-label="Lowest value, HU" min={-1024} max={highHu} hideControls value={lowHu} onChange={value => { if (typeof value === 'number') usePainting.setState({ lowHu: value }) }} />
        <NumberInput className="num" aria-label="Highest value, HU" min={lowHu} max={32767} hideControls value={highHu} onChange={value => { if (typeof value === 'number') usePainting.setState({ highHu: value }) }} />
      </div>
      <Checkbox label="The brush takes only these values" checked={isBrushLimited} onChange={event => { usePainting.setState({ isBrushLimited: event.currentTarget.checked }) }} />
      <div className="cset">
        <span>Box</span>
        <Segmented className="three" label="Box about the crosshair" choices={boxes} value={boxes.find(({ value }) => Number(value) === boxHalfMm)?.value ?? null} onChange={value => { usePainting.setState({ boxHalfMm: Number(value) }) }} />
      </div>
      <div className="cset"><button type="button" className="btn sm" onClick={() => { void fillStructure(series, structure) }}>Fill from the crosshair</button></div>
    </>
  )
}
