/** Calls that are made beside operations: tokens, pickers, triggers, credential tests. */
import type { ICredentialDataDecryptedObject, IDataObject, INodeType } from 'n8n-workflow';

import { DingTalkAppApi } from '../../../credentials/DingTalkAppApi.credentials.ts';
import { DingTalkGroupRobotApi } from '../../../credentials/DingTalkGroupRobotApi.credentials.ts';
import { DingTalkAiTableTrigger } from '../../../nodes/DingTalkAiTableTrigger/DingTalkAiTableTrigger.node.ts';
import { DingTalkCalendarTrigger } from '../../../nodes/DingTalkCalendarTrigger/DingTalkCalendarTrigger.node.ts';
import { forgetTokens } from '../../../nodes/shared/transport/token.ts';
import { explain } from '../../../nodes/shared/errors/toNodeError.ts';
import { createGateway } from '../../../nodes/DingTalkTrigger/stream/gateway.ts';
import type { CallContext } from '../../../nodes/shared/transport/callContext.ts';
import { SECRET } from '../../helpers/appSandbox.mts';
import { startCallbackHost } from '../../helpers/callbackHost.mts';
import { KEYS } from '../../helpers/callbackPush.mts';
import { testCredential } from '../../helpers/credentialTest.mts';
import { runDingTalk } from '../../helpers/dingTalk.mts';
import { callPicker } from '../../helpers/listSearch.mts';
import { pollingWorkflow } from '../../../harness/poll.mts';
import { requestContext } from '../../helpers/trigger.mts';
import type { Result, Row, World } from '../row.mts';
import { robotCredential } from './robot.mts';

/** What a call throws is its error. */
async function tried(call: () => Promise<unknown>): Promise<Result> {
	try {
		return { output: await call() };
	} catch (error) {
		return { output: undefined, error: error as Result['error'] };
	}
}

const row = (
	name: string,
	endpoint: string,
	start: Row['start'],
	more: Partial<Row> = {},
): Row => ({ name, endpoint, start, ...more });

/** What pickers look up in the form. */
const PICKER_FORM = { spaceId: '25001000001', targetSpaceId: '25001000001' };
type PickerName = Parameters<typeof callPicker>[0];
const picker = (
	name: PickerName,
	endpoint: string,
	filter?: string,
	more: Partial<Row> = {},
): Row =>
	row(
		`picker/${name}${filter === undefined ? '' : ': by name'} (${endpoint})`,
		endpoint,
		async ({ credentials }) =>
			async () =>
				await tried(async () => {
					const form = { filter, parameters: PICKER_FORM, credentials };
					return (await callPicker(name, form)).results;
				}),
		more,
	);
const NICETY = {
	outcome: 'done',
	why: 'a picker shows the ID, or the name alone, where more cannot be had',
} as const;

const appOf = ({ credentials }: World) => ({ ...credentials.stored.dingTalkAppApi });

const token: Row = row('token', 'token.app', async ({ credentials, secrets }) => {
	secrets.push(SECRET);
	const parameters = { resource: 'workRecord', operation: 'count', userId: 'lina' };
	return async () => {
		forgetTokens();
		Object.assign(credentials.stored.dingTalkAppApi, { accessToken: '', expiresAt: 0 });
		const { items, error } = await runDingTalk({ parameters, credentials });
		return { output: items, error };
	};
});

const testOf = (
	type: DingTalkAppApi | DingTalkGroupRobotApi,
	dataOf: (world: World) => IDataObject,
) =>
	(async (world) => {
		const data = dataOf(world) as ICredentialDataDecryptedObject;
		return async () => {
			forgetTokens();
			const { status, message } = await testCredential(type, data);
			return status === 'OK' ? { output: message } : { output: undefined, error: { message } };
		};
	}) satisfies Row['start'];

/** A poll that finds nothing new is no failed one, so the right answer has nothing new either. */
async function polls(
	type: INodeType,
	parameters: object,
	credentials: World['credentials'],
): Promise<() => Promise<Result>> {
	const workflow = pollingWorkflow({
		type,
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters } as never,
		credentials,
	});
	await workflow.activate();
	const before = JSON.stringify(workflow.stored());
	return async () => {
		await workflow.poll();
		const [error] = workflow.errors.splice(0);
		// A failed poll finds the same again at the next one.
		if (error && JSON.stringify(workflow.stored()) !== before) {
			return { output: 'the memory changed' };
		}
		return { output: workflow.runs.splice(0), error };
	};
}

const calendarPoll = (kind: string, endpoint: string): Row =>
	row(`trigger/calendar: ${kind}`, endpoint, async ({ credentials, run }) => {
		const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
		await run({
			resource: 'calendarEvent',
			operation: 'create',
			summary: 'Release review',
			start: at(2),
			end: at(3),
			attendees: { list: [{ ids: 'lina' }] },
		});
		const userId = { __rl: true, mode: 'id', value: 'lina' };
		return await polls(new DingTalkCalendarTrigger(), { userId, triggerOn: [kind] }, credentials);
	});

const tablePoll = (triggerOn: string, endpoint: string): Row =>
	row(`trigger/aiTable: ${triggerOn} (${endpoint})`, endpoint, async ({ credentials }) => {
		const byId = (value: string) => ({ __rl: true, mode: 'id', value });
		return await polls(
			new DingTalkAiTableTrigger(),
			{
				baseId: byId('20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv'),
				table: byId('hERWDMS'),
				triggerOn,
				column: byId('截止 Due'),
				options: { operatorId: byId('zhangwei') },
			},
			credentials,
		);
	});

const gateway: Row = row(
	'trigger/stream: its ticket',
	'stream.open',
	async ({ credentials, secrets }) => {
		secrets.push(SECRET);
		const context = requestContext(credentials) as unknown as CallContext;
		const open = await createGateway(context, [{ type: 'EVENT', topic: '*' }], 1);
		return async () => {
			const outcome = await open();
			return outcome.ok
				? { output: 'a ticket' }
				: { output: undefined, error: explain(outcome.failure) };
		};
	},
);

type Hook = 'checkExists' | 'create' | 'delete';

/** @param before what n8n does first, each time */
const subscription = (hook: Hook, endpoint: string, before: readonly Hook[] = []): Row =>
	row(`trigger/callback: ${hook} (${endpoint})`, endpoint, async (world) => {
		// So that there is a token, which the trigger's own copy of the credential has too.
		await world.run({ resource: 'workRecord', operation: 'count', userId: 'lina' });
		const host = await startCallbackHost({
			parameters: { triggerOn: ['event'], events: ['user_add_org'], subscription: 'managed' },
			keys: { ...KEYS, ownerKey: 'dingsandboxcorp' },
			app: appOf(world) as never,
			isLocal: true,
		});
		world.atEnd(host.close);
		const call = async () =>
			await tried(async () => {
				if (await host.hook(hook)) return true;
				// An error would keep n8n from taking down other webhooks, so the log has it.
				throw new Error(host.logs.splice(0).join('; '));
			});
		return Object.assign(call, {
			async before() {
				for (const earlier of before) await host.hook(earlier);
			},
		});
	});

export const aroundRows: readonly Row[] = [
	token,
	row(
		'credential/app: its test',
		'token.app',
		testOf(new DingTalkAppApi(), (world) => {
			world.secrets.push(SECRET);
			return { ...appOf(world), accessToken: '', expiresAt: 0 };
		}),
		{ excepted: { answers: ['HTML 502'], why: "n8n has words of its own for 'Bad Gateway'" } },
	),
	row(
		'credential/robot: its test',
		'robot.webhook.send',
		testOf(new DingTalkGroupRobotApi(), robotCredential),
		// n8n tells a credential test nothing of the answer but its fields.
		{
			says: /The answer did not come from DingTalk\. Check 'Base URL'/,
			excepted: {
				answers: ['[]', 'wrong types'],
				why: 'n8n fails on an empty list by itself, and compares `errcode` with the codes that are refused only',
			},
		},
	),
	picker('searchUsers', 'user.list'),
	picker('searchUsers', 'dept.listsub'),
	picker('searchUsers', 'dept.get'),
	picker('searchUsers', 'contact.users.search', 'chen'),
	picker('searchUsers', 'user.get', 'chen'),
	picker('searchDepartments', 'dept.listsub'),
	picker('searchDepartments', 'contact.departments.search', 'frontend'),
	picker('searchDepartments', 'dept.get', 'frontend'),
	picker('searchGroups', 'robot.groups.query'),
	picker('searchGroups', 'im.sceneGroup.query', undefined, { tolerated: NICETY }),
	picker('searchApprovalProcesses', 'workflow.templates.visible'),
	picker('searchApprovalProcesses', 'workflow.templates.managed', undefined, { tolerated: NICETY }),
	picker('searchRooms', 'rooms.list'),
	picker('searchRooms', 'user.get'),
	picker('searchSpaces', 'drive.spaces.list'),
	picker('searchDentries', 'storage.dentries.listAll'),
	picker('searchAiTableBases', 'wiki.workspaces.list'),
	picker('searchAiTableBases', 'wiki.nodes.list'),
	picker('searchAiTableBases', 'storage.dentries.search', 'projects'),
	picker('searchAiTableBases', 'wiki.nodes.batchQuery', 'projects'),
	calendarPoll('updated', 'calendar.events.list'),
	calendarPoll('startingSoon', 'calendar.events.view'),
	tablePoll('createdOrUpdated', 'notable.listRecords'),
	tablePoll('dateReached', 'notable.listRecords'),
	tablePoll('dateReached', 'notable.getAllFields'),
	gateway,
	subscription('checkExists', 'callback.get', ['create']),
	subscription('create', 'callback.get', ['create']),
	subscription('create', 'callback.register', ['delete']),
	subscription('create', 'callback.update', ['create']),
	subscription('delete', 'callback.get', ['create']),
	subscription('delete', 'callback.delete', ['create']),
];
