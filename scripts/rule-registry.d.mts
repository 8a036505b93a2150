/** The path of the registry. */
export const REGISTRY: string;
/** Its text, as the folders have it. */
export function registry(): string;
