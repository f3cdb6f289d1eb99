/** Markdown inside one block: emphasis, code, links, images, line breaks. */
import { h, icon } from './dom.js';
import { imageSource, outside, safeLink } from './links.js';

const MAX_DEPTH = 12;

// Tried in this order at every character that may open something. Lengths are bounded so that a
// hostile message cannot make the search quadratic in a long text.
const RULES = [
	[/\\([\\`*_{}[\]()#+\-.!|~>])/y, ([, character]) => [character]],
	[/(`{1,3})([^\n]{1,4000}?)\1(?!`)/y, ([, , code]) => [h('code', {}, code.trim())]],
	[/!\[([^\]\n]{0,500})\]\(\s*<?([^\s)>]{1,30000})>?(?:\s+"[^"\n]{0,300}")?\s*\)/y, image],
	[
		/\[((?:[^[\]\n]|\[[^\]\n]{0,200}\]){1,1000})\]\(\s*<?([^\s)>]{0,4000})>?(?:\s+"[^"\n]{0,300}")?\s*\)/y,
		link,
	],
	[/<(https?:\/\/[^\s<>]{1,2000})>/y, bareLink],
	[
		/(\*\*|__)(?=\S)([\s\S]{0,8000}?\S)\1/y,
		([, , text], context) => [h('strong', {}, nested(text, context))],
	],
	[/\*(?=[^\s*])([^*]{0,8000}?[^\s*])\*/y, italic],
	// An underscore inside a word (user_id_list) is not emphasis.
	[/(?<![\p{L}\p{N}])_(?=[^\s_])([^_]{0,8000}?[^\s_])_(?![\p{L}\p{N}])/uy, italic],
	[/https?:\/\/[^\s<>"'`)\]，。；、（）【】]{1,2000}/y, bareLink],
	[/<font\b([^<>]{0,200})>([\s\S]{0,8000}?)<\/font>/iy, font],
	[/&(lt|gt|amp|quot|nbsp|#39);/y, ([, name]) => [ENTITIES[name]]],
	[/ {2,}\n/y, () => [h('br')]],
];
const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: '\u00A0', '#39': "'" };
const COLOR = /\bcolor\s*=\s*["']?(#[0-9a-f]{3,8}|[a-z]{3,20})\b/i;
const OPENER = /[\\`![<*_&]|https?:\/\/| {2,}\n/g;

/** Nodes for the text of one block. */
export function inline(source, context) {
	const { decorate, inlineDepth = 0 } = context;
	if (inlineDepth > MAX_DEPTH) return [source];
	const nodes = [];
	let plainFrom = 0;
	let at = nextOpener(source, 0);
	while (at < source.length) {
		const match = matchAt(source, at);
		if (!match) {
			at = nextOpener(source, at + 1);
			continue;
		}
		nodes.push(...decorate(source.slice(plainFrom, at)), ...match.rule(match.found, context));
		plainFrom = at + match.found[0].length;
		at = nextOpener(source, plainFrom);
	}
	nodes.push(...decorate(source.slice(plainFrom)));
	return nodes;
}

function nextOpener(source, from) {
	OPENER.lastIndex = from;
	return OPENER.exec(source)?.index ?? source.length;
}

function matchAt(source, at) {
	for (const [pattern, rule] of RULES) {
		pattern.lastIndex = at;
		const found = pattern.exec(source);
		if (found) return { found, rule };
	}
	return undefined;
}

function nested(text, context) {
	return inline(text, { ...context, inlineDepth: (context.inlineDepth ?? 0) + 1 });
}

function italic([, text], context) {
	return [h('em', {}, nested(text, context))];
}

/** The one tag that clients are known to draw. */
function font([, attributes, text], context) {
	const color = COLOR.exec(attributes)?.[1] ?? '';
	return [h('span', { style: { color } }, nested(text, context))];
}

function image([whole, alt, address]) {
	const source = imageSource(address);
	return source ? [picture(source, alt)] : [whole];
}

function link([whole, label, address], context) {
	const url = safeLink(address);
	// An address of another kind (javascript:, dingtalk:) is shown, not followed.
	return url ? [h('a', outside(url), nested(label, context))] : [whole];
}

function bareLink(found) {
	const address = (found[1] ?? found[0]).replace(/[.,;:!?]+$/, '');
	const url = safeLink(address);
	const rest = found[1] ? '' : found[0].slice(address.length);
	return url ? [h('a', outside(url), address), rest] : [found[0]];
}

/** An image that says so when it cannot be loaded. */
export function picture(source, alt, className = 'picture') {
	const img = h('img', {
		src: source,
		alt: alt || 'Image',
		class: className,
		referrerpolicy: 'no-referrer',
	});
	img.addEventListener('error', () => img.replaceWith(missingPicture(source, alt, className)));
	return img;
}

/** Small pictures of cards leave a tile, others a line of text. */
function missingPicture(source, alt, className) {
	const title = `Not loaded: ${source}`;
	if (/thumb|feed-large/.test(className))
		return h('span', { class: `${className} no-picture`, title }, icon('file'));
	return h('span', { class: 'broken', title }, '🖼 ', alt || 'Image not loaded');
}

/** Plain text with its web addresses made links; nothing else is read as markup. */
export function linkify(text, decorate) {
	const parts = text.split(/(https?:\/\/[^\s<>"'`，。；、（）【】]{1,2000})/);
	return parts.flatMap((part, index) => (index % 2 === 1 ? bareLink([part]) : decorate(part)));
}
