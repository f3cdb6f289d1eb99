/** An interactive card in a chat: its parameters, its buttons, and who presses them. */
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
/** As whom somebody presses in a group. */
const pressers = new Map();

/** Draws the card as it is now. */
export function interactiveCard({ content }, { cardOf, people, chat }) {
	const card = cardOf(content.outTrackId);
	if (!card) return h('div', { class: 'bubble broken' }, 'This card is older than the page keeps.');
	const isPerson = chat.type === 'person';
	const outcome = h('p', { class: 'card-outcome', role: 'status' }, outcomes.get(card.outTrackId));
	const who = whoSelect(card, isPerson ? [chat.subject] : people, isPerson);
	const { title, ...rest } = viewOf(card, who.value);
	const name = title ?? 'Card';
	const press = createPress(card, who, outcome);
	return h(
		'div',
		{ class: 'card interactive-card', role: 'group', 'aria-label': name },
		h('strong', { class: 'oa-head' }, name),
		h(
			'dl',
			{ class: 'card-body' },
			Object.entries(rest).map(([key, value]) => [h('dt', {}, key), h('dd', {}, value)]),
		),
		card.buttons.length > 0 &&
			h(
				'div',
				{ class: 'card-buttons horizontal' },
				card.buttons.map(({ id, title: text }) =>
					h(
						'button',
						{
							type: 'button',
							class: 'card-button',
							'data-focus': id,
							onclick: () => press([id]),
						},
						text,
					),
				),
			),
		h('div', { class: 'card-tools' }, who, otherAction(press), outcome),
	);
}

/** What a person sees of the card's parameters. */
const viewOf = (card, userId) => ({
	...card.params,
	...card.answeredParams[userId],
	...card.privateParams[userId],
});

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

/** Any action ids and parameters: templates of the sandbox have two buttons at most. */
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
