import { DingTalkTrigger } from '../../nodes/DingTalkTrigger/DingTalkTrigger.node.ts';
import type { Sandbox } from '../../sandbox/index.mts';
import type { Call, Row, World } from '../answers/row.mts';
import { operation } from '../answers/row.mts';
import { EVERY_CALL } from '../helpers/everyOperation.mts';
import { triggerRun } from '../helpers/trigger.mts';
import type { FaultServer } from './server.mts';
import type { SimulatedTime } from './time.mts';

/** Where a class of call is tried. */
export interface FaultWorld extends World {
	server: FaultServer;
	time: SimulatedTime;
}

/** Calls that behave alike. */
export interface CallClass {
	name: string;
	/** URL of the call that the fault befalls, from the path on. */
	path: RegExp;
	/** So many such calls are answered rightly before the fault. @default 0 */
	spared?: number;
	/** The call goes to an address that an answer hands out, not below the credential's base URL. */
	isHandedOut?: boolean;
	/** How often DingTalk has done it; absent where it is no harm to do it twice. */
	done?(state: ReturnType<Sandbox['control']['state']>): number;
	/** It changes nothing that anybody sees: not to know is no worse than any error. */
	isHarmless?: boolean;
	/** The call begins without a token. */
	isTokenMissing?: boolean;
	/** It goes on by itself until the fault is over. */
	isStanding?: boolean;
	/** It keeps to the address that it began with. */
	isSettled?: boolean;
	start(world: FaultWorld): Promise<Call>;
}

/** The row of `npm run answers` that makes the call. */
function callOf(name: string): Row['start'] {
	const row = EVERY_CALL.find((one) => one.name === name);
	if (!row) throw new Error(`No row is called ${name}`);
	return row.start;
}

/** How long the fault of a standing trigger lasts, ms. */
export const OUTAGE_MS = 5 * 60_000;

/** A trigger that stood already, and loses its connection when the fault begins. */
async function standing(world: FaultWorld): Promise<Call> {
	const { server, time, credentials } = world;
	const trigger = triggerRun({
		node: new DingTalkTrigger(),
		parameters: { triggerOn: ['event'], events: ['user_add_org'] } as never,
		credentials,
	});
	await trigger.start();
	world.atEnd(async () => await trigger.close());
	return async () => {
		server.dropSockets();
		await time.until(time.now() + OUTAGE_MS);
		return { output: trigger.errors, error: trigger.errors[0] };
	};
}

const OTO = '/v1.0/robot/oToMessages/batchSend';

/** What operations do. */
export const CALLS: readonly CallClass[] = [
	{
		name: 'send',
		path: new RegExp(`^${OTO}`),
		done: ({ messages }) => messages.length,
		start: callOf('message/send: people'),
	},
	{
		name: 'send with a key',
		path: /^\/v1\.0\/calendar\/users\/[^/]+\/calendars\/primary\/events$/,
		done: ({ events }) => events.length,
		start: callOf('calendarEvent/create'),
	},
	{
		name: 'read',
		path: /^\/topapi\/v2\/user\/get\?/,
		isHarmless: true,
		start: callOf('user/get'),
	},
	{
		name: 'list, from page 2',
		path: /^\/topapi\/v2\/user\/list\?/,
		spared: 1,
		isHarmless: true,
		start: operation('user/getAll', 'user.list', { departmentId: '900', limit: 250 }).start,
	},
	{
		name: 'upload',
		path: /^\/media\/upload/,
		// A medium that no message names is seen by nobody.
		isHarmless: true,
		start: callOf('media/upload'),
	},
	{
		name: 'download',
		path: /^\/_files\//,
		isHandedOut: true,
		isHarmless: true,
		start: callOf('media/download: by code, the file itself'),
	},
];

/** What goes other ways. */
export const AROUND: readonly CallClass[] = [
	{
		name: 'token exchange, of a send',
		path: /^\/v1\.0\/oauth2\/accessToken/,
		isTokenMissing: true,
		done: ({ messages }) => messages.length,
		start: callOf('message/send: group'),
	},
	{
		name: 'session webhook',
		path: /^\/robot\/sendBySession/,
		done: ({ messages }) => messages.length,
		start: callOf('message/send: reply by session'),
	},
	{
		name: 'group robot',
		path: /^\/robot\/send\?/,
		done: ({ messages }) => messages.length,
		start: callOf('robot/sendText'),
	},
	{
		name: 'start of a trigger',
		path: /^\/v1\.0\/gateway\/connections\/open/,
		isHarmless: true,
		start: callOf('trigger/stream: its ticket'),
	},
];

/** Triggers that stand already. */
export const TRIGGERS: readonly CallClass[] = [
	{
		name: 'ticket for the socket',
		path: /^\/v1\.0\/gateway\/connections\/open/,
		isStanding: true,
		isSettled: true,
		start: standing,
	},
	{
		name: 'socket',
		path: /^\/connect/,
		isHandedOut: true,
		isStanding: true,
		start: standing,
	},
];
