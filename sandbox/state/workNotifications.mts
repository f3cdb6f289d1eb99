import { createHash, randomInt } from 'node:crypto';
import type { DroppedWorkNotification, Message, MessageContent, MessageKind } from './types.mts';

/** Why a person did not get a work notification. */
export type DropCode = '143103' | '143105' | '143106';

/** What each of those limits allows. */
export const WORK_NOTIFICATION_LIMITS: Record<DropCode, number> = {
	'143103': 5000,
	'143105': 500,
	'143106': 1,
};

const TO_ALL_PER_DAY = 3;
const MINUTE_MS = 60_000;
const DROPPED_KEPT = 200;

/** A work notification as DingTalk took it. */
export interface WorkNotification {
	/** Digits as text: a number beyond 2^53 on the wire. */
	taskId: string;
	clientId: string;
	sentAt: number;
	/** When it is shown to people. */
	dueAt: number;
	kind: MessageKind;
	content: MessageContent;
	mediaIds: string[];
	/** Everyone it was meant for, known or not. */
	recipients: number;
	/** True when people were named one by one. */
	isByPerson: boolean;
	invalidUserIds: string[];
	invalidDeptIds: string[];
	forbidden: Array<{ userId: string; code: DropCode }>;
	failed: string[];
	reached: string[];
	recalled: boolean;
	/** True once its time has come. */
	isDone: boolean;
	/** Absent until it is due, or when nobody gets it. */
	message?: Message;
}

// DingTalk's days are those of China.
function dayOf(nowMs: number): string {
	return new Date(nowMs + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function add(counts: Map<string, number>, key: string): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The work notifications so far and what is left of their quotas. */
export class WorkNotifications {
	tasks = new Map<string, WorkNotification>();
	/** The latest ones, oldest first. */
	dropped: DroppedWorkNotification[] = [];
	/** How many more notifications to a person fail. */
	failing = new Map<string, number>();
	/** Sends per minute: app → time and people of each. */
	private recent = new Map<string, Array<{ time: number; people: number }>>();
	/** WorkNotifications, contents and sends to everyone per day, each under a key of its own. */
	private daily = new Map<string, number>();

	/** A number beyond 2^53 that is odd: a client that makes a double of it breaks it. */
	newTaskId(): string {
		const n = this.tasks.size;
		return `${randomInt(10 ** 8, 10 ** 9 - 1)}${String(n * 2 + 1).padStart(9, '0')}`;
	}

	/** Books a send to everyone; false when there were too many today. */
	takeToAll(clientId: string, nowMs: number): boolean {
		const key = `all\n${clientId}\n${dayOf(nowMs)}`;
		if ((this.daily.get(key) ?? 0) >= TO_ALL_PER_DAY) return false;
		add(this.daily, key);
		return true;
	}

	/** Books one notification to one person, or says which limit forbids it. */
	book(clientId: string, userId: string, msg: string, nowMs: number): DropCode | undefined {
		const minute = (this.recent.get(clientId) ?? []).filter(({ time }) => time > nowMs - MINUTE_MS);
		const people = minute.reduce((sum, one) => sum + one.people, 0);
		if (people >= WORK_NOTIFICATION_LIMITS['143103']) return '143103';
		const day = `${clientId}\n${dayOf(nowMs)}\n${userId}`;
		const same = `${day}\n${createHash('sha256').update(msg).digest('base64')}`;
		if (this.daily.has(same)) return '143106';
		if ((this.daily.get(day) ?? 0) >= WORK_NOTIFICATION_LIMITS['143105']) return '143105';
		add(this.daily, same);
		add(this.daily, day);
		const last = minute.at(-1);
		if (last?.time === nowMs) last.people++;
		else minute.push({ time: nowMs, people: 1 });
		this.recent.set(clientId, minute);
		return undefined;
	}

	/** True when this notification to the person is one that fails. */
	takeFailure(userId: string): boolean {
		const left = this.failing.get(userId) ?? 0;
		if (left > 0) this.failing.set(userId, left - 1);
		return left > 0;
	}

	/** Remembers for the page who did not get a notification. */
	drop(entries: DroppedWorkNotification[]): void {
		this.dropped = [...this.dropped, ...entries].slice(-DROPPED_KEPT);
	}

	/** Forgets everything. */
	clear(): void {
		this.dropped = [];
		for (const map of [this.tasks, this.failing, this.recent, this.daily]) map.clear();
	}
}
