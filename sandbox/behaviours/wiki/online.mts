import type { World } from '../../server/call.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';
import { addressOf } from './shape.mts';

/** An AI table or a spreadsheet as knowledge bases and the search know it. */
export interface OnlineDocument {
	nodeId: string;
	/** Without the extension. */
	name: string;
	extension: string;
	/** The root of the knowledge base that it lies in; it may lie in none of the sandbox's. */
	parentId?: string;
	creatorUnionId: string;
	createdAt: number;
}

/** The tables and spreadsheets that the person of a unionId may open. */
export function onlineDocuments({ store }: World, operatorId: string): OnlineDocument[] {
	const userId = personOfUnion(store, operatorId)?.userId ?? '';
	const tables = [...store.aiTables.bases.values()].map(({ access, ...base }) => ({
		...base,
		nodeId: base.baseId,
		letIn: Object.keys(access),
	}));
	const books = [...store.workbooks.values()].map(({ editors, readers, ...book }) => ({
		...book,
		nodeId: book.workbookId,
		extension: 'axls',
		letIn: [...editors, ...readers],
	}));
	return [...tables, ...books]
		.filter(({ letIn }) => letIn.includes(userId))
		.map(({ nodeId, name, extension, parentId }) => ({
			...{ nodeId, name, extension, parentId },
			...{ creatorUnionId: 'union-zhangwei', createdAt: 0 },
		}));
}

/** It as answers have it. */
export function onlineNodeAnswer(
	{ store }: World,
	{ nodeId, name, extension, parentId }: OnlineDocument,
) {
	const home = [...store.documents.bases.values()].find(
		({ rootNodeId }) => rootNodeId === parentId,
	);
	return {
		nodeId,
		workspaceId: home?.workspaceId ?? 'sandboxWorkspace',
		name: `${name}.${extension}`,
		type: 'FILE',
		category: 'ALIDOC',
		extension,
		url: addressOf({ nodeId }),
		hasChildren: false,
	};
}
