import { needleGauges, needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'

type NeedleFieldProps = { readonly gauge: number | null; readonly onChange: (gauge: number | null) => void }

/** The needle that a path of a trainee is measured with: clearances count from its surface. */
export function NeedleField({ gauge, onChange }: NeedleFieldProps) {
  return (
    <label className="tch-sel">Needle that clearances are measured from
      <select className="nin" value={gauge === null ? '' : String(gauge)} onChange={({ currentTarget: { value } }) => { onChange(value === '' ? null : Number(value)) }}>
        <option value="">Not stated: from the line of the path</option>
        {needleGauges.map((each) => <option key={each} value={String(each)}>{String(each)} G, {widthWords(each)}</option>)}
      </select>
    </label>
  )
}

function widthWords(gauge: number): string {
  const radiusMm = needleOuterRadiusMm(gauge)
  return radiusMm === null ? 'width not known' : `${(radiusMm * 2).toFixed(3)} mm wide`
}
