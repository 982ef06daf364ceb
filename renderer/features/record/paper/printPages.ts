/** Prints pictures of pages, each on one sheet, by the printing of the window that shows the app: it is the same in every host. */
export async function printPages(pages: readonly string[]): Promise<void> {
  const sheet = document.createElement('div')
  sheet.className = 'print-paper'
  const images = pages.map((page) => {
    const image = document.createElement('img')
    image.src = page
    image.alt = ''
    return image
  })
  sheet.append(...images)
  document.body.append(sheet)
  try {
    await Promise.all(images.map((image) => image.decode()))
    window.print()
  } finally {
    sheet.remove()
  }
}
