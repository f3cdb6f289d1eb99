import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import { sha256 } from '../../../harness/transcript.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import type { SandboxState } from '../../../sandbox/state/types.mts';
import { isIn, ownFile, storedBytes, type Judge } from './judging.mts';

const PHOENIX = 'cidPhoenix0000000000001==';

/** What must be true of the examples that pushes start. */
export const PUSH_JUDGES: Record<string, Record<string, Judge>> = {
	'answering-bot': {
		'a question is answered where it was asked': (_, { messages }) => {
			const [toLina, toGroup, ...more] = messages.filter(({ via }) => via === 'session');
			assert.deepEqual(more, []);
			assert.deepEqual(toLina?.target.userIds, ['lina']);
			assert.match(toLina.content.text ?? '', /OA 审批/);
			assert.ok(isIn(toGroup?.target, PHOENIX));
			assert.match(toGroup.content.text ?? '', /Guest/);
		},
		'in the group, who asked is mentioned': (_, { messages }) => {
			const inGroup = messages.find(
				({ via, target }) => via === 'session' && isIn(target, PHOENIX),
			);
			assert.deepEqual(inGroup?.mentions.userIds, ['alice']);
		},
		'the text comes without the space that the mention leaves': (run) => {
			const texts = itemsOf(run, 'Somebody writes').map(({ json }) => json.text);
			assert.equal(texts[1], 'What is the Wi-Fi password?');
		},
		'the file has come as it was sent': async (run, _, { session }) => {
			const { binary, json } = itemsOf(run, 'Somebody writes')[2];
			assert.ok(binary?.data, JSON.stringify(json));
			assert.equal(binary.data.fileName, 'release-minutes.pdf');
			const bytes = await session.client.bytesOf(binary.data);
			assert.equal(sha256(bytes), sha256(await ownFile('release-minutes.pdf')));
		},
		'it goes back as a zip with the same bytes': async (_, { messages }, bench) => {
			const file = messages.find(({ via }) => via === 'robot-oto');
			assert.deepEqual(file?.target.userIds, ['lina']);
			assert.equal(file.content.fileName, 'release-minutes.zip');
			const zip = await storedBytes(bench, file.content.mediaId);
			assert.equal(sha256(firstEntry(zip)), sha256(await ownFile('release-minutes.pdf')));
		},
		'no item shows a session webhook': (run) => {
			const items = JSON.stringify(run.nodes.map((node) => node.items));
			assert.doesNotMatch(items, /sendBySession/);
			assert.match(items, /"sealedSession":"/);
		},
	},
	'ai-card': {
		'the answer is typed into the card that was there while the agent thought': (_, { state }) => {
			const [answered] = state.cards;
			assert.equal(answered.typing?.state, 'done');
			assert.equal(answered.unreadable, undefined);
			assert.match(answered.params.content, /^\*\*Leave\*\*[^]*请告知团队。$/);
			// "Thinking", the steps, and the end twice.
			assert.ok((answered.typing?.frames ?? 0) > 4, `${answered.typing?.frames} frames`);
			assert.deepEqual(
				answered.places.map(({ spaceId }) => spaceId),
				[PHOENIX],
			);
		},
		'where the agent fails, the card says so': (_, { state }) => {
			const [, failed, ...more] = state.cards;
			assert.deepEqual(more, []);
			assert.equal(failed.typing?.state, 'failed');
			assert.match(failed.params.content, /无法回答/);
		},
		'no call is refused, and no message goes beside the cards': (_, { calls, messages }) => {
			assert.deepEqual(
				calls.filter(({ refused }) => refused),
				[],
			);
			assert.ok(messages.every(({ via }) => via === 'card-instance' || via === 'to-robot'));
		},
	},
	'approval-result': {
		'who asked has a card of their own, with the way to the form': (_, { messages }) => {
			const [card, ...more] = messages.filter(({ via }) => via === 'robot-oto');
			assert.deepEqual(more, []);
			assert.deepEqual(card?.target.userIds, ['lina']);
			assert.match(card.content.text ?? '', /已通过[^]*差旅报销[^]*2026-03-03 09:05/);
			assert.match(card.content.buttons?.[0].url ?? '', /^https:\/\/aflow\.dingtalk\.com\//);
		},
		'the group has one line': (_, { messages }) => {
			const [line, ...more] = messages.filter(({ target }) => isIn(target, PHOENIX));
			assert.deepEqual(more, []);
			assert.match(line?.content.text ?? '', /^李娜提交的差旅报销 [^\n]*: ✅ approved 已通过$/);
		},
	},
	'approve-deploy': {
		'each release manager has the card, and reads what is to be deployed': (_, { state }) => {
			const cards = deployCards(state);
			assert.equal(cards.length, 2);
			for (const { places, params } of cards) {
				assert.deepEqual(
					places.map(({ spaceId }) => spaceId),
					['lina', 'bob'],
				);
				assert.match(
					params.content,
					/checkout 2\.4\.1\?[^]*Alice Chen[^]*- Faster search[^]*- Fix:/,
				);
			}
		},
		'who is no release manager is told so, and decides nothing': (_, { state }) => {
			const [{ privateParams }] = deployCards(state);
			assert.match(privateParams.alice?.hint ?? '', /Only the people named can decide/);
		},
		'the cards show who decided': (_, { state }) => {
			const outcomes = deployCards(state).map(({ params }) => params.outcome);
			assert.match(outcomes[0], /^发布 Deploy · Bob Smith · /);
			assert.match(outcomes[1], /^不发布 Hold · 李娜 · /);
		},
		'what is approved is deployed, and nothing else': (run) => {
			assert.deepEqual(
				itemsOf(run, 'Deploy').map(({ json }) => json),
				[{ service: 'checkout', version: '2.4.1', approvedBy: 'bob', state: 'running' }],
			);
		},
		'the group reads who approved, and who holds it back': (_, { messages }) => {
			const [approved, held, ...more] = messages.filter(({ target }) => isIn(target, PHOENIX));
			assert.deepEqual(more, []);
			assert.match(approved?.content.text ?? '', /^✅ checkout 2\.4\.1: approved by Bob Smith/);
			assert.match(held?.content.text ?? '', /^⛔ checkout 2\.4\.1: 李娜 holds it back/);
		},
	},
	'expense-limit': {
		'below the limit nobody is asked': (run, { state }) => {
			assert.equal(itemsOf(run, 'An expense is claimed').length, 3);
			assert.equal(expenseCards(state).length, 2);
		},
		'who decides has the card, and reads what the money was for': (_, { state }) => {
			const [declined, escalated, ...more] = expenseCards(state);
			assert.deepEqual(more, []);
			assert.deepEqual(placesOf(declined), ['lina']);
			assert.deepEqual(placesOf(escalated), ['lina', 'bob']);
			assert.match(declined.params.content, /CNY 3480[^]*Alice Chen[^]*- Hotel, three nights/);
		},
		'without an answer the manager is reminded, and the next in charge is asked too': (
			_,
			{ messages },
		) => {
			const reminders = messages.filter(({ content }) => content.text?.includes('⏰'));
			assert.ok(reminders.length > 0);
			assert.ok(reminders.every(({ target }) => target.userIds?.join() === 'lina'));
			assert.match(reminders.at(-1)?.content.text ?? '', /the next in charge is asked too/);
		},
		'the cards show who decided': (_, { state }) => {
			const outcomes = expenseCards(state).map(({ params }) => params.outcome);
			assert.match(outcomes[0], /^拒绝 Decline · 李娜 · /);
			assert.match(outcomes[1], /^同意 Approve · Bob Smith · /);
		},
		'who claimed it reads how each ended': (_, { messages }) => {
			const told = messages.filter(({ target }) => target.userIds?.join() === 'alice');
			const texts = told.map(({ content }) => content.text ?? '');
			assert.equal(texts.length, 3);
			assert.match(texts[0], /^✅ Your claim of CNY 86 is approved .*below the limit/);
			assert.match(texts[1], /^⛔ Your claim of CNY 3480 is not approved .*李娜 declined it/);
			assert.match(texts[2], /^✅ Your claim of CNY 3480 is approved .*by Bob Smith/);
		},
	},
	'leave-request': {
		'both approvals were started in the name of the person whose number it is': (_, { state }) => {
			const [first, second, ...more] = leaves(state);
			assert.deepEqual(more, []);
			for (const { originatorUserId, values } of [first, second]) {
				assert.equal(originatorUserId, 'alice');
				assert.match(JSON.stringify(values), /年假 Annual[^]*2026-12-24[^]*Family 家事/);
			}
		},
		'the workflow waited, and went on with what was decided': (run) => {
			const outcomes = itemsOf(run, 'Ask for approval').map(({ json }) => json.outcome);
			assert.deepEqual(outcomes, ['approved', 'refused']);
		},
		'who asked reads each result, with what was said to it': (_, { messages }) => {
			const [approved, refused, ...more] = messages.filter(({ via }) => via === 'robot-oto');
			assert.deepEqual(more, []);
			for (const { target } of [approved, refused]) assert.deepEqual(target.userIds, ['alice']);
			assert.match(approved.content.text ?? '', /✅ Approved[^]*2026-12-24[^]*李娜: Enjoy it/);
			assert.match(refused.content.text ?? '', /❌ Refused[^]*2026-12-25[^]*李娜: Release week/);
		},
	},
	welcome: {
		'each new colleague has a card with their name': (_, { messages }) => {
			const cards = messages.filter(({ via }) => via === 'robot-oto');
			const reached = cards.map(({ target, content }) => [target.userIds, content.text]);
			assert.equal(reached.length, 2);
			for (const [userId, name] of [
				['alice', 'Alice Chen'],
				['wangfang', '王芳'],
			]) {
				const [, text] = reached.find(([userIds]) => userIds?.includes(userId)) ?? [];
				assert.ok(text?.includes(name), `${userId}: ${String(text)}`);
			}
		},
		'the group hears of both in one message': (_, { messages }) => {
			const [message, ...more] = messages.filter(({ target }) => isIn(target, PHOENIX));
			assert.deepEqual(more, []);
			assert.match(message?.content.text ?? '', /\*\*Alice Chen\*\*[^]*\*\*王芳\*\*/);
		},
	},
};

/** The cards of the deployments, oldest first. */
const deployCards = ({ cards }: SandboxState) =>
	cards.filter(({ params }) => params.content?.includes('🚀 Deploy'));

/** The cards of the expenses, oldest first, and who has each. */
const expenseCards = ({ cards }: SandboxState) =>
	cards.filter(({ params }) => params.content?.includes('💴'));
const placesOf = ({ places }: SandboxState['cards'][0]) => places.map(({ spaceId }) => spaceId);
/** The leave that was asked for, oldest first. */
const leaves = ({ approvals }: SandboxState) =>
	approvals.filter(({ values }) => JSON.stringify(values).includes('Family 家事'));

/** The bytes of the first file of a zip; n8n stores what is compressed by its kind, such as PDF. */
function firstEntry(zip: Buffer): Buffer {
	assert.equal(zip.toString('latin1', 0, 4), 'PK\u0003\u0004');
	const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
	const isDeflated = zip.readUInt16LE(8) === 8;
	const packed = zip.subarray(start, start + zip.readUInt32LE(18));
	return isDeflated ? inflateRawSync(packed) : packed;
}
