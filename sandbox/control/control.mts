import { randomBytes } from 'node:crypto';
import { expireTokens } from '../behaviours/token/token.mts';
import { deliverDue } from '../behaviours/workNotification/send.mts';
import type { ApprovalControl } from './approvalControl.mts';
import { createApprovalControl } from './approvalControl.mts';
import type { DayControl } from './dayControl.mts';
import { createDayControl } from './dayControl.mts';
import type { DriveControl } from './driveControl.mts';
import { createDriveControl } from './driveControl.mts';
import type { SheetControl } from './sheetControl.mts';
import { createSheetControl, shownWorkbooks } from './sheetControl.mts';
import type { TableControl } from './tableControl.mts';
import { createTableControl } from './tableControl.mts';
import type { WorkControl } from './workControl.mts';
import { createWorkControl } from './workControl.mts';
import type { Faults } from '../faults.mts';
import type { Journal } from '../journal.mts';
import type { World } from '../server/call.mts';
import { markRead } from '../people/markRead.mts';
import type { SlidingWindows } from '../state/rates.mts';
import type {
	FaultRule,
	JournalEntry,
	SandboxLimits,
	SandboxState,
	ToRobotMessage,
	ToRobotResult,
} from '../state/types.mts';
import type { StreamControl } from '../stream/control.mts';
import { createStreamControl } from '../stream/control.mts';
import type { Certificate } from '../tls.mts';
import { sendToRobot } from '../people/toRobot.mts';

const DAY_MS = 24 * 60 * 60 * 1000;

// The page shows no more; `pushes()` has all.
const PUSHES_SHOWN = 100;

/** Rates to change; `Infinity` (or `null`, as JSON has no Infinity) lifts one. */
export type LimitChanges = Partial<SandboxLimits>;

/** What can be done to a running sandbox; `/_sandbox/*` does the same over HTTP. */
export interface SandboxControl
	extends StreamControl,
		DayControl,
		ApprovalControl,
		DriveControl,
		SheetControl,
		TableControl,
		WorkControl {
	/** Everything the page draws, as plain JSON; `lastMessages` leaves older messages out. */
	state(lastMessages?: number): SandboxState;
	/** Every call, oldest first; no token, secret or sign is in it. */
	journal(): JournalEntry[];
	/** Answered calls per contract id; refused ones are under `refused:<id>` only. */
	counts(): Record<string, number>;
	/** Back to the seed and to the limits and latency of the start; clock to now. */
	reset(): void;
	/** Moves the sandbox clock forward. */
	advanceClock(ms: number): void;
	/** Makes every app token bad at once. */
	expireTokens(): void;
	addFault(rule: FaultRule): void;
	/** Those of Stream too. */
	clearFaults(): void;
	limits(changes: LimitChanges): void;
	/** Added to every DingTalk answer, in ms. */
	latency(ms: number): void;
	/** What the client's chat picker gives: a `cid`, good once and for 24 hours. */
	chooseConversation(userId: string, openConversationId: string): string;
	/**
	 * A person writes to the app's robot; files get a download code. `botMessage` is what a trigger
	 * would hand on, with its session webhook.
	 */
	sendToRobot(userId: string, message: ToRobotMessage): ToRobotResult;
	/**
	 * The address that answers a message to the robot, by the message's id. In this process only: `/_sandbox/state`
	 * and the page mask it.
	 */
	sessionWebhook(id: string): string;
	/** The next `times` robot sends (default: all) to these people are flow-controlled. */
	throttlePeople(userIds: string[], times?: number): void;
	/** The next `times` work notifications to these people fail (default: all). */
	failWorkNotifications(userIds: string[], times?: number): void;
	/** How long a work notification takes until it is sent; 0 = at once, as at the start. */
	workNotificationDelay(ms: number): void;
	/** A person reads a message (its id, processQueryKey, messageId, task id or openDingId). */
	markRead(message: string, userId: string): void;
	/** Puts an app's robot into a group, as a group owner would. */
	addRobotToGroup(openConversationId: string, robotCode: string): void;
}

/** Everything the control works on. */
export interface Parts {
	world: World;
	journal: Journal;
	faults: Faults;
	appWindows: SlidingWindows;
	settings: { latencyMs: number };
	/** Key and certificate when both hosts speak TLS. */
	tls: Certificate | undefined;
	/** Limits and latency of the start, for `reset`. */
	initial: { callsPerSecond: number; webhookPerMinute: number; latencyMs: number };
}

function finite(rate: number): number | null {
	return Number.isFinite(rate) ? rate : null;
}

function assertAmount(name: string, value: unknown): asserts value is number {
	if (typeof value === 'number' && value >= 0) return;
	throw new TypeError(`Expected ${name} to be a number from 0, got ${JSON.stringify(value)}`);
}

function resetAll({ world, journal, faults, appWindows, settings, initial }: Parts): void {
	world.store.reset();
	world.gateway.reset();
	world.callbacks.reset();
	world.ledger.clear();
	journal.clear();
	faults.clear();
	appWindows.clear();
	world.webhookWindow.clear();
	world.webhookPausedUntil.clear();
	world.webhookPosted.clear();
	world.limits.callsPerSecond = initial.callsPerSecond;
	world.limits.webhookPerMinute = initial.webhookPerMinute;
	settings.latencyMs = initial.latencyMs;
	world.workNotificationDelayMs = 0;
	world.store.changed();
}

function setLimits({ world }: Parts, changes: LimitChanges): void {
	for (const name of ['callsPerSecond', 'webhookPerMinute'] as const) {
		if (changes[name] === undefined) continue;
		const rate = changes[name] ?? Infinity;
		assertAmount(name, rate);
		world.limits[name] = rate;
	}
	// A lifted limit also ends the pauses the old one brought.
	world.webhookPausedUntil.clear();
	world.store.changed();
}

/** The in-process control of a sandbox. */
export function createControl(parts: Parts): SandboxControl {
	const { world, journal, faults, settings } = parts;
	const { store } = world;
	return {
		...createStreamControl(world),
		...createDayControl(store),
		...createApprovalControl(store),
		...createDriveControl(store),
		...createSheetControl(store),
		...createTableControl(store),
		...createWorkControl(store),
		state: (lastMessages) =>
			store.snapshot(
				{
					limits: {
						callsPerSecond: finite(world.limits.callsPerSecond),
						webhookPerMinute: finite(world.limits.webhookPerMinute),
					},
					latencyMs: settings.latencyMs,
					workNotificationDelayMs: world.workNotificationDelayMs,
					faults: faults.list(),
					connections: world.gateway.list(),
					pushes: world.ledger.list(PUSHES_SHOWN),
					streamFaults: world.gateway.faults.list(),
					streamSettings: world.gateway.settings,
					workbooks: shownWorkbooks(store),
				},
				lastMessages,
			),
		journal: () => journal.list(),
		counts: () => journal.counts(),
		reset: () => resetAll(parts),
		advanceClock(ms) {
			assertAmount('advanceMs', ms);
			store.clockOffsetMs += ms;
			deliverDue(store);
			store.changed();
		},
		expireTokens: () => expireTokens(store),
		addFault(rule) {
			faults.add(rule);
			store.changed();
		},
		clearFaults() {
			faults.clear();
			world.gateway.faults.clear();
			store.changed();
		},
		limits: (changes) => setLimits(parts, changes),
		latency(ms) {
			assertAmount('latencyMs', ms);
			settings.latencyMs = ms;
			store.changed();
		},
		chooseConversation(userId, openConversationId) {
			const group = store.liveGroup(openConversationId);
			if (!group) throw new TypeError(`No group has the id "${openConversationId}"`);
			if (!group.userIds.includes(userId)) {
				throw new TypeError(`"${userId}" is not in the group "${group.name}"`);
			}
			const cid = randomBytes(18).toString('base64url');
			const expiresAt = store.now() + DAY_MS;
			store.cids.set(cid, { userId, openConversationId, expiresAt, used: false });
			return cid;
		},
		sendToRobot: (userId, message) => sendToRobot(world, userId, message),
		sessionWebhook(id) {
			const url = store.messages.find((message) => message.id === id)?.sessionWebhook;
			if (url === undefined) throw new TypeError(`No message to a robot has the id "${id}"`);
			return url;
		},
		throttlePeople(userIds, times = Infinity) {
			assertAmount('times', times);
			for (const userId of userIds) store.throttledPeople.set(userId, times);
		},
		failWorkNotifications(userIds, times = Infinity) {
			assertAmount('times', times);
			for (const userId of userIds) store.workNotifications.failing.set(userId, times);
		},
		workNotificationDelay(ms) {
			assertAmount('delayMs', ms);
			world.workNotificationDelayMs = ms;
			store.changed();
		},
		markRead(name, userId) {
			markRead(store, name, userId);
		},
		addRobotToGroup(openConversationId, robotCode) {
			const group = store.liveGroup(openConversationId);
			if (!group) throw new TypeError(`No group has the id "${openConversationId}"`);
			if (!store.appByRobotCode(robotCode)) {
				throw new TypeError(`No robot has the code "${robotCode}"`);
			}
			if (!group.robotCodes.includes(robotCode)) group.robotCodes.push(robotCode);
			store.changed();
		},
	};
}
