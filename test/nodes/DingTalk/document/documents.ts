/** The sandbox's documents. */
import type { Sandbox } from '../../../../sandbox/index.mts';
import { byId } from '../aiTableRecord/tables';

export const HANDBOOK = 'wsHandbook000001';
export const HANDBOOK_ROOT = 'rootHandbook0000000000000000001';
/** Only zhangwei may see it. */
export const FINANCE = 'wsFinance0000001';
export const MEETINGS = 'folderMeetings00000000000000001';
export const MINUTES = 'docMinutes000000000000000000001';
export const WELCOME = 'docWelcome000000000000000000001';

export const addressOf = (nodeId: string): string =>
	`https://alidocs.dingtalk.com/i/nodes/${nodeId}`;
/** Whoever acts in place of the credential's Operator, alice. */
export const as = (userId: string) => ({ operatorId: byId(userId) });

/** The document of a name. */
export const nodeOf = (sandbox: Sandbox, name: string) =>
	sandbox.control
		.state()
		.knowledgeBases.flatMap(({ nodes }) => nodes)
		.find((node) => node.name === name);

/** Types and texts of a document's blocks. */
export const textsOf = (sandbox: Sandbox, name: string) =>
	nodeOf(sandbox, name)?.blocks.map(({ element: { blockType, children = [] } }) => [
		blockType,
		children.map(({ text }) => text).join(''),
	]);
