import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { faultReply, securityHeaders, type WebReply } from './webReply.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.woff': 'font/woff', '.ttf': 'font/ttf', '.map': 'application/json',
}

/** The file that a URL path names inside a folder, or null when it would lead out of it. */
export function fileInside(directory: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const file = path.join(directory, decoded.endsWith('/') ? `${decoded}index.html` : decoded)
  const relative = path.relative(directory, file)
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? null : file
}

/** Serves the built UI. Names under assets/ carry a hash of their content and may be kept. */
export async function serveUi(uiDirectory: string, pathname: string): Promise<WebReply> {
  const file = fileInside(uiDirectory, pathname)
  const contentType = file === null ? undefined : contentTypes[path.extname(file).toLowerCase()]
  const bytes = file === null || contentType === undefined ? null : await readFile(file).catch(() => null)
  if (bytes === null || contentType === undefined) return faultReply(404, 'NOT_FOUND', 'There is nothing at this address.')
  return {
    status: 200,
    headers: {
      ...securityHeaders, 'content-type': contentType, 'content-length': String(bytes.length),
      'cache-control': pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
    },
    body: bytes,
  }
}
