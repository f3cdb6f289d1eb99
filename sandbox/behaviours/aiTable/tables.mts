import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';
import { findBase, findSheet } from './find.mts';

/** `GET /v1.0/notable/bases/{baseId}/sheets`. */
export const listSheets: Behaviour = (world, request) => {
	const base = findBase(world, request, 'read');
	if ('body' in base) return base;
	return ok({ value: base.sheets.map(({ id, name }) => ({ id, name })) });
};

/** `GET …/sheets/{sheetIdOrName}/fields`. */
export const listFields: Behaviour = (world, request) => {
	const sheet = findSheet(world, request, 'read');
	return 'body' in sheet ? sheet : ok({ value: structuredClone(sheet.fields) });
};

/** Addresses of documents: `https://alidocs.dingtalk.com/i/nodes/{nodeId}`, and short ones that were shared. */
const NODE = /^https:\/\/alidocs\.dingtalk\.com\/i\/(?:nodes|p)\/([\w-]+)/;

/** `POST /v2.0/wiki/nodes/queryByUrl`; that somebody without access gets `nodeNotExist` is [unverified]. */
export const nodeByUrl: Behaviour = ({ store }, { endpoint, query, body }) => {
	const [, nodeId = ''] = NODE.exec(body.url as string) ?? [];
	const base = store.aiTables.bases.get(nodeId);
	const userId = personOfUnion(store, query.operatorId)?.userId ?? '';
	if (!base?.access[userId]) return apiError(endpoint, 'nodeNotExist');
	return ok({
		node: {
			nodeId: base.baseId,
			workspaceId: 'sandboxWorkspace',
			name: `${base.name}.${base.extension}`,
			type: 'FILE',
			category: 'ALIDOC',
			extension: base.extension,
			url: `https://alidocs.dingtalk.com/i/nodes/${base.baseId}`,
			hasChildren: false,
		},
	});
};
