import { runDingTalk } from '../../helpers/dingTalk.mts';
import type { Parameters, Row } from '../row.mts';
import { operation } from '../row.mts';

const locator = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const NODE = 'docMinutes000000000000000000001';
const SHARED = locator(`https://alidocs.dingtalk.com/i/p/${NODE}`, 'url');
const options = { operatorId: locator('union-alice', 'unionId') };
const DOCUMENT = { documentId: locator(NODE), markdown: 'x', options };
const BASE = { workspaceId: locator('wsHandbook000001'), options };
const NEW = { ...BASE, name: '={{ "x" + Math.random() }}', markdown: 'x' };
const BY_URL = 'wiki.node.queryByUrl';

/** Each time of a document that is new, as the call may have been done. */
const deletion: Row = {
	name: 'document/delete',
	operation: 'document/delete',
	endpoint: 'doc.workspaceDoc.delete',
	answer: 'nothing',
	async start({ run, credentials }) {
		let documentId = locator('');
		const call = async () => {
			const parameters = { resource: 'document', operation: 'delete', documentId, options };
			const { items, error } = await runDingTalk({
				parameters: parameters as Parameters,
				credentials,
			});
			return { output: items, error };
		};
		const before = async () => {
			const [made] = await run({ resource: 'document', operation: 'create', ...NEW, markdown: '' });
			documentId = locator(String(made.documentId));
		};
		return await Promise.resolve(Object.assign(call, { before }));
	},
};

export const documentRows: readonly Row[] = [
	operation('document/create', 'doc.workspaceDoc.create', NEW),
	operation('document/create: content', 'doc.content.overwrite', NEW),
	operation('document/create: by URL', BY_URL, { ...NEW, parentNodeId: SHARED }),
	operation('document/append', 'doc.blocks.insert', DOCUMENT),
	operation('document/getContent', 'doc.blocks.list', DOCUMENT),
	operation('document/replaceContent', 'doc.content.overwrite', DOCUMENT),
	...['append', 'getContent', 'replaceContent', 'delete'].map((name) =>
		operation(`document/${name}: by URL`, BY_URL, { ...DOCUMENT, documentId: SHARED }),
	),
	operation('document/delete: the node', 'wiki.node.get', DOCUMENT),
	deletion,
	operation('knowledgeBase/getAll', 'wiki.workspaces.list', { options }),
	operation('knowledgeBase/get', 'wiki.workspace.get', BASE),
	operation('knowledgeBaseNode/getAll', 'wiki.nodes.list', BASE),
	operation('knowledgeBaseNode/getAll: the root', 'wiki.workspace.get', BASE),
	operation('knowledgeBaseNode/getAll: by URL', BY_URL, { ...BASE, parentNodeId: SHARED }),
	operation('knowledgeBaseNode/get', 'wiki.node.get', { nodeId: locator(NODE), options }),
	operation('knowledgeBaseNode/get: by URL', BY_URL, { nodeId: SHARED, options }),
];
