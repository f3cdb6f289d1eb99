/** An interactive card in a chat, as one of its readers has it, and who presses its buttons. */
import { cardFace, titleOf, viewOf } from './cardFace.js';
import { fill, h } from './dom.js';
import { sandboxCall } from './store.js';

const OUTCOMES = {
	inTime: 'The card was changed',
	empty: 'Answered without a change',
	tooLate: 'No answer within two seconds',
	nobody: 'Nobody listens to this card',
};

/** What became of the last press; kept here because a changed card is drawn anew. */
const outcomes = new Map();
/** As whom somebody reads and presses in a group. */
const pressers = new Map();

/** Draws the card of a message as it is now. */
export function interactiveCard({ id, content }, { cardOf, people, chat }) {
	const card = cardOf(content.outTrackId);
	if (!card) return h('div', { class: 'bubble broken' }, 'This card is older than the page keeps.');
	const place = card.places.find(({ messageId }) => messageId === id);
	return drawCard(card, place, { people, chat });
}

/** The cards on top of a group. */
export const topCards = (state, chat) =>
	state.cards.flatMap((card) =>
		card.places
			.filter(
				({ spaceType, spaceId, expiresAt }) =>
					spaceType === 'ONE_BOX' &&
					spaceId === chat.subject.openConversationId &&
					expiresAt > state.now,
			)
			.map((place) => ({ card, place })),
	);

/** One of them. */
export function topCard({ card, place }, chat, state) {
	const people = state.people.filter(({ userId }) => chat.subject.userIds.includes(userId));
	return drawCard(card, place, { people, chat });
}

function drawCard(card, place, { people, chat }) {
	const isPerson = chat.type === 'person';
	const readers = isPerson
		? [chat.subject]
		: people.filter(({ userId }) => place?.userIds?.includes(userId) ?? true);
	const outcome = h('p', { class: 'card-outcome', role: 'status' }, outcomes.get(card.outTrackId));
	const who = whoSelect(card, readers, isPerson);
	const press = createPress(card, who, outcome);
	const face = h('div', { class: 'card-face' });
	const root = h('div', { class: 'card interactive-card', role: 'group' });
	const draw = () => {
		fill(face, ...[cardFace(card, who.value, press)].flat().filter(Boolean));
		root.setAttribute('aria-label', titleOf(card, who.value));
	};
	draw();
	who.addEventListener('change', draw);
	const only = place?.userIds && h('p', {}, `Only for ${place.userIds.join(', ')}`);
	fill(
		root,
		face,
		h(
			'div',
			{ class: 'card-tools' },
			only,
			who,
			notDrawn(card, who.value),
			otherAction(press),
			outcome,
		),
	);
	return root;
}

/** Parameters that the template does not draw. */
function notDrawn(card, userId) {
	const drawn = new Set(card.variables.map(({ name }) => name));
	const rest = Object.entries(viewOf(card, userId)).filter(([name]) => !drawn.has(name));
	if (rest.length === 0) return undefined;
	return h(
		'details',
		{},
		h('summary', {}, `${rest.length} more parameters`),
		h(
			'dl',
			{},
			rest.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
		),
	);
}

function whoSelect({ outTrackId }, people, isHidden) {
	const select = h(
		'select',
		{ 'aria-label': 'Press as', hidden: isHidden },
		people.map(({ userId, name }) => h('option', { value: userId }, `as ${name}`)),
	);
	const before = pressers.get(outTrackId);
	if (people.some(({ userId }) => userId === before)) select.value = before;
	select.addEventListener('change', () => pressers.set(outTrackId, select.value));
	return select;
}

function createPress({ outTrackId }, who, outcome) {
	const tell = (text) => {
		outcomes.set(outTrackId, text);
		// The card may have been drawn anew meanwhile.
		const shown = document.querySelectorAll(`[data-card="${CSS.escape(outTrackId)}"]`);
		for (const place of [outcome, ...shown]) place.textContent = text;
	};
	outcome.dataset.card = outTrackId;
	return async (actionIds, params = {}) => {
		tell('Waiting for the app …');
		try {
			const body = { outTrackId, userId: who.value, actionIds, params };
			const { answered, problem } = await sandboxCall('POST', 'cards/press', body);
			tell(problem ? `${OUTCOMES[answered]}: ${problem}` : OUTCOMES[answered]);
		} catch (error) {
			tell(error.message);
		}
	};
}

/** Any action ids and parameters, those of a card that has no such button too. */
function otherAction(press) {
	const ids = h('input', { 'aria-label': 'Action ids', placeholder: 'action ids, with commas' });
	const params = h('textarea', { rows: '2', class: 'code', 'aria-label': 'Params as JSON' });
	const problem = h('p', { class: 'problem', role: 'alert' });
	params.value = '{}';
	const form = h('form', {}, ids, params, problem, h('button', { type: 'submit' }, 'Press'));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		let given;
		try {
			given = JSON.parse(params.value);
		} catch (error) {
			fill(problem, error.message);
			return;
		}
		fill(problem);
		const list = ids.value.split(',').map((id) => id.trim());
		press(list.filter(Boolean), given);
	});
	return h('details', {}, h('summary', {}, 'Another action'), form);
}
