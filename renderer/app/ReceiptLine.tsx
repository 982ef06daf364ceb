import { useReceipt } from '#renderer/features/case/index.ts'

/** The app's one polite live region. It stays while screens come and go, so that nothing told in between is lost. */
export function ReceiptLine() {
  const receipt = useReceipt(state => state.receipt)
  return <div className="sr" role="status" aria-live="polite">{receipt?.words ?? ''}</div>
}
