interface Named {
	/** Of an option of a dropdown or a field. */
	name: string;
	/** Of a field: what the editor shows. */
	displayName?: string;
}

const shownName = ({ name, displayName = name }: Named): string => displayName.toLowerCase();

/**
 * The same options or fields in the order of what the editor shows, as n8n's lists have them. Without `Intl`, whose
 * first use takes n8n longer than everything else that it does to load this package.
 */
export const sorted = <T extends Named>(entries: readonly T[]): T[] =>
	[...entries].sort((a, b) => (shownName(a) < shownName(b) ? -1 : 1));
