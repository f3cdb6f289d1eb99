/** Todos (待办): one person's at a time or everybody's; each executor ticks the own part. */
import { copyButton, fill, h, icon, syncList } from './dom.js';
import { fullTime } from './format.js';
import { outside, safeLink } from './links.js';
import { paneHead } from './pane.js';
import { sandboxCall } from './store.js';

const PRIORITIES = { 10: 'Low', 20: 'Normal', 30: 'High', 40: 'Urgent' };

/** Draws the view into `root`; `update` follows the store. */
export function createTodos(root) {
	let chosen = '';
	let latest;
	const problem = h('p', { class: 'problem padded-problem', role: 'alert' });
	const people = h('div', { class: 'chips', role: 'group', 'aria-label': 'Whose todos' });
	const sections = [createSection(false, 'Open'), createSection(true, 'Done')];
	const hint = 'Todo → Create puts one here.';
	const blank = h('div', { class: 'blank' }, h('p', {}, h('b', {}, 'No todos'), h('br'), hint));
	const attributes = { class: 'scroll padded', tabindex: '0', role: 'region' };
	fill(
		root,
		paneHead({ title: 'Todos', line: '待办 – press a name to do that part of it' }),
		people,
		problem,
		h(
			'div',
			{ ...attributes, 'aria-label': 'Todos' },
			sections.map((one) => one.parts),
			blank,
		),
	);

	async function tick(todoId, userId, isDone) {
		try {
			await sandboxCall('POST', 'todos/tick', { todoId, userId, isDone });
			problem.replaceChildren();
		} catch (error) {
			problem.replaceChildren(error.message);
		}
	}

	function choose(userId) {
		chosen = userId;
		update(latest);
	}

	function update(view) {
		latest = view;
		const { people: persons, todos } = view.state;
		drawPeople(people, persons, todos, chosen, choose);
		const unionId = persons.find((person) => person.userId === chosen)?.unionId;
		const wanted = todos.filter((todo) => unionId === undefined || concerns(todo, unionId));
		for (const section of sections) section.update(wanted, view, tick);
		blank.hidden = wanted.length > 0;
	}
	return { update };
}

function concerns({ creatorId, executors, participantIds }, unionId) {
	const isExecutor = executors.some((executor) => executor.unionId === unionId);
	return isExecutor || creatorId === unionId || participantIds.includes(unionId);
}

/** A chip per person with a todo, and one for everybody. */
function drawPeople(root, persons, todos, chosen, choose) {
	const open = ({ unionId }) =>
		todos.filter((todo) => !todo.isDone && (!unionId || concerns(todo, unionId))).length;
	const owners = persons.filter(({ unionId }) => todos.some((todo) => concerns(todo, unionId)));
	syncList(root, [{ userId: '', name: 'Everybody' }, ...owners], {
		key: (person) => person.userId || 'everybody',
		signature: (person) => JSON.stringify([open(person), person.userId === chosen]),
		make: (person) =>
			h(
				'button',
				{
					type: 'button',
					'aria-pressed': String(person.userId === chosen),
					onclick: () => choose(person.userId),
				},
				person.name,
				h('span', { class: 'count' }, open(person)),
			),
	});
}

/** A title with a count, and the todos in that state. */
function createSection(isDone, title) {
	const head = h('h2', {});
	const list = h('div', { class: 'entries' });
	const update = (todos, { state, nowMs }, tick) => {
		const some = todos.filter((todo) => todo.isDone === isDone).sort((a, b) => b.n - a.n);
		syncList(list, some, {
			key: (todo) => todo.todoId,
			signature: (todo) => JSON.stringify([todo, isLate(todo, nowMs)]),
			make: (todo) => drawTodo(todo, state.people, isLate(todo, nowMs), tick),
		});
		fill(head, title, h('span', { class: 'count' }, some.length));
		head.hidden = todos.length === 0;
	};
	return { parts: [head, list], update };
}

const isLate = (todo, nowMs) => !todo.isDone && todo.dueTime !== undefined && todo.dueTime < nowMs;

function drawTodo(todo, people, late, tick) {
	const { todoId, isDone, subject, detailUrl } = todo;
	const url = safeLink(detailUrl.pcUrl || detailUrl.appUrl);
	return h(
		'article',
		{ class: `record todo ${isDone ? 'done' : 'open'}`, 'data-todo-id': todoId },
		h(
			'span',
			{ class: 'tick', role: 'img', 'aria-label': isDone ? 'Done' : 'Open' },
			isDone && icon('check'),
		),
		h(
			'div',
			{ class: 'record-text' },
			h(
				'div',
				{ class: 'todo-title' },
				h('h3', {}, url ? h('a', outside(url), subject) : subject),
				badges(todo),
			),
			todo.description && h('p', { class: 'todo-description' }, todo.description),
			fields(todo.contentFieldList),
			buttons(todo.actionList),
			executors(todo, people, tick),
			foot(todo, people, late),
		),
	);
}

function badges({ priority, todoType, isOnlyShowExecutor }) {
	return [
		priority && h('span', { class: `badge priority-${priority}` }, PRIORITIES[priority]),
		todoType === 'READ' && h('span', { class: 'badge' }, 'To read'),
		isOnlyShowExecutor && h('span', { class: 'badge' }, 'Executors only'),
	];
}

function fields(list = []) {
	const rows = list.map(({ fieldKey, fieldValue }) => [
		h('dt', {}, fieldKey),
		h('dd', {}, fieldValue),
	]);
	return rows.length > 0 && h('dl', { class: 'facts' }, rows);
}

/** Buttons that open an address; those that call one are told, not pressed. */
function buttons(list = []) {
	if (list.length === 0) return null;
	return h(
		'p',
		{ class: 'row wrap todo-buttons' },
		list.map(({ title, actionType, url, pcUrl }) => {
			const link = actionType === 1 ? undefined : safeLink(pcUrl || url);
			return link
				? h('a', { class: 'as-button', ...outside(link) }, title)
				: h('button', { type: 'button', disabled: true, title: `Calls ${url ?? ''}` }, title);
		}),
	);
}

/** One button per executor; without executors, one for who made it. */
function executors(todo, people, tick) {
	const who = (unionId) => people.find((person) => person.unionId === unionId);
	const parts =
		todo.executors.length > 0 ? todo.executors : [{ unionId: todo.creatorId, isDone: todo.isDone }];
	return h(
		'p',
		{ class: 'row wrap executors', role: 'group', 'aria-label': 'Executors' },
		parts.map(({ unionId, isDone }) => {
			const person = who(unionId);
			return h(
				'button',
				{
					type: 'button',
					class: 'executor',
					'aria-pressed': String(isDone),
					'data-user-id': person?.userId,
					disabled: !person,
					title: isDone ? 'Take the tick away' : 'Tick it as this person',
					onclick: () => tick(todo.todoId, person.userId, !isDone),
				},
				h('span', { class: 'tick' }, isDone && icon('check')),
				person?.name ?? unionId,
			);
		}),
	);
}

function foot({ todoId, sourceId, creatorId, participantIds, dueTime, createdTime }, people, late) {
	const name = (unionId) => people.find((person) => person.unionId === unionId)?.name ?? unionId;
	const id = (value, label) =>
		value && h('span', { class: 'id' }, h('code', {}, value), copyButton(value, label));
	return h(
		'p',
		{ class: 'record-foot' },
		dueTime && h('time', { class: late ? 'late' : null }, `due ${fullTime(dueTime)}`),
		h('span', {}, `from ${name(creatorId)}, `, h('time', {}, fullTime(createdTime))),
		participantIds.length > 0 && h('span', {}, `with ${participantIds.map(name).join(', ')}`),
		id(todoId, 'todo ID'),
		id(sourceId, 'source ID'),
	);
}
