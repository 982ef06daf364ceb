/** Two names that look alike are one person: how they are typed tells nobody apart. */
export const foldName = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase()

/** What a record holds where nobody said who did it: no name of anybody. */
export const actorNotStated = 'operator not stated'
