/** The panel beside a chat: the ids a node asks for, members, robots, the chat picker. */
import { copyButton, fill, h } from './dom.js';
import { avatar } from './avatar.js';
import { sandboxCall } from './store.js';

/** What the panel says about a group or a person. */
export function aboutChat(chat, state) {
	return chat.type === 'group' ? aboutGroup(chat.subject, state) : aboutPerson(chat.subject, state);
}

function idRows(rows) {
	return h(
		'dl',
		{ class: 'ids' },
		rows
			.filter(([, value]) => value)
			.map(([name, value]) => [
				h('dt', {}, name),
				h('dd', {}, h('code', {}, value), copyButton(value, name)),
			]),
	);
}

function aboutPerson(person, { departments }) {
	const { userId, unionId, mobile, deptIds } = person;
	const nameOf = (deptId) => departments.find((one) => one.deptId === deptId)?.name ?? '';
	return [
		h('h2', {}, 'Ids'),
		idRows([
			['User ID', userId],
			['Union ID', unionId],
			['Mobile', mobile],
		]),
		h('h2', {}, 'Departments'),
		idRows(deptIds.map((deptId) => [nameOf(deptId), deptId])),
	];
}

function aboutGroup(group, state) {
	const members = group.userIds.map(
		(userId) => state.people.find((person) => person.userId === userId) ?? { userId, name: userId },
	);
	const hooks = state.webhookRobots.filter(
		(robot) => robot.openConversationId === group.openConversationId,
	);
	return [
		h('h2', {}, 'Ids'),
		idRows([
			['Open Conversation ID', group.openConversationId],
			['Chat ID', group.chatId],
			['Template', group.templateId],
		]),
		h('h2', {}, 'Chat picker'),
		chatPicker(group, members),
		h('h2', {}, `Members (${members.length})`),
		h(
			'ul',
			{ class: 'plain' },
			members.map((person) => memberRow(person, group)),
		),
		h('h2', {}, 'Robots'),
		h('ul', { class: 'plain' }, [...group.robotCodes.map(appRow), ...hooks.map(hookRow)]),
	];
}

function memberRow(person, group) {
	const { userId } = person;
	const role =
		userId === group.ownerUserId ? 'Owner' : group.subAdminUserIds.includes(userId) && 'Admin';
	const nick = group.nicks[userId];
	return h(
		'li',
		{},
		avatar(person.name),
		h('span', {}, nick ? `${nick} (${person.name})` : person.name),
		h('code', {}, userId),
		role && h('span', { class: 'badge' }, role),
		userId in group.mutes && h('span', { class: 'badge fault' }, 'Muted'),
	);
}

function appRow(robotCode) {
	return h(
		'li',
		{},
		avatar('robot', 'robot'),
		h('code', {}, robotCode),
		h('span', { class: 'badge' }, 'App robot'),
	);
}

function hookRow(robot) {
	const rule = {
		none: 'no check',
		sign: 'signed',
		keywords: robot.keywords.join(', '),
		ipList: robot.ipList.join(', '),
	};
	const text = robot.status === 'active' ? rule[robot.security] : robot.status;
	return h('li', {}, avatar(robot.name, 'robot'), h('span', {}, robot.name), h('small', {}, text));
}

/** What the client's picker gives a page: a cid for one message of that member, for 24 hours. */
function chatPicker(group, members) {
	const select = h(
		'select',
		{ 'aria-label': 'Member who picks this chat' },
		members.map((person) => h('option', { value: person.userId }, person.name)),
	);
	const result = h('p', { class: 'cid', role: 'status' });
	const pick = async () => {
		try {
			const answer = await sandboxCall('POST', 'cid', {
				userId: select.value,
				openConversationId: group.openConversationId,
			});
			fill(result, h('code', {}, answer.cid), copyButton(answer.cid, 'cid'));
		} catch (error) {
			fill(result, error.message);
		}
	};
	return h(
		'div',
		{ class: 'picker' },
		h('p', { class: 'hint' }, 'Gives a single-use cid, as dd.chooseChat does.'),
		h('div', { class: 'row' }, select, h('button', { type: 'button', onclick: pick }, 'Get a cid')),
		result,
	);
}
