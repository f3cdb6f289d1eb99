/** What ends an address early in a markdown link, or is a mark in its words. */
const UNSAFE = /[^\p{L}\p{N}_.:/?#@!$&+,;=%-]/gu;

/** An address that can be written anywhere in a line, also as the words of a link. */
export const safeAddress = (address: string): string =>
	address.replace(UNSAFE, (character) =>
		// The function leaves these as they are.
		/[~*'()]/.test(character)
			? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
			: encodeURIComponent(character.replace(/\p{Surrogate}/u, '\uFFFD')),
	);
