/** What a reader of an interactive card sees: its variables, inputs and buttons, and how far its text is. */
import { h } from './dom.js';
import { renderMarkdown } from './markdown.js';

const STATES = {
	processing: '处理中 Processing',
	typing: '输入中 Typing',
	done: '完成 Done',
	failed: '出错 Failed',
};

const WHY_UNREADABLE = {
	foreignTemplate:
		"The template is another app's: every call went well, and nobody can read the card.",
	tooFast:
		'The last frame followed at once: the text must end half a second later, or be sent again.',
};

/** What this person has of the card's parameters. */
export const viewOf = (card, userId) => ({
	...card.params,
	...card.answeredParams[userId],
	...card.privateParams[userId],
});

const fillIn = (text, view) => text.replace(/\$\{(\w+)\}/g, (_, name) => view[name] ?? '');

const isShown = ({ shownIf }, view) => !shownIf || view[shownIf] === 'true';

/** The title of the card as a person has it. */
export const titleOf = (card, userId) => viewOf(card, userId).title || 'Card';

/** What somebody wrote into the inputs of a card, which is drawn anew when it changes. */
const drafts = new Map();

/** The card for one person; `press` is called with action ids and what the inputs hold. */
export function cardFace(card, userId, press) {
	const view = viewOf(card, userId);
	if (card.unreadable) return unreadable(card);
	const inputs = card.inputs.filter((input) => isShown(input, view));
	const buttons = card.buttons.filter((button) => isShown(button, view));
	const key = (name) => `${card.outTrackId}/${userId}/${name}`;
	const values = () =>
		Object.fromEntries(inputs.map(({ name }) => [name, drafts.get(key(name)) ?? '']));
	return [
		h('strong', { class: 'oa-head' }, view.title || 'Card', stateBadge(card)),
		h('div', { class: 'card-body' }, ...variables(card, view), waiting(card)),
		...inputs.map((input) => inputField(input, view, key(input.name))),
		buttons.length > 0 &&
			h(
				'div',
				{ class: 'card-buttons horizontal' },
				buttons.map(({ id, title }) =>
					h(
						'button',
						{
							type: 'button',
							class: 'card-button',
							'data-focus': id,
							onclick: () => press([id], values()),
						},
						fillIn(title, view) || id,
					),
				),
			),
	];
}

function unreadable(card) {
	return [
		h('strong', { class: 'oa-head' }, 'Card'),
		h('p', { class: 'card-body broken-text' }, '内容加载失败 · The content could not be loaded'),
		h('p', { class: 'card-foot' }, WHY_UNREADABLE[card.unreadable]),
	];
}

const stateBadge = ({ typing }) =>
	typing &&
	h('span', { class: `card-state ${typing.state}`, role: 'status' }, STATES[typing.state]);

/** Dots until the first frame. */
const waiting = ({ typing }) =>
	typing?.state === 'processing' &&
	h('p', { class: 'card-dots', 'aria-label': 'Processing' }, h('i'), h('i'), h('i'));

function variables(card, view) {
	const texts = card.variables.filter(
		({ name, type }) => type !== 'flag' && name !== 'title' && (view[name] ?? '') !== '',
	);
	return texts.map(({ name, type }) => {
		const caret = card.typing?.state === 'typing' ? ' caret' : '';
		if (type === 'markdown')
			return h('div', { class: `markdown${caret}` }, renderMarkdown(view[name]));
		if (type === 'list') return h('pre', { class: 'code' }, view[name]);
		return h('dl', {}, h('dt', {}, name), h('dd', {}, view[name]));
	});
}

function inputField({ name, label }, view, key) {
	const words = fillIn(label, view) || name;
	const area = h('textarea', {
		rows: '2',
		'aria-label': words,
		placeholder: words,
		'data-focus': `input ${name}`,
	});
	area.value = drafts.get(key) ?? '';
	area.addEventListener('input', () => drafts.set(key, area.value));
	return h('label', { class: 'card-input' }, area);
}

/** What the list of chats says of a card. */
export function cardSummary(card, spaceType, userId) {
	const { lastMessage } = card.spaces[spaceType] ?? {};
	const said = lastMessage?.ZH_CN ?? lastMessage?.EN_US;
	if (said) return said;
	if (card.unreadable) return '[卡片]';
	if (card.typing?.state === 'processing') return '[卡片] 处理中 …';
	const view = viewOf(card, userId);
	const text = card.variables.find(({ name, type }) => type === 'markdown' && view[name]);
	return `[卡片] ${view.title ?? (text ? view[text.name] : '')}`;
}
