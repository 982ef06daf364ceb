import 'react'

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Lets a file input take a whole folder; every Chromium knows it, React's types do not. */
    webkitdirectory?: string | undefined
  }
}
