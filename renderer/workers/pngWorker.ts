export type ToPngWorker = { readonly id: number; readonly picture: ImageBitmap }
/** Null where the browser could not encode it. */
export type FromPngWorker = { readonly id: number; readonly png: ArrayBuffer | null }

async function encode(picture: ImageBitmap): Promise<ArrayBuffer | null> {
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (context === null) return null
  context.drawImage(picture, 0, 0)
  picture.close()
  return (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer()
}

addEventListener('message', ({ data }: MessageEvent<ToPngWorker>) => {
  encode(data.picture).catch(() => null).then((png) => {
    const message: FromPngWorker = { id: data.id, png }
    postMessage(message, { transfer: png === null ? [] : [png] })
  })
})
