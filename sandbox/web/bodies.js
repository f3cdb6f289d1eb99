/** The inside of each kind of message that is not a card. */
import { h, icon } from './dom.js';
import { duration, fileSize } from './format.js';
import { linkify, picture } from './inline.js';
import { imageSource, mediaPath, outside, safeLink } from './links.js';
import { renderMarkdown } from './markdown.js';
import { actionCard, feedCard, linkCard, oaCard } from './cards.js';
import { interactiveCard } from './interactiveCard.js';
import { dingBody } from './notifications.js';

const BODIES = {
	text: textBody,
	markdown: markdownBody,
	image: imageBody,
	file: fileBody,
	audio: audioBody,
	video: videoBody,
	link: (message) => linkCard(message.content),
	actionCard: (message, context) => actionCard(message.content, context.mentions),
	feedCard: (message) => feedCard(message.content),
	oa: (message) => oaCard(message.content.oa),
	richText: richTextBody,
	card: interactiveCard,
};

/** Draws what the message says; an unknown kind is shown as its data. */
export function messageBody(message, context) {
	const body = message.via === 'ding' ? dingBody : (BODIES[message.kind] ?? unknownBody);
	return body(message, context);
}

function textBody({ content }, { mentions }) {
	const words = linkify(String(content.text ?? ''), mentions.decorate);
	return h('div', { class: 'bubble text' }, quoteOf(content), words, leftover(mentions));
}

/** What the message quotes, above its own words. */
const quoteOf = ({ quote }) =>
	quote && h('blockquote', { class: 'quote' }, h('b', {}, quote.name), ' ', quote.text);

/** Words, links and pictures in one message. */
function richTextBody({ content }, { mentions }) {
	const parts = (content.parts ?? []).map(({ text, picUrl, url }) => {
		if (picUrl) return picture(imageSource(picUrl), 'Image', 'photo');
		const link = url && safeLink(url);
		if (link) return h('a', outside(link), text);
		return h('span', {}, linkify(text, mentions.decorate));
	});
	return h('div', { class: 'bubble text rich' }, parts);
}

function markdownBody({ content }, { mentions }) {
	const nodes = renderMarkdown(content.text, mentions.decorate);
	return h('div', { class: 'bubble markdown' }, nodes, leftover(mentions));
}

/** People who are mentioned but not at a place in the text. */
function leftover(mentions) {
	const marks = mentions.rest();
	return marks.length > 0 && h('div', { class: 'mentions-rest' }, marks);
}

function imageBody({ content }) {
	const source = imageSource(content.picUrl ?? content.mediaId);
	if (!source) return h('div', { class: 'bubble broken' }, `🖼 ${content.picUrl ?? 'No image'}`);
	const open = h('a', { href: source, target: '_blank', rel: 'noopener noreferrer' });
	open.setAttribute('aria-label', 'Open the image');
	open.append(picture(source, 'Image', 'photo'));
	return h('div', { class: 'image' }, open);
}

const FILE_COLOURS = {
	pdf: 'red',
	doc: 'blue',
	docx: 'blue',
	xls: 'green',
	xlsx: 'green',
	csv: 'green',
	ppt: 'orange',
	pptx: 'orange',
	zip: 'violet',
	rar: 'violet',
};

function fileBody({ content }, { mediaOf }) {
	const media = mediaOf(content.mediaId);
	const name = content.fileName ?? media?.fileName ?? 'file';
	const type = (content.fileType ?? name.split('.').at(-1) ?? '').toLowerCase().slice(0, 5);
	const size = media ? fileSize(media.bytes) : 'Not in the sandbox';
	const mark = h('span', { class: `file-mark ${FILE_COLOURS[type] ?? 'grey'}` }, type || 'file');
	const text = h('span', { class: 'file-text' }, h('b', {}, name), h('small', {}, size));
	if (!media) return h('div', { class: 'bubble file' }, mark, text);
	return h(
		'a',
		{
			class: 'bubble file',
			href: mediaPath(content.mediaId),
			download: name,
			title: `Download ${name}`,
		},
		mark,
		text,
		icon('download'),
	);
}

function audioBody({ content }) {
	const sound = h('audio', { src: mediaPath(content.mediaId ?? ''), preload: 'none' });
	const bars = [5, 9, 14, 8, 16, 11, 6, 13, 18, 10, 7, 12, 15, 9, 5];
	const wave = h(
		'span',
		{ class: 'wave' },
		bars.map((px) => h('i', { style: { height: `${px}px` } })),
	);
	const note = h('small', {});
	const button = h(
		'button',
		{ type: 'button', class: 'play', 'aria-label': 'Play voice message' },
		icon('play'),
	);
	const show = () => button.replaceChildren(icon(sound.paused ? 'play' : 'pause'));
	// DingTalk's own AMR is not something browsers play.
	const refuse = () => note.replaceChildren('Your browser cannot play this format');
	button.addEventListener('click', () =>
		sound.paused ? sound.play().catch(refuse) : sound.pause(),
	);
	for (const event of ['play', 'pause', 'ended']) sound.addEventListener(event, show);
	const length = h('span', { class: 'length' }, duration(content.durationMs));
	return h('div', { class: 'bubble audio' }, button, wave, length, sound, note);
}

function videoBody({ content }) {
	return h(
		'div',
		{ class: 'video' },
		h('video', {
			src: mediaPath(content.mediaId ?? ''),
			poster: imageSource(content.picMediaId),
			controls: true,
			preload: 'metadata',
			'aria-label': `Video, ${duration(content.durationMs)}`,
		}),
		content.durationMs > 0 && h('span', { class: 'length' }, duration(content.durationMs)),
	);
}

function unknownBody(message) {
	return h('pre', { class: 'bubble' }, JSON.stringify(message.content, null, 2));
}
