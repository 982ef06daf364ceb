import { useReceipts } from '#renderer/features/case/index.ts'

/** The app's one polite live region. It stays while screens come and go, so that nothing told in between is lost; what stays is not read out again. */
export function ReceiptLine() {
  const receipts = useReceipts(state => state.receipts)
  return <div className="sr" id="receipts" role="status" aria-live="polite" aria-atomic="false">{receipts.map(({ words, at }) => <p key={`${String(at)} ${words}`}>{words}</p>)}</div>
}
