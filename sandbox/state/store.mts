import { EventEmitter } from 'node:events';
import type { App, CustomRobot, SeedPerson } from './seed.mts';
import {
	CORP_ID,
	seedApps,
	seedCardTemplates,
	seedDepartments,
	seedGroups,
	seedPeople,
	seedWebhookRobots,
} from './seed.mts';
import { AiTableStore } from './aiTables.mts';
import { DocumentStore } from './documents.mts';
import { ApprovalStore } from './approvalStore.mts';
import { DriveStore } from './drive.mts';
import type { Punch, WrittenReport } from './attendance.mts';
import { CalendarStore } from './calendarStore.mts';
import { maskTail, maskTexts } from '../mask.mts';
import type {
	Card,
	CardTemplate,
	Department,
	Group,
	Message,
	SandboxState,
	Todo,
	WorkRecord,
} from './types.mts';
import { WorkNotifications } from './workNotifications.mts';
import type { Workbook } from './spreadsheets.mts';
import { seedWorkbooks, toWorkbook } from './spreadsheets.mts';
import type { ChosenConversation, ReceivedFile, Session, StoredMedia } from './handles.mts';

export type * from './handles.mts';

/** A new message, before it has an id and a time. */
export type NewMessage = Omit<
	Message,
	'id' | 'time' | 'recalled' | 'readBy' | 'readAt' | 'mentions'
> &
	Partial<Pick<Message, 'mentions'>>;

// Long load runs must not eat the machine: the oldest messages go first.
const MAX_MESSAGES = 50_000;

// The page draws no more cards than that.
const CARDS_SHOWN = 500;

// Nor approvals.
const APPROVALS_SHOWN = 200;

// Nor files of one space.
const DENTRIES_SHOWN = 500;

/**
 * Everything the sandbox knows. Emits `message` (Message) when one is posted or changed, and
 * `changed` when anything else on the page is different.
 */
export class Store extends EventEmitter {
	apps = new Map<string, App>();
	people = new Map<string, SeedPerson>();
	/** The same people by unionId. */
	unionIds = new Map<string, SeedPerson>();
	departments = new Map<string, Department>();
	/** Disbanded ones too; `liveGroup` gives only those that are there. */
	groups = new Map<string, Group>();
	webhookRobots = new Map<string, CustomRobot>();
	media = new Map<string, StoredMedia>();
	workRecords: WorkRecord[] = [];
	punches: Punch[] = [];
	reports: WrittenReport[] = [];
	/** By todo id. */
	todos = new Map<string, Todo>();
	readonly calendar = new CalendarStore();
	readonly approvals = new ApprovalStore();
	readonly drive = new DriveStore();
	/** By workbook id. */
	workbooks = new Map<string, Workbook>();
	readonly aiTables = new AiTableStore();
	/** Documents and knowledge bases. */
	readonly documents = new DocumentStore();
	messages: Message[] = [];
	byQueryKey = new Map<string, Message>();
	cids = new Map<string, ChosenConversation>();
	received = new Map<string, ReceivedFile>();
	/** Interactive cards by outTrackId. */
	cards = new Map<string, Card>();
	cardTemplates = new Map<string, CardTemplate>();
	/** Session of a session webhook → where an answer goes. */
	sessions = new Map<string, Session>();
	/** Work notifications. */
	readonly workNotifications = new WorkNotifications();
	/** Idempotency key of a scene group → its openConversationId. */
	groupUuids = new Map<string, string>();
	/** Work records per person and day, for the daily limits: key → number of records. */
	dailyRecords = new Map<string, number>();
	/** userId → how many more sends to that person are throttled. */
	throttledPeople = new Map<string, number>();
	clockOffsetMs = 0;
	private lastNumber = 0;

	constructor() {
		super();
		this.reset();
	}

	/** The sandbox clock, ms. */
	now(): number {
		return Date.now() + this.clockOffsetMs;
	}

	/** Back to the seed; the clock too. */
	reset(): void {
		this.clockOffsetMs = 0;
		this.lastNumber = 0;
		this.apps = new Map(seedApps().map((app) => [app.clientId, app]));
		this.people = new Map(seedPeople().map((person) => [person.userId, person]));
		this.unionIds = new Map([...this.people.values()].map((person) => [person.unionId, person]));
		this.departments = new Map(seedDepartments().map((one) => [one.deptId, one]));
		this.groups = new Map(seedGroups(this.now()).map((group) => [group.openConversationId, group]));
		this.webhookRobots = new Map(seedWebhookRobots().map((robot) => [robot.accessToken, robot]));
		this.cards.clear();
		this.cardTemplates = new Map(seedCardTemplates().map((one) => [one.id, one]));
		this.messages = [];
		this.workRecords = [];
		this.punches = [];
		this.reports = [];
		this.todos.clear();
		this.calendar.reset();
		this.approvals.reset(this.now());
		this.drive.reset(() => this.now());
		this.workbooks = new Map(
			seedWorkbooks().map((draft) => [draft.workbookId, toWorkbook(draft, this.now())]),
		);
		this.aiTables.reset(this.now());
		this.documents.reset(this.now());
		for (const map of [this.media, this.byQueryKey, this.cids, this.received]) map.clear();
		for (const map of [this.sessions, this.groupUuids, this.dailyRecords]) map.clear();
		this.throttledPeople.clear();
		this.workNotifications.clear();
		this.changed();
	}

	/** A number that is never given twice between two resets. */
	nextNumber(): number {
		return ++this.lastNumber;
	}

	/** Tells the page to draw again. */
	changed(): void {
		this.emit('changed');
	}

	/** Adds a message and shows it. */
	post(draft: NewMessage): Message {
		const message: Message = {
			mentions: { mobiles: [], userIds: [], everyone: false },
			...draft,
			id: `msg-${this.nextNumber()}`,
			time: this.now(),
			recalled: false,
			readBy: [],
			readAt: {},
		};
		this.messages.push(message);
		if (this.messages.length > MAX_MESSAGES) this.forget(this.messages.shift());
		if (message.processQueryKey) this.byQueryKey.set(message.processQueryKey, message);
		this.emit('message', message);
		return message;
	}

	private forget(message: Message | undefined): void {
		if (message?.processQueryKey) this.byQueryKey.delete(message.processQueryKey);
	}

	/** The group, unless it was disbanded. */
	liveGroup(openConversationId: string): Group | undefined {
		const group = this.groups.get(openConversationId);
		return group?.disbanded ? undefined : group;
	}

	/** The group with this old-style chat id, unless it was disbanded. */
	groupByChatId(chatId: string): Group | undefined {
		return [...this.groups.values()].find((group) => group.chatId === chatId && !group.disbanded);
	}

	/** The app that owns a robot code. */
	appByRobotCode(robotCode: string): App | undefined {
		return [...this.apps.values()].find((app) => app.robotCode === robotCode);
	}

	/** What nobody who looks at the sandbox may read. Sessions are known by their addresses. */
	secrets(): string[] {
		return [
			...[...this.apps.values()].flatMap((app) => [app.clientSecret, app.token ?? '']),
			...[...this.webhookRobots.values()].flatMap((robot) => [robot.accessToken, robot.secret]),
		];
	}

	/** Everything the page draws, as plain JSON, without secrets; `lastMessages` cuts the list from its start. */
	snapshot(
		settings: Pick<
			SandboxState,
			| 'limits'
			| 'latencyMs'
			| 'faults'
			| 'workNotificationDelayMs'
			| 'connections'
			| 'pushes'
			| 'streamFaults'
			| 'streamSettings'
			| 'workbooks'
		>,
		lastMessages = MAX_MESSAGES,
	): SandboxState {
		return structuredClone({
			corpId: CORP_ID,
			now: this.now(),
			clockOffsetMs: this.clockOffsetMs,
			apps: [...this.apps.values()].map(({ clientSecret: _secret, token: _token, ...app }) => app),
			people: [...this.people.values()]
				.filter((person) => !person.hidden)
				.map(({ hidden: _hidden, ...person }) => person),
			departments: [...this.departments.values()],
			groups: [...this.groups.values()],
			webhookRobots: [...this.webhookRobots.values()].map(({ secret: _secret, ...robot }) => ({
				...robot,
				accessToken: maskTail(robot.accessToken),
			})),
			messages: maskTexts(this.messages.slice(-lastMessages), this.secrets()),
			media: [...this.media.values()].map(({ content: _content, ...media }) => media),
			workRecords: this.workRecords,
			cards: [...this.cards.values()].slice(-CARDS_SHOWN),
			todos: [...this.todos.values()],
			events: [...this.calendar.events.values()],
			calendars: [...this.calendar.books.values()],
			rooms: [...this.calendar.rooms.values()],
			processes: [...this.approvals.processes.values()],
			approvals: [...this.approvals.instances.values()].slice(-APPROVALS_SHOWN),
			spaces: this.drive.shown(DENTRIES_SHOWN),
			droppedWorkNotifications: this.workNotifications.dropped,
			aiTables: this.aiTables.shown(),
			knowledgeBases: this.documents.shown(),
			...maskTexts(settings, this.secrets()),
		});
	}
}
