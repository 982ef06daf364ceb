import { Component, type ReactNode } from 'react'

type State = { readonly broken: boolean }

/** What stays when a screen fails: words and a way on. Everything that was shown as saved is on the disk. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { broken: false }
  static getDerivedStateFromError(): State { return { broken: true } }
  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <main className="broken" role="alert">
        <h1>This screen has failed</h1>
        <p>What was shown as saved is safe. Open the screen again; the case comes back as it was.</p>
        <button type="button" className="btn pri" onClick={() => { window.location.reload() }}>Open again</button>
      </main>
    )
  }
}
