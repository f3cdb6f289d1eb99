import type { TagToken } from './token';

const TAG_NAME = /<(\/?)([A-Za-z][A-Za-z0-9-]{0,30})(?=[\s/>])/y;
const ATTRIBUTES = /^\s*\/?$|^\s+(?:[\w:-]+\s*=|(?:open|hidden|checked|disabled)\b)/;
const LONGEST_TAG = 4_000;
const LONGEST_LINK_TITLE = 300;

/** The tag that begins at a place, if any. */
export function tagAt(line: string, at: number): TagToken | undefined {
	TAG_NAME.lastIndex = at;
	const name = TAG_NAME.exec(line);
	if (!name) return undefined;
	const from = at + name[0].length;
	const end = tagEnd(line, from);
	const attributes = end === undefined ? '' : line.slice(from, end - 1);
	if (end === undefined || !ATTRIBUTES.test(attributes)) return undefined;
	return {
		kind: 'tag',
		raw: line.slice(at, end),
		name: name[2].toLowerCase(),
		isClosing: name[1] !== '',
		attributes,
	};
}

/** Behind the `>` that ends a tag; undefined when another `<` comes first. */
function tagEnd(line: string, from: number): number | undefined {
	let quote = '';
	const limit = Math.min(line.length, from + LONGEST_TAG);
	for (let at = from; at < limit; at++) {
		const character = line[at];
		if (quote) quote = character === quote ? '' : quote;
		else if (character === '"' || character === "'") quote = character;
		else if (character === '>') return at + 1;
		else if (character === '<') return undefined;
	}
	return undefined;
}

/** Behind the `)` that ends a link's address; undefined when there is no address here. */
export function destinationEnd(line: string, from: number): number | undefined {
	if (line[from] !== '(') return undefined;
	let at = skipBlanks(line, from + 1);
	at = line[at] === '<' ? angleEnd(line, at) : addressEnd(line, at);
	if (at < 0) return undefined;
	const behind = skipBlanks(line, at);
	if (line[behind] === ')') return behind + 1;
	const isTitle = behind > at && (line[behind] === '"' || line[behind] === "'");
	const close = isTitle
		? line.slice(behind + 1, behind + LONGEST_LINK_TITLE).indexOf(line[behind])
		: -1;
	const last = close < 0 ? -1 : skipBlanks(line, behind + close + 2);
	return last >= 0 && line[last] === ')' ? last + 1 : undefined;
}

function skipBlanks(line: string, from: number): number {
	let at = from;
	while (line[at] === ' ' || line[at] === '\t') at++;
	return at;
}

function angleEnd(line: string, from: number): number {
	for (let at = from + 1; at < line.length; at++) {
		if (line[at] === '<') return -1;
		if (line[at] === '>') return at + 1;
	}
	return -1;
}

/** Where an address ends that may hold brackets in pairs; negative when it never does. */
function addressEnd(line: string, from: number): number {
	let depth = 0;
	for (let at = from; at < line.length; at++) {
		const character = line[at];
		if (character === ' ' || character === '\t') return at;
		// The next link begins its address: what it holds is not looked at twice.
		if (character === ']' && line[at + 1] === '(') return -1;
		if (character === '(') depth++;
		else if (character === ')' && depth-- === 0) return at;
	}
	return -1;
}
