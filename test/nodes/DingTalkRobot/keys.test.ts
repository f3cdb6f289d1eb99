import type { IDataObject, INode, IRun } from 'n8n-workflow';
import nock from 'nock';

import { DingTalkRobot } from '../../../nodes/DingTalkRobot/DingTalkRobot.node';
import {
	loadedRobot,
	OAPI,
	ROBOT_NODE,
	robotCredential,
	runRobot,
} from '../../helpers/dingTalkRobot.mts';
import { fakeTime } from '../../helpers/fakeTime.mts';
import { FLOW_TYPES, nodeOf, START, wires } from '../../helpers/flow.mts';
import { runWorkflow } from '../../../harness/runWorkflow.mts';
import { agentWorkflow, callByMcp, CALLER } from '../../helpers/tools.mts';

interface Posted {
	text: { content: string };
	msgUuid: string;
}

let count = 0;
let webhook = '';

beforeEach(() => {
	webhook = `keys-test-token-${++count}`;
});

afterEach(() => jest.restoreAllMocks());

const ok = { errcode: 0, errmsg: 'ok' };
const hiccup = { errcode: 12345, errmsg: 'hiccup' };
const RETRIED = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** Answers posts with what `answers` say, the last one again and again. */
function robot(...answers: object[]) {
	const bodies: Posted[] = [];
	nock(OAPI)
		.persist()
		.post('/robot/send', (body) => bodies.push(body as Posted) > 0)
		.query(true)
		.reply(200, () => (answers.length > 1 ? answers.shift() : answers[0]) as object);
	return bodies;
}

const textsOf = (bodies: Posted[]) => bodies.map(({ text }) => text.content);
const keysOf = (bodies: Posted[]) => bodies.map(({ msgUuid }) => msgUuid);

/** DingTalk posts a message for each of them. */
function expectNoneShared(bodies: Posted[], texts: string[]) {
	expect(textsOf(bodies)).toEqual(texts);
	expect(new Set(keysOf(bodies)).size).toBe(texts.length);
}

const robotNode = (name: string, more: Partial<INode> = {}) =>
	nodeOf(name, ROBOT_NODE, {
		parameters: { operation: 'sendText', text: '={{ $json.t }}' },
		credentials: { dingTalkGroupRobotApi: { id: 'c1', name: 'Robot' } },
		...more,
	});

/** Runs robots and nodes of n8n, connected as told. */
async function runFlow(nodes: INode[], ...lines: string[]): Promise<IRun> {
	const run = await runWorkflow({
		workflow: { nodes: [START, ...nodes], connections: wires(...lines) },
		nodes: { ...FLOW_TYPES, [ROBOT_NODE]: loadedRobot() },
		credentials: robotCredential({ webhookToken: webhook }),
		input: [{ json: { t: 'same' } }],
	});
	expect(run.data.resultData.error).toBeUndefined();
	return run;
}

const run = async (more: object = {}) =>
	await runRobot({
		parameters: { operation: 'sendText', text: '={{ $json.t }}' },
		credential: { webhookToken: webhook },
		input: [{ json: { t: 'same' } }],
		...more,
	});

const tool = (settings: Partial<INode> = {}) => ({
	node: new DingTalkRobot(),
	parameters: { operation: 'sendText', text: "={{ $fromAI('text') }}" },
	credential: 'dingTalkGroupRobotApi',
	credentials: robotCredential({ webhookToken: webhook }),
	settings,
});

/** An agent that calls the tool for each item with these arguments, the items at once. */
async function runAgent(calls: IDataObject[][], settings: Partial<INode> = {}): Promise<string[]> {
	const { nodes, connections, types } = agentWorkflow(tool(settings));
	const { data } = await runWorkflow({
		workflow: {
			nodes: [START, ...nodes],
			connections: { ...connections, ...wires(`Start > ${CALLER}`) },
		},
		nodes: types,
		credentials: robotCredential({ webhookToken: webhook }),
		input: calls.map((ofItem) => ({ json: { calls: ofItem } })),
	});
	const [items] = data.resultData.runData[CALLER][0].data?.main ?? [];
	return (items ?? []).flatMap(({ json }) => json.said as string[]);
}

describe('the same text twice is two messages', () => {
	it('in two items that are one object', async () => {
		const bodies = robot(ok);
		await runFlow(
			[nodeOf('Twins', 'test.twins'), robotNode('Robot')],
			'Start > Twins',
			'Twins > Robot',
		);
		expectNoneShared(bodies, ['same', 'same']);
	});

	it('in a node that runs twice in one execution, with the same item', async () => {
		const bodies = robot(ok);
		await runFlow(
			[nodeOf('Pass', 'test.passOn'), robotNode('Robot')],
			'Start > Robot',
			'Start > Pass',
			'Pass > Robot',
		);
		expectNoneShared(bodies, ['same', 'same']);
	});

	it('in the rounds of a loop', async () => {
		const bodies = robot(ok);
		await runFlow(
			[nodeOf('Loop', 'test.threeRounds'), robotNode('Robot'), nodeOf('Pass', 'test.passOn')],
			'Start > Loop',
			'Loop.1 > Pass',
			'Pass > Robot',
			'Pass > Loop',
		);
		expectNoneShared(bodies, ['same', 'same', 'same']);
	});

	it('in two nodes with one ID, as workflows made by programs have them', async () => {
		const bodies = robot(ok);
		await runFlow(
			[robotNode('First', { id: '1' }), robotNode('Second', { id: '1' })],
			'Start > First',
			'Start > Second',
		);
		expectNoneShared(bodies, ['same', 'same']);
	});

	it('in executions with one number: of a copied workflow, a copied n8n, or a new database', async () => {
		const bodies = robot(ok);
		await run({ executionId: '7' });
		await run({ executionId: '7' });
		expectNoneShared(bodies, ['same', 'same']);
	});
});

describe("n8n's Retry On Fail", () => {
	it('tries a message again with its key, and none that was posted', async () => {
		fakeTime();
		const bodies = robot(ok, hiccup, hiccup, ok);
		const input = [{ json: { t: 'a' } }, { json: { t: 'b' } }];
		const { error } = await run({ input, settings: RETRIED });
		expect(error).toBeUndefined();
		expect(textsOf(bodies)).toEqual(['a', 'b', 'b', 'b']);
		const [a, b] = keysOf(bodies);
		expect(a).not.toBe(b);
		expect(keysOf(bodies)).toEqual([a, b, b, b]);
	});

	it('tries also after a failure that the node put out', async () => {
		const bodies = robot(hiccup, ok);
		const { items } = await run({ settings: { ...RETRIED, onError: 'continueRegularOutput' } });
		expect(items[0].json.success).toBe(true);
		expect(textsOf(bodies)).toEqual(['same', 'same']);
		expect(new Set(keysOf(bodies)).size).toBe(1);
	});

	it('takes a text that has changed in the meantime for another message', async () => {
		const bodies = robot(hiccup, ok);
		let tries = 0;
		const json = {
			get t() {
				return `try ${++tries}`;
			},
		};
		await run({ input: [{ json }], settings: RETRIED });
		expect(bodies).toHaveLength(2);
		expectNoneShared(bodies, textsOf(bodies));
	});
});

describe('a tool of an AI Agent that runs its tools itself', () => {
	it('sends what each item of a batch calls it for, though n8n counts their calls alike', async () => {
		const bodies = robot(ok);
		await runAgent([
			[{ text: 'one' }, { text: 'three' }],
			[{ text: 'two' }, { text: 'four' }],
		]);
		expectNoneShared(bodies, ['one', 'two', 'three', 'four']);
	});

	it('sends twice what it is called for twice, within an item and in two of them', async () => {
		const bodies = robot(ok);
		await runAgent([[{ text: 'same' }, { text: 'same' }], [{ text: 'same' }]]);
		expectNoneShared(bodies, ['same', 'same', 'same']);
	});

	it('keeps the key of a call that n8n tries again, and no other call has it', async () => {
		const bodies = robot(hiccup, hiccup, ok);
		const said = await runAgent([[{ text: 'a' }, { text: 'a' }]], RETRIED);
		expect(said.map((text) => JSON.parse(text)[0].success)).toEqual([true, true]);
		const keys = keysOf(bodies);
		expect(textsOf(bodies)).toEqual(['a', 'a', 'a', 'a']);
		expect(keys).toEqual([keys[0], keys[0], keys[0], keys[3]]);
		expect(keys[3]).not.toBe(keys[0]);
	});
});

describe('a tool of the MCP Server Trigger, where n8n has no execution', () => {
	it('sends every call, of two texts and of one text twice', async () => {
		const bodies = robot(ok);
		await callByMcp(tool(), [{ text: 'one' }, { text: 'two' }, { text: 'two' }]);
		expectNoneShared(bodies, ['one', 'two', 'two']);
	});

	it('keeps the key of a call that n8n tries again, and no other call has it', async () => {
		const bodies = robot(hiccup, ok);
		await callByMcp(tool(RETRIED), [{ text: 'a' }, { text: 'a' }]);
		const [first, second, third] = keysOf(bodies);
		expect(bodies).toHaveLength(3);
		expect(second).toBe(first);
		expect(third).not.toBe(first);
	});
});

describe("the user's own key", () => {
	it('is refused where it is no text: as text it would be the same for all items', async () => {
		const parameters = {
			operation: 'sendText',
			text: '={{ $json.t }}',
			options: { msgUuid: '={{ $json }}' },
		};
		const { error } = await run({ parameters });
		expect(error?.message).toBe("'Idempotency Key' is an object, and one ID is needed");
	});

	it('of a message never is the key of a part of another', async () => {
		const bodies = robot(ok);
		const parameters = {
			operation: 'sendMarkdown',
			title: 'T',
			markdown: '={{ $json.t }}',
			options: { splitLongText: true, msgUuid: '={{ $json.key }}' },
		};
		const input = [
			{ json: { t: 'word '.repeat(5_000), key: 'alert' } },
			{ json: { t: 'short', key: 'alert-2' } },
		];
		await run({ parameters, input });
		expect(bodies).toHaveLength(3);
		expect(new Set(keysOf(bodies)).size).toBe(3);
		expect([keysOf(bodies)[0], keysOf(bodies)[2]]).toEqual(['alert', 'alert-2']);
	});
});
