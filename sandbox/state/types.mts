/**
 * The plain JSON shapes the page and tests share; `GET /_sandbox/state` answers a `SandboxState`.
 */

import type { SpaceInfo } from './drive.mts';
import type { Base } from './aiTables.mts';
import type { WorkbookInfo } from './spreadsheets.mts';
import type { KnowledgeBase, WikiNode } from './documents.mts';
import type { ApprovalInstance, ApprovalProcess } from './approvals.mts';
import type { CalendarBook, CalendarEvent, MeetingRoom } from './calendar.mts';
import type { Department, Person } from './contacts.mts';
import type { Group } from './group.mts';
import type { Message } from './message.mts';
import type { Card } from './card.mts';
import type { ConnectionInfo, PushInfo, StreamFault, StreamSettings } from './push.mts';
import type { Todo } from './todos.mts';

export type * from './aiTables.mts';
export type * from './approvals.mts';
export type * from './calendar.mts';
export type * from './card.mts';
export type * from './contacts.mts';
export type * from './documents.mts';
export type * from './group.mts';
export type * from './message.mts';
export type * from './push.mts';
export type * from './todos.mts';
export type * from './toRobot.mts';

/** A custom robot of one group (webhook). */
export interface WebhookRobot {
	/** The page shows a masked token; the seed credentials are printed by the command. */
	accessToken: string;
	name: string;
	openConversationId: string;
	status: 'active' | 'disabled' | 'gone';
	security: 'none' | 'sign' | 'keywords' | 'ipList';
	keywords: string[];
	ipList: string[];
}

/** An uploaded file, without its bytes. */
export interface MediaFile {
	mediaId: string;
	type: 'image' | 'voice' | 'video' | 'file';
	fileName: string;
	mimeType: string;
	bytes: number;
	/** The app that uploaded it, or the userId of the person who sent it to the robot. */
	uploadedBy: string;
	/** Sandbox clock, ms. */
	createdAt: number;
}

/** A work record (待办 1.0). */
export interface WorkRecord {
	recordId: string;
	bizId?: string;
	userId: string;
	title: string;
	url: string;
	pcUrl?: string;
	formItems: Array<{ title: string; content: string }>;
	originatorUserId?: string;
	sourceName?: string;
	pcOpenType?: number;
	/** The `create_time` of the request, ms. */
	createTime: number;
	status: 'open' | 'done';
	/** Client ID of the app that made it. */
	app: string;
}

/** A work notification somebody did not get, and the code that says why. */
export interface DroppedWorkNotification {
	taskId: string;
	userId: string;
	/** `143103` too many a minute, `143105` too many a day, `143106` said before, or `failed`. */
	code: string;
	/** Sandbox clock, ms. */
	time: number;
}

/** An app as the page shows it: no secret, no token. */
export interface AppInfo {
	clientId: string;
	name: string;
	agentId: number;
	robotCode: string;
	scopes: string[];
	legacyAllowed: boolean;
	/** Group templates that are this app's. */
	templateIds: string[];
	/** Sandbox clock, ms; absent while the app holds no token. */
	tokenExpiresAt?: number;
}

/** Everything the page draws. */
export interface SandboxState {
	corpId: string;
	/** Sandbox clock, ms. */
	now: number;
	/** How far the sandbox clock is ahead of the machine's. */
	clockOffsetMs: number;
	apps: AppInfo[];
	/** Without the hidden load-test people. */
	people: Person[];
	departments: Department[];
	groups: Group[];
	/** Tokens masked to their last four characters. */
	webhookRobots: WebhookRobot[];
	/** Oldest first. */
	messages: Message[];
	media: MediaFile[];
	workRecords: WorkRecord[];
	todos: Todo[];
	/** Cancelled ones too; those of a series as one event. */
	events: CalendarEvent[];
	calendars: CalendarBook[];
	rooms: MeetingRoom[];
	/** Forms with their flows. */
	processes: ApprovalProcess[];
	/** Oldest first; the latest 200. */
	approvals: ApprovalInstance[];
	/** Documents, AI tables among them; of each table the latest 200 records. */
	aiTables: Base[];
	/** Spreadsheets; of each sheet the first 100 rows and 26 columns. */
	workbooks: WorkbookInfo[];
	knowledgeBases: Array<KnowledgeBase & { nodes: WikiNode[] }>;
	/** The drive, that of approvals too. */
	spaces: SpaceInfo[];
	/** Work notifications that were accepted but never shown to somebody; the latest ones. */
	droppedWorkNotifications: DroppedWorkNotification[];
	/** How long a work notification takes until it is sent. */
	workNotificationDelayMs: number;
	limits: SandboxLimits;
	latencyMs: number;
	faults: FaultRule[];
	/** Interactive cards, oldest first; the latest 500. */
	cards: Card[];
	/** Stream connections, oldest first. */
	connections: ConnectionInfo[];
	/** The latest ones, oldest first. */
	pushes: PushInfo[];
	streamFaults: StreamFault[];
	streamSettings: StreamSettings;
}

/** Rates that can be changed while running. `null` in JSON means no limit. */
export interface SandboxLimits {
	callsPerSecond: number | null;
	webhookPerMinute: number | null;
}

/** One call the sandbox answered; tokens, secrets, signs and sessions are masked. */
export interface JournalEntry {
	/** Increasing number. */
	n: number;
	/** Sandbox clock at arrival, ms. */
	time: number;
	host: 'api' | 'oapi';
	method: string;
	/** Path without the query. */
	path: string;
	query: Record<string, string>;
	/** Contract id, for example `robot.group.send`; `unknown` for a path outside the contract. */
	id: string;
	/** Client ID of the app, `webhook:…abcd` or `session:<robotCode>`; empty when the call carried no good token. */
	app: string;
	/** HTTP status; 0 when the connection was cut. */
	status: number;
	/** `errcode`, `sub_code` or `code` of a refusal; empty for success. */
	code: string;
	/** True when DingTalk would say the call failed. */
	refused: boolean;
	latencyMs: number;
	/** Parsed body (JSON, form) or a note such as `<multipart: 1 file, 345 bytes>`. */
	request: unknown;
	answer: unknown;
	/** Set when a fault rule made the answer. */
	fault?: boolean;
}

/** A fault on demand. All parts of `match` must hold; an empty `match` holds for every call. */
export interface FaultRule {
	match: { id?: string; path?: string; method?: string };
	/** How many calls it hits; default without end. */
	times?: number;
	/** How many matching calls pass first; default 0. */
	afterCalls?: number;
	/** Answered instead of the real answer; nothing is done. */
	answer?: { status?: number; body: unknown; headers?: Record<string, string> };
	/** Waits before answering (the real answer if there is no `answer`). */
	delayMs?: number;
	/** Cuts the connection instead of answering; nothing is done. */
	cut?: boolean;
	/** With `cut` or `answer`: does the work first, then loses the answer. Default false. */
	afterWork?: boolean;
}

/** What the socket at `/_sandbox/live` pushes. `state` comes once after connecting. */
export type LiveEvent =
	| { type: 'state'; state: SandboxState }
	| { type: 'message'; message: Message }
	| { type: 'call'; entry: JournalEntry };
