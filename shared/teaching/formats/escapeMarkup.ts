const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in XML and HTML, in an attribute too. Characters that XML does not allow are taken out. @source XML 1.0, 2.2 and 2.4 */
export const escapeMarkup = (text: string): string => text.replace(/(?![\t\n\r])\p{Cc}/gu, ' ').replace(/[&<>"']/g, (character) => entities[character] ?? '')
