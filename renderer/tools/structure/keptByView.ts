import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'

/** As many planes as are shown at once keep what they have made, while something else is dragged. */
const MOST_KEPT = 6

/** What is made of a drawing for a view, made once for as long as both stay as they are. */
export function keptByView<Drawing extends object, Made>(make: (camera: ViewCamera, drawing: Drawing) => Made): (camera: ViewCamera, drawing: Drawing) => Made {
  const keptOf = new WeakMap<Drawing, readonly { readonly view: string; readonly made: Made }[]>()
  return (camera, drawing) => {
    const view = JSON.stringify(camera)
    const kept = keptOf.get(drawing) ?? []
    const there = kept.find(each => each.view === view)
    if (there !== undefined) return there.made
    const made = make(camera, drawing)
    keptOf.set(drawing, [{ view, made }, ...kept].slice(0, MOST_KEPT))
    return made
  }
}
