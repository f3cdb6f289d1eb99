/** The drive (钉盘): its spaces with their folders and files, and who was let in where. */
import { copyButton, fill, h, icon, syncList } from './dom.js';
import { fileSize, fullTime } from './format.js';
import { paneHead } from './pane.js';

/** Draws the view into `root`; `update` follows the store. */
export function createFiles(root) {
	const list = h('div', { class: 'files' });
	const attributes = { class: 'scroll padded', tabindex: '0', role: 'region' };
	fill(
		root,
		paneHead({ title: 'Files', line: '钉盘 – spaces with their folders and files' }),
		h('div', { ...attributes, 'aria-label': 'Files' }, list),
	);

	function update({ state }) {
		syncList(list, state.spaces, {
			key: ({ spaceId }) => spaceId,
			signature: (space) => JSON.stringify(space),
			make: (space) => spaceCard(space, state),
		});
	}
	return { update };
}

function spaceCard({ spaceId, name, grants, dentries }, state) {
	return h(
		'section',
		{ class: 'space' },
		h('h2', {}, name, ' ', copyButton(spaceId, 'space ID')),
		h('p', { class: 'muted' }, letIn(grants, state) || 'Rights are given for each file'),
		dentries.length > 0 ? rowsOf(dentries, '0', state) : h('p', { class: 'muted' }, 'Empty'),
	);
}

/** What is in a folder: folders first, by name. */
function rowsOf(dentries, parentId, state) {
	const children = dentries
		.filter((dentry) => dentry.parentId === parentId)
		.sort((a, b) => b.type.localeCompare(a.type) || a.name.localeCompare(b.name));
	if (children.length === 0) return null;
	return h(
		'ul',
		{},
		children.map((dentry) => h('li', {}, row(dentry, state), rowsOf(dentries, dentry.id, state))),
	);
}

function row(dentry, state) {
	const { id, uuid, type, name, bytes, version, modifiedAt, modifierUnionId, grants } = dentry;
	const by = state.people.find((person) => person.unionId === modifierUnionId)?.name;
	const facts = [
		...(type === 'FILE' ? [fileSize(bytes), version > 1 && `version ${version}`] : []),
		fullTime(modifiedAt),
		by,
	];
	return h(
		'div',
		{ class: `dentry ${type.toLowerCase()}` },
		icon(type === 'FILE' ? 'file' : 'folder'),
		h('b', {}, name),
		h('span', { class: 'muted' }, facts.filter(Boolean).join(' · ')),
		grants.length > 0 && h('span', { class: 'tag' }, letIn(grants, state)),
		copyButton(id, 'ID'),
		copyButton(`https://alidocs.dingtalk.com/i/nodes/${uuid}`, 'link'),
	);
}

const ROLES = {
	OWNER: 'owns',
	MANAGER: 'manages',
	EDITOR: 'edits',
	DOWNLOADER: 'downloads',
	READER: 'reads',
};

/** Who was let in, and as what. */
function letIn(grants, { people, departments, groups }) {
	const names = {
		USER: (id) => people.find(({ userId }) => userId === id)?.name,
		DEPT: (id) => departments.find(({ deptId }) => deptId === id)?.name,
		CONVERSATION: (id) => groups.find((group) => group.openConversationId === id)?.name,
		ORG: () => 'everybody',
	};
	return grants
		.map(({ type, id, roleId }) => `${names[type]?.(id) ?? id} ${ROLES[roleId] ?? roleId}`)
		.join(', ');
}
