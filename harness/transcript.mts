import { createHash } from 'node:crypto';
import type { Sandbox } from '../sandbox/index.mts';
import type { JournalEntry, Message, SandboxState } from '../sandbox/state/types.mts';
import { itemsOf, type NodeRun, type RunResult } from './n8n/runData.mts';
import type { Example } from './workflows.mts';

/** What a run of an example changed in the sandbox. */
export interface Effects {
	calls: JournalEntry[];
	messages: Message[];
	state: SandboxState;
}

const TEXT_LIMIT = 72;

/** Remembers where the sandbox stands; the returned function tells what came since. */
export function watch(sandbox: Sandbox): () => Effects {
	const callsBefore = new Set(sandbox.control.journal().map((entry) => entry.n));
	const messagesBefore = new Set(sandbox.control.state().messages.map((message) => message.id));
	return () => {
		const state = sandbox.control.state();
		return {
			state,
			calls: sandbox.control.journal().filter((entry) => !callsBefore.has(entry.n)),
			messages: state.messages.filter((message) => !messagesBefore.has(message.id)),
		};
	};
}

/** Per DingTalk step: how it went, and every call it made. */
export function describeSteps(example: Example, run: RunResult, calls: JournalEntry[]): string[] {
	const ours = run.nodes.filter(({ name }) => example.steps.some((step) => step.name === name));
	return ours.flatMap((node) => {
		const mark = node.status === 'success' ? '✓' : '✗';
		const count = node.items.length > 1 ? ` (${node.items.length} items)` : '';
		const lines = [`  ${mark} ${node.name}${count}`];
		const own = calls.filter((call) => isDuring(call, node)).map(describeCall);
		// The real DingTalk keeps no journal for us: what it answered has to do.
		if (calls.length === 0)
			own.push(...node.items.map(({ json }) => shorten(JSON.stringify(json))));
		return [...lines, ...own.map((line) => `      ${line}`)];
	});
}

/** The steps that are left out, one line per reason. */
export function describeSkipped({ skipped }: Example): string[] {
	const reasons = [...new Set(skipped.map(({ reason }) => reason))];
	return reasons.map((reason) => {
		const nodes = skipped.filter((entry) => entry.reason === reason).map(({ node }) => node);
		return `  – skipped: ${nodes.join(', ')} (${reason})`;
	});
}

/** Every step that went wrong, or what ended the run as a whole. */
export function findFailures(example: Example, run: RunResult): string[] {
	// What the error output of a node has dealt with, such as a model that does not answer.
	const isDealtWith = (name: string) =>
		run.status === 'success' && !example.steps.some((step) => step.name === name);
	const failures = run.nodes.flatMap(({ name, error }) =>
		error === undefined || isDealtWith(name) ? [] : [`${name}: ${describeError(error)}`],
	);
	if (failures.length > 0) return failures;
	if (run.status !== 'success') return [describeError(run.error ?? { message: run.status })];
	const ran = new Set(run.nodes.map(({ name }) => name));
	return example.steps.flatMap(({ name }) => (ran.has(name) ? [] : [`"${name}" did not run`]));
}

/** The sentence and the advice of an error. */
export function describeError(error: { message: string; description?: string }): string {
	return [error.message, error.description].filter((part) => part).join(' – ');
}

function isDuring(call: JournalEntry, node: NodeRun): boolean {
	return call.time >= node.startTime && call.time <= node.startTime + node.executionTime;
}

function describeCall(call: JournalEntry): string {
	const verdict = call.refused ? `refused ${call.code}` : `${call.status}`;
	return `${call.method} ${call.host} ${call.path}${describeBody(call.request)} → ${verdict}`;
}

/** The field of a body that says most. */
function describeBody(request: unknown): string {
	if (typeof request === 'string') return ` ${shorten(request)}`;
	if (typeof request !== 'object' || request === null) return '';
	const body = request as Record<string, unknown>;
	const kind = body.msgKey ?? body.msgtype ?? body.title ?? body.record_id ?? body.status;
	return kind === undefined ? '' : ` ${shorten(String(kind))}`;
}

/** What people see: one block per conversation, as long as messages stay in it. */
export function describeReceived({ messages, state }: Effects): string[] {
	let lastPlace = '';
	return messages.flatMap((message) => {
		const place = describePlace(message, state);
		const heading = place === lastPlace ? [] : [`  → ${place}`];
		lastPlace = place;
		return [
			...heading,
			`      ${message.kind}: ${describeContent(message)}${describeMentions(message, state)}`,
		];
	});
}

function describePlace({ target, via }: Message, state: SandboxState): string {
	const group = state.groups.find(
		({ openConversationId }) => openConversationId === target.openConversationId,
	);
	if (via === 'to-robot') return group === undefined ? 'the robot' : `the robot, in ${group.name}`;
	const userIds = group?.userIds ?? target.userIds ?? [];
	const people = userIds.map((userId) => nameOf(userId, state)).join(', ');
	return group === undefined ? people : `${group.name} (${people})`;
}

function describeMentions({ mentions }: Message, state: SandboxState): string {
	const byMobile = (mobile: string) => state.people.find((person) => person.mobile === mobile);
	const names = [
		...mentions.userIds.map((userId) => nameOf(userId, state)),
		...mentions.mobiles.map((mobile) => byMobile(mobile)?.name ?? mobile),
		...(mentions.everyone ? ['everyone'] : []),
	];
	return names.length === 0 ? '' : ` — mentions ${names.join(', ')}`;
}

function nameOf(userId: string, { people }: SandboxState): string {
	return people.find((person) => person.userId === userId)?.name ?? userId;
}

function describeContent({ content, kind, mediaIds }: Message): string {
	const links = content.links?.map(({ title }) => title).join(' | ');
	const buttons = content.buttons?.map(({ title }) => `[${title}]`).join(' ');
	const title = content.title ?? content.oa?.title;
	const main = content.fileName ?? title ?? content.text ?? links ?? mediaIds.join(', ');
	return [shorten(main), kind === 'actionCard' ? buttons : undefined].filter(Boolean).join(' ');
}

/** The work list of a person, after the schedule example. */
export function describeWorkRecords(state: SandboxState): string[] {
	return state.workRecords.map(({ userId, title, status }) => {
		return `  → ${nameOf(userId, state)}'s work list\n      ${status}: ${title}`;
	});
}

/** What became of the notifications for each person, after the daily report. */
export function describeOutcomes(run: RunResult, state?: SandboxState): string[] {
	return itemsOf(run, 'Who has got it').map(({ json: { userId, status, reason } }) => {
		const name = state === undefined ? String(userId) : nameOf(String(userId), state);
		return `      ${name}: ${status}${reason ? ` – ${shorten(String(reason))}` : ''}`;
	});
}

function shorten(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= TEXT_LIMIT ? line : `${line.slice(0, TEXT_LIMIT - 1)}…`;
}

/** A file of the share-file example, with the digest of its bytes at each place. */
export interface Fingerprints {
	fileName: string;
	before: string;
	after: string;
	/** What DingTalk holds; only the sandbox can be asked. */
	stored?: string;
	isSame: boolean;
}

/** Compares the bytes before the upload, as DingTalk holds them, and after the download. */
export async function compareBytes(run: RunResult, apiUrl?: string): Promise<Fingerprints[]> {
	return await Promise.all(
		itemsOf(run, 'Compare').map(async ({ json }) => {
			const [fileName, before, after] = [json.fileName, json.sha256Before, json.sha256After].map(
				String,
			);
			const stored =
				apiUrl === undefined ? undefined : await digestAt(apiUrl, String(json.mediaId));
			const isSame = before === after && (stored ?? before) === before;
			return { fileName, before, after, stored, isSame };
		}),
	);
}

async function digestAt(apiUrl: string, mediaId: string): Promise<string> {
	const response = await fetch(`${apiUrl}/_sandbox/media/${encodeURIComponent(mediaId)}`);
	const bytes = Buffer.from(await response.arrayBuffer());
	return response.ok ? sha256(bytes) : `answer ${response.status}`;
}

/** SHA-256 in hex. */
export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}
