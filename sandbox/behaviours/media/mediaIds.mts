import type { Store } from '../../state/store.mts';

/** True for what looks like a media id rather than an address. */
export function isMediaId(text: string): boolean {
	return text.startsWith('@') || text.startsWith('$');
}

/** True for an absolute http(s) address. */
export function isHttpUrl(text: string): boolean {
	return /^https?:\/\/\S+$/i.test(text);
}

/** Media ids used as pictures inside markdown: `![](@lAD…)`. Only known ones count. */
export function mediaIdsInMarkdown(store: Store, markdown: string): string[] {
	return [...markdown.matchAll(/!\[[^\]]*\]\(([@$][^)\s]+)\)/g)]
		.map((hit) => hit[1])
		.filter((mediaId) => store.media.has(mediaId));
}
