/** Approvals (审批): the form, who has to decide, what happened; whoever holds a task decides it here. */
import { copyButton, fill, h, syncList } from './dom.js';
import { fullTime } from './format.js';
import { paneHead } from './pane.js';
import { sandboxCall } from './store.js';

const STATUS = { RUNNING: 'Running', TERMINATED: 'Withdrawn' };
const RESULT = { agree: 'Approved', refuse: 'Refused' };

/** Draws the view into `root`; `update` follows the store. */
export function createApprovals(root) {
	const problem = h('p', { class: 'problem padded-problem', role: 'alert' });
	const list = h('div', { class: 'entries' });
	const hint = 'Approval → Create puts one here.';
	const blank = h('div', { class: 'blank' }, h('p', {}, h('b', {}, 'No approvals'), h('br'), hint));
	const attributes = { class: 'scroll padded', tabindex: '0', role: 'region' };
	fill(
		root,
		paneHead({ title: 'Approvals', line: '审批 – act as whoever may' }),
		problem,
		h('div', { ...attributes, 'aria-label': 'Approvals' }, list, blank),
	);

	async function act(body) {
		try {
			await sandboxCall('POST', 'approvals/act', body);
			problem.replaceChildren();
		} catch (error) {
			problem.replaceChildren(error.message);
		}
	}

	function update({ state }) {
		syncList(list, [...state.approvals].reverse(), {
			key: ({ processInstanceId }) => processInstanceId,
			signature: (approval) => JSON.stringify(approval),
			make: (approval) => approvalCard(approval, state, act),
		});
		blank.hidden = state.approvals.length > 0;
	}
	return { update };
}

function approvalCard(approval, { people }, act) {
	const { processInstanceId, title, status, result, createdAt, values, components } = approval;
	const nameOf = (userId) => people.find((one) => one.userId === userId)?.name ?? userId;
	const colleagues = people.filter(({ visible, external }) => visible && !external);
	const own = (does) => act({ processInstanceId, ...does });
	const open = approval.tasks.filter((task) => task.status === 'RUNNING');
	return h(
		'article',
		{ class: 'record approval' },
		h(
			'div',
			{ class: 'todo-title' },
			h('h3', {}, title),
			h(
				'span',
				{ class: `badge approval-${result || status.toLowerCase()}` },
				RESULT[result] ?? STATUS[status],
			),
		),
		h('p', { class: 'muted' }, fullTime(createdAt), ' ', copyButton(processInstanceId, 'Copy ID')),
		h(
			'dl',
			{ class: 'approval-form' },
			values.map(({ componentId, value, rows }) => {
				const component = components.find(({ props }) => props.id === componentId);
				const label = plain(component?.props.label ?? componentId);
				return [h('dt', {}, label), h('dd', {}, rows ? tableOf(component, rows) : plain(value))];
			}),
		),
		open.map((task) => decision(task, nameOf(task.userId), colleagues, own)),
		status === 'RUNNING' && withdrawal(approval, nameOf(approval.originatorUserId), own),
		status !== 'TERMINATED' && commentary(approval, colleagues, own),
		h(
			'ol',
			{ class: 'approval-timeline' },
			approval.records.map((record) => h('li', {}, lineOf(record, nameOf))),
		),
	);
}

/** Texts in a list, such as both ends of a range, without its brackets. */
function plain(text) {
	if (!/^\[".*"\]$/.test(text)) return text;
	return JSON.parse(text).join(' – ');
}

/** Rows of a table by its columns. */
function tableOf({ children = [] }, rows) {
	return h(
		'table',
		{},
		h(
			'tr',
			{},
			children.map(({ props }) => h('th', {}, props.label)),
		),
		rows.map((row) =>
			h(
				'tr',
				{},
				children.map(({ props }) => h('td', {}, row[props.id] ?? '')),
			),
		),
	);
}

const textField = (placeholder, label, focus) =>
	h('input', { type: 'text', placeholder, 'aria-label': label, 'data-focus': focus });

function actButton(text, label, onclick) {
	return h('button', { type: 'button', 'aria-label': label, onclick }, text);
}

function peopleSelect(people, label, first) {
	return h(
		'select',
		{ 'aria-label': label },
		first && h('option', { value: '' }, first),
		people.map(({ userId, name }) => h('option', { value: userId }, name)),
	);
}

/** What one person can do with the own task, with a reason. */
function decision({ userId, stepName }, name, colleagues, act) {
	const remark = textField('Reason', `Reason of ${name}`, `reason ${userId}`);
	const others = colleagues.filter((one) => one.userId !== userId);
	const to = peopleSelect(others, `Hand over the task of ${name} to`, 'To somebody else…');
	const does = (what, more) => act({ userId, act: what, remark: remark.value, ...more });
	const handOver = actButton('Hand over', `Hand over as ${name}`, () =>
		does('redirect', { toUserId: to.value }),
	);
	handOver.disabled = true;
	to.addEventListener('change', () => (handOver.disabled = to.value === ''));
	return h(
		'div',
		{ class: 'approval-act' },
		h('b', {}, name),
		h('small', {}, stepName),
		remark,
		h(
			'span',
			{ class: 'row wrap' },
			actButton('Approve', `Approve as ${name}`, () => does('agree')),
			actButton('Refuse', `Refuse as ${name}`, () => does('refuse')),
			to,
			handOver,
		),
	);
}

/** Who started it takes it back. */
function withdrawal({ originatorUserId: userId }, name, act) {
	const remark = textField('Reason', 'Reason to withdraw', 'reason to withdraw');
	return h(
		'div',
		{ class: 'approval-act' },
		h('b', {}, name),
		h('small', {}, '发起人 Originator'),
		remark,
		actButton('Withdraw', `Withdraw as ${name}`, () =>
			act({ userId, act: 'withdraw', remark: remark.value }),
		),
	);
}

/** Anybody says something to it. */
function commentary({ originatorUserId }, colleagues, act) {
	const who = peopleSelect(colleagues, 'Who comments');
	who.value = originatorUserId;
	const text = textField('Comment', 'Comment', 'comment');
	const send = actButton('Comment', 'Send the comment', () =>
		act({ userId: who.value, act: 'comment', remark: text.value }),
	);
	send.disabled = true;
	text.addEventListener('input', () => (send.disabled = text.value.trim() === ''));
	return h('div', { class: 'approval-act' }, who, text, send);
}

const DONE = {
	START_PROCESS_INSTANCE: 'started it',
	EXECUTE_TASK_NORMAL: 'decided',
	REDIRECT_TASK: 'handed it over',
	ADD_REMARK: 'commented',
	PROCESS_CC: 'had copies sent',
	TERMINATE_PROCESS_INSTANCE: 'withdrew it',
};

function lineOf({ userId, type, result, remark, time, ccUserIds }, nameOf) {
	const decided = { AGREE: 'approved', REFUSE: 'refused' }[result];
	const to = ccUserIds ? ` to ${ccUserIds.map(nameOf).join(', ')}` : '';
	const said = remark ? `: ${remark}` : '';
	return `${nameOf(userId)} ${decided ?? DONE[type] ?? type}${to}${said} · ${fullTime(time)}`;
}
