import type { MessageKind } from '../nodes/shared/messages/content.ts';
import type { Cell } from '../nodes/shared/messages/matrix.ts';
import { MATRIX, unsupported } from '../nodes/shared/messages/matrix.ts';
import type { MessageTarget } from '../nodes/shared/messages/targets.ts';
import { KINDS, TARGETS } from '../nodes/shared/messages/targets.ts';
import { toTable } from './table.mts';

const INTRODUCTION = `# Messages: what goes where

Made by \`npm run docs\` from the nodes' code; do not edit.

_Message > Send_ asks first whom the message goes to, then what it is. What a target cannot carry is not offered, and refused
with the sentence below when an expression asks for it, before anything is sent.

What becomes of markdown, of an empty title and of a text that is too long: [markdown.md](markdown.md).`;

const targets = Object.keys(TARGETS) as MessageTarget[];
const kinds = (Object.keys(KINDS) as MessageKind[]).sort((a, b) =>
	KINDS[a].name.localeCompare(KINDS[b].name, 'en'),
);

/** docs/messages.md: target × kind × limit. */
export function messagesPage(): string {
	return (
		[
			INTRODUCTION,
			'## Targets',
			targetTable(),
			'## Target and kind',
			overview(),
			...groupsOfTargets().flatMap(section),
		].join('\n\n') + '\n'
	);
}

const targetTable = () =>
	toTable(
		['Send To', 'Reaches', 'One call takes', 'Mentions', 'Open to new apps'],
		targets.map((target) => {
			const { name, description, perCall, canMention, isLegacy } = TARGETS[target];
			return [name, description, perCall, canMention ? 'yes' : 'no', isLegacy ? 'no' : 'yes'];
		}),
	);

const overview = () =>
	toTable(
		['', ...targets.map((target) => TARGETS[target].name)],
		kinds.map((kind) => [
			`**${KINDS[kind].name}**`,
			...targets.map((target) => (MATRIX[target][kind].isCarried ? 'yes' : '–')),
		]),
	);

/** Targets that carry the same things in the same form share a section. */
function groupsOfTargets(): MessageTarget[][] {
	const groups = new Map<unknown, MessageTarget[]>();
	for (const target of targets) {
		groups.set(MATRIX[target], [...(groups.get(MATRIX[target]) ?? []), target]);
	}
	return [...groups.values()];
}

function section(group: MessageTarget[]): string[] {
	const [target] = group;
	const row = (kind: MessageKind) => [KINDS[kind].name, ...cellsOf(target, kind)];
	return [
		`## ${group.map((one) => TARGETS[one].name).join(', ')}`,
		toTable(['Message Type', "DingTalk's form", 'Limit, or refusal'], kinds.map(row)),
	];
}

function cellsOf(target: MessageTarget, kind: MessageKind): string[] {
	const cell: Cell = MATRIX[target][kind];
	if (cell.isCarried) return [cell.wireForm, cell.limit];
	const { message, fix } = unsupported(target, kind);
	return ['–', `${message}. ${fix}.`];
}
