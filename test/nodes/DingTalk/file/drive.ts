/** The operations of files against the sandbox's drive, and what they sent there. */
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../../../../nodes/shared/run/clock';
import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { SECRET, sandboxCredential } from '../../../helpers/appSandbox.mts';
import { itemsOf, pairs } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { everythingIn } from '../../../helpers/everythingIn.mts';

/** Seeded: zhangwei owns it, lina manages, bob has nothing, alice reads. */
export const SPACE = '25001000001';
export const OPEN_SPACE = '25001000002';
/** Only wangfang may see it. */
export const CLOSED_SPACE = '25001000003';

export let sandbox: Sandbox;

/** Starts a sandbox for the file, and gives it back its seed before each test. */
export function useDrive(): void {
	beforeAll(async () => {
		sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	});
	beforeEach(() => {
		sandbox.control.reset();
		// Repetitions and tasks wait between their calls.
		jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined);
	});
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => await sandbox.close());
}

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });
/** Somebody else than the credential's Operator, zhangwei. */
export const as = (userId: string) => ({ operatorId: byId(userId) });

/** The seeded or made file of a name. */
export function fileOf(name: string) {
	const found = sandbox.control
		.state()
		.spaces.flatMap(({ dentries }) => dentries)
		.find((dentry) => dentry.name === name);
	if (!found) throw new Error(`The drive has no ${name}`);
	return found;
}

/** Names of what is in a space, with their paths. */
export const pathsIn = (spaceId = SPACE): string[] =>
	(sandbox.control.state().spaces.find((space) => space.spaceId === spaceId)?.dentries ?? [])
		.map(({ path }) => path)
		.sort();

/** Puts files there that are called `file 1`, `file 2` … */
export function addFiles(count: number): void {
	for (let number = 1; number <= count; number++) {
		sandbox.control.addDriveFile(SPACE, `file ${number}`, Buffer.from('x'));
	}
}

const operatorId = 'union-zhangwei';

/** What a file operation comes to; the settings are the node's own. */
export async function attempt(
	parameters: object,
	input: INodeExecutionData[] = itemsOf({}),
	settings: Partial<INode> = {},
) {
	const result = await runDingTalk({
		credentials: sandboxCredential(sandbox, { operatorId }),
		parameters: { resource: 'file', ...parameters } as INode['parameters'],
		input,
		settings,
	});
	expect(everythingIn([withoutContents(result.run), result.error])).not.toContain(SECRET);
	return result;
}

/** A run without what is in its files, of many MB: no text can be found in their base64. */
const withoutContents = (run: object): unknown =>
	JSON.parse(
		JSON.stringify(run, (name, value: unknown) =>
			name === 'data' && typeof value === 'string' ? '' : value,
		),
	);

/** What it puts out; fails the test when it fails. */
export async function run(parameters: object, input?: INodeExecutionData[]) {
	const { items, error } = await attempt(parameters, input);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items;
}

export const json = async (parameters: object): Promise<IDataObject> =>
	(await run(parameters))[0].json;

/** The error; fails the test when there is none, or when anything was sent that must not be. */
export async function refused(parameters: object, input?: INodeExecutionData[]) {
	const { error } = await attempt(parameters, input);
	const { message = '', description = '' } = error ?? {};
	return `${message} | ${description}`;
}

/** The calls of the test, without those for the token and for who people are. */
export function calls(): Array<{ id: string; query: IDataObject; request: unknown; path: string }> {
	return sandbox.control
		.journal()
		.filter(({ id }) => !/^(token|user)\./.test(id))
		.map(({ id, query, request, path }) => ({ id, query: query as IDataObject, request, path }));
}

export const idsOfCalls = (): string[] => calls().map(({ id }) => id);

/** Input of which DingTalk refuses the second item: the others come through, in their places. */
export async function expectSecondFails(
	parameters: object,
	input: INodeExecutionData[],
	message: RegExp,
): Promise<void> {
	const kept = await attempt(parameters, input, { onError: 'continueRegularOutput' });
	expect(kept.error).toBeUndefined();
	expect(pairs(kept.items)).toEqual([0, 1, 2]);
	expect(String(kept.items[1].json.error)).toMatch(message);
	expect(kept.items[0].json.error ?? kept.items[2].json.error).toBeUndefined();
	sandbox.control.reset();
	const thrown = await attempt(parameters, input);
	expect(thrown.error?.message).toMatch(message);
	expect(thrown.error?.context.itemIndex).toBe(1);
}
