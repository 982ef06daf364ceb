import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium, sandboxSwitches } from './findBrowser.ts'

/** What a browser makes of a film; differences are means over all pixels, of 255 greys. */
export type WatchedFilm = { readonly width: number; readonly height: number; readonly seconds: number; readonly firstFromFirst: number; readonly lastFromLast: number; readonly firstFromLast: number }

/** Plays a film in a browser of its own, on an empty page, and holds its first and last frame beside pictures of them. */
export async function watchFilm(film: string, first: string, last: string): Promise<WatchedFilm> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium.')
  const browser = await chromium.launch({ executablePath, args: [...sandboxSwitches()] })
  const address = async (file: string, type: string): Promise<string> => `data:${type};base64,${(await readFile(file)).toString('base64')}`
  try {
    const page = await browser.newPage()
    return await page.evaluate(async ([filmUrl = '', firstUrl = '', lastUrl = '']) => {
      const video = document.createElement('video')
      const arrived = (name: 'loadeddata' | 'seeked'): Promise<void> => new Promise((resolve, reject) => {
        video.addEventListener(name, () => { resolve() }, { once: true })
        video.addEventListener('error', () => { reject(new Error(video.error?.message ?? 'The film does not play')) }, { once: true })
      })
      const loaded = arrived('loadeddata')
      video.muted = true
      document.body.append(video)
      video.src = filmUrl
      await loaded
      const { videoWidth: width, videoHeight: height, duration: seconds } = video
      const greys = (picture: CanvasImageSource): Uint8ClampedArray => {
        const context = new OffscreenCanvas(width, height).getContext('2d')
        if (context === null) throw new Error('No canvas')
        context.drawImage(picture, 0, 0)
        return context.getImageData(0, 0, width, height).data
      }
      const pictureOf = async (url: string): Promise<ImageBitmap> => createImageBitmap(await (await fetch(url)).blob())
      const shownAt = async (atSeconds: number): Promise<Uint8ClampedArray> => {
        const sought = arrived('seeked')
        // The frame of a place is there a little later than the place is: a canvas would get the one before.
        const presented = new Promise<void>((resolve) => { video.requestVideoFrameCallback(() => { resolve() }) })
        video.currentTime = atSeconds
        await sought
        await Promise.race([presented, new Promise((resolve) => { setTimeout(resolve, 15_000) })])
        return greys(video)
      }
      const difference = (a: Uint8ClampedArray, b: Uint8ClampedArray): number => a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? Number.NaN)), 0) / a.length
      const [firstGreys, lastGreys] = [greys(await pictureOf(firstUrl)), greys(await pictureOf(lastUrl))]
      const shownFirst = await shownAt(0.001)
      const shownLast = await shownAt(seconds - 0.02)
      return { width, height, seconds, firstFromFirst: difference(shownFirst, firstGreys), lastFromLast: difference(shownLast, lastGreys), firstFromLast: difference(shownFirst, lastGreys) }
    }, [await address(film, path.extname(film) === '.mp4' ? 'video/mp4' : 'video/webm'), await address(first, 'image/png'), await address(last, 'image/png')])
  } finally {
    await browser.close()
  }
}
