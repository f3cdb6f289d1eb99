import { RESOURCES } from '../nodes/DingTalk/registry.ts';
import type { Operation } from '../nodes/DingTalk/operation/operation.ts';
import { toTable } from './table.mts';

const INTRODUCTION = `# Operations of the DingTalk node

Made by \`npm run docs\` from the nodes' code; do not edit. What an operation needs beforehand is in
[credentials.md](credentials.md), what a message may be in [messages.md](messages.md).

Paths that start with \`/v1.0\` belong to DingTalk's API host, all others to the OAPI host. Pickers, and fields that take any
ID of a person or group, also call the contacts API, or \`/v1.0/im/chat/{chatId}/convertToOpenConversationId\`, once per run
and ID.`;

/** docs/operations.md: every resource, operation, action and endpoint. */
export function operationsPage(): string {
	const sections = RESOURCES.map(
		({ name, operations }) =>
			`## ${name}\n\n${toTable(['Operation', 'Action', 'What it does', 'DingTalk APIs'], [...operations].sort(byName).map(toRow))}`,
	);
	return [INTRODUCTION, ...sections].join('\n\n') + '\n';
}

const byName = (a: Operation, b: Operation) => a.name.localeCompare(b.name, 'en');

const toRow = ({ name, action, description, endpoints }: Operation): string[] => [
	name,
	action,
	description,
	endpoints.map((endpoint) => `\`${endpoint}\``).join('<br>') || 'any',
];
