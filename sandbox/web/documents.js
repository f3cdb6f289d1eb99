/** Documents (文档): knowledge bases (知识库) with their folders, each document as the blocks that it is made of. */
import { copyButton, fill, h, icon, syncList } from './dom.js';
import { fullTime } from './format.js';
import { outside, safeLink } from './links.js';
import { paneHead } from './pane.js';

/** Draws the view into `root`; `update` follows the store. */
export function createDocuments(root) {
	const list = h('div', { class: 'files' });
	const attributes = { class: 'scroll padded', tabindex: '0', role: 'region' };
	fill(
		root,
		paneHead({ title: 'Documents', line: '知识库 – press a document to read it' }),
		h('div', { ...attributes, 'aria-label': 'Documents' }, list),
	);
	// A document that was opened stays open when it changes.
	const opened = new Set();

	function update({ state }) {
		syncList(list, state.knowledgeBases, {
			key: ({ workspaceId }) => workspaceId,
			signature: (base) => JSON.stringify(base),
			make: (base) => baseCard(base, state, opened),
		});
	}
	return { update };
}

function baseCard({ workspaceId, rootNodeId, name, access, nodes }, { people }, opened) {
	const words = { write: 'edits', read: 'reads' };
	const letIn = Object.entries(access).map(
		([id, right]) => `${people.find(({ userId }) => userId === id)?.name ?? id} ${words[right]}`,
	);
	return h(
		'section',
		{ class: 'space' },
		h('h2', {}, name, ' ', copyButton(workspaceId, 'knowledge base ID')),
		h('p', { class: 'muted' }, letIn.join(', ')),
		nodes.length > 0
			? rowsOf(nodes, rootNodeId, people, opened)
			: h('p', { class: 'muted' }, 'Empty'),
	);
}

function rowsOf(nodes, parentId, people, opened) {
	const children = nodes.filter((node) => node.parentId === parentId);
	if (children.length === 0) return null;
	return h(
		'ul',
		{},
		children.map((node) =>
			h(
				'li',
				{},
				node.type === 'FOLDER' ? row(node, people) : documentOf(node, people, opened),
				rowsOf(nodes, node.nodeId, people, opened),
			),
		),
	);
}

function row({ nodeId, type, name, modifiedAt, modifierId }, people) {
	const by = people.find(({ unionId }) => unionId === modifierId)?.name;
	return h(
		'div',
		{ class: `dentry ${type.toLowerCase()}` },
		icon(type === 'FILE' ? 'file' : 'folder'),
		h('b', {}, name),
		h('span', { class: 'muted' }, [fullTime(modifiedAt), by].filter(Boolean).join(' · ')),
		copyButton(nodeId, 'ID'),
		copyButton(`https://alidocs.dingtalk.com/i/nodes/${nodeId}`, 'link'),
	);
}

function documentOf(node, people, opened) {
	const { nodeId, blocks } = node;
	return h(
		'details',
		{
			class: 'document',
			open: opened.has(nodeId),
			ontoggle: ({ target }) => (target.open ? opened.add(nodeId) : opened.delete(nodeId)),
		},
		h('summary', { 'data-focus': nodeId }, row(node, people)),
		h(
			'div',
			{ class: 'markdown page' },
			blocks.length > 0 ? drawBlocks(blocks) : h('p', { class: 'muted' }, 'Empty'),
		),
	);
}

/** Blocks in their order; items of a list that follow each other are one list. */
function drawBlocks(blocks) {
	const drawn = [];
	for (const { element } of blocks) {
		const { blockType } = element;
		if (!blockType.endsWith('List')) {
			drawn.push(drawBlock(element));
			continue;
		}
		const tag = blockType === 'orderedList' ? 'ol' : 'ul';
		const level = element[blockType].list?.level ?? 0;
		const item = h('li', { style: { marginLeft: `${level * 20}px` } }, textsOf(element));
		const last = drawn.at(-1);
		if (last?.localName === tag) last.append(item);
		else drawn.push(h(tag, {}, item));
	}
	return drawn;
}

function drawBlock(element) {
	const { blockType } = element;
	const properties = element[blockType] ?? {};
	if (blockType === 'heading') return h(`h${properties.level}`, {}, textsOf(element));
	if (blockType === 'blockquote') return h('blockquote', {}, textsOf(element));
	if (blockType === 'paragraph') return h('p', {}, textsOf(element));
	if (blockType === 'table') {
		const rows = (properties.cells ?? []).map((cells) =>
			h(
				'tr',
				{},
				cells.map((cell) => h('td', {}, cell)),
			),
		);
		return h('div', { class: 'table-scroll' }, h('table', {}, h('tbody', {}, rows)));
	}
	return h('p', { class: 'muted' }, `${blockType} block`);
}

const textsOf = (element) => element.children?.map(inline) ?? element[element.blockType].text ?? '';

function inline({ text = '', elementType, properties, children = [], bold, italic }) {
	if (elementType === 'link') {
		const url = safeLink(properties?.href);
		const texts = children.map(inline);
		return url ? h('a', outside(url), texts) : texts;
	}
	const tag = bold ? 'b' : italic ? 'i' : 'span';
	return h(tag, {}, text);
}
