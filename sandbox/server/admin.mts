import type { FastifyInstance, FastifyReply } from 'fastify';
import { ENDPOINTS } from '../contract/load.mts';
import { EVENTS } from '../contract/events.mts';
import type { LimitChanges, SandboxControl } from '../control/control.mts';
import type { DrivePlace } from '../control/driveControl.mts';
import type { ReportDraft } from '../control/workControl.mts';
import { parseJson, toJson } from '../json.mts';
import type { ActDetails, ApprovalAct, ApprovalDraft } from '../people/onApprovals.mts';
import type { EventDraft } from '../people/onCalendar.mts';
import type { TableValues } from '../people/onTables.mts';
import type { WorkbookDraft } from '../state/spreadsheets.mts';
import type { Store } from '../state/store.mts';
import type {
	ApprovalProcess,
	FaultRule,
	HttpCallback,
	ResponseStatus,
	StreamFault,
	ToRobotMessage,
} from '../state/types.mts';
import type { CardPress } from '../state/types.mts';
import type { RaiseOptions } from '../stream/events.mts';

type Body = Record<string, unknown>;

/** Adds a route under `/_sandbox`; a TypeError of the control becomes HTTP 400 with its text. */
function route(
	app: FastifyInstance,
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	work: (body: Body) => unknown,
): void {
	app.route({
		method,
		url: `/_sandbox/${path}`,
		handler: async ({ body }, reply) => {
			try {
				const result = await work(parse(body));
				return await reply.type('application/json').send(toJson(result ?? { ok: true }));
			} catch (error) {
				return await problem(reply, error);
			}
		},
	});
}

function parse(body: unknown): Body {
	if (!Buffer.isBuffer(body) || body.length === 0) return {};
	const value = parseJson(body.toString('utf8'));
	if (typeof value !== 'object' || value === null) throw new TypeError('Expected a JSON object');
	return value as Body;
}

async function problem(reply: FastifyReply, error: unknown): Promise<FastifyReply> {
	const isCallers = error instanceof TypeError || error instanceof SyntaxError;
	return await reply
		.code(isCallers ? 400 : 500)
		.type('text/plain')
		.send((error as Error).message);
}

/** Bytes of a file, for the page. */
function serveMedia(app: FastifyInstance, store: Store): void {
	app.get<{ Params: { mediaId: string } }>(
		'/_sandbox/media/:mediaId',
		async ({ params }, reply) => {
			const media = store.media.get(params.mediaId);
			if (!media) return await reply.code(404).type('text/plain').send('No such media id.');
			const name = encodeURIComponent(media.fileName);
			return await reply
				.headers({
					'content-type': media.mimeType,
					'content-disposition': `inline; filename*=UTF-8''${name}`,
					// An uploaded file must not run as a part of the page.
					'content-security-policy': 'sandbox',
					'x-content-type-options': 'nosniff',
				})
				.send(media.content);
		},
	);
}

/** The REST twin of what is about pushes. */
function serveStreamAdmin(app: FastifyInstance, control: SandboxControl): void {
	route(app, 'GET', 'connections', () => control.connections());
	route(app, 'GET', 'pushes', () => control.pushes());
	route(app, 'DELETE', 'pushes', () => control.clearPushes());
	route(app, 'GET', 'events', () => EVENTS);
	route(app, 'POST', 'events', ({ eventType, data, ...options }) =>
		control.raiseEvent(eventType as string, data as object, options as RaiseOptions),
	);
	route(app, 'POST', 'cards/press', async ({ outTrackId, ...press }) =>
		control.pressCard(String(outTrackId), press as unknown as CardPress),
	);
	route(app, 'POST', 'callbacks', async (callback) => {
		const { saved, problem } = await control.setHttpCallback(callback as unknown as HttpCallback);
		if (!saved) throw new TypeError(`The address did not pass check_url: ${problem}`);
	});
	route(app, 'POST', 'stream/faults', (fault) =>
		control.streamFault(fault as unknown as StreamFault),
	);
	route(app, 'DELETE', 'stream/faults', () => control.clearStreamFaults());
	route(app, 'POST', 'stream/settings', (changes) => control.streamSettings(changes));
}

/** The REST twin of what people do with todos and events. */
function serveDayAdmin(app: FastifyInstance, control: SandboxControl): void {
	route(app, 'POST', 'todos/tick', ({ todoId, userId, isDone }) =>
		control.tickTodo(String(todoId), String(userId), isDone !== false),
	);
	route(app, 'POST', 'calendar/events', ({ userId, ...draft }) =>
		control.makeEvent(String(userId), draft as unknown as EventDraft),
	);
	route(app, 'POST', 'calendar/respond', ({ eventId, userId, responseStatus }) =>
		control.answerEvent(String(eventId), String(userId), responseStatus as ResponseStatus),
	);
	route(app, 'POST', 'calendar/move', ({ eventId, userId, start, end }) =>
		control.moveEvent(String(eventId), String(userId), {
			start: start as number,
			end: end as number,
		}),
	);
	route(app, 'POST', 'calendar/cancel', ({ eventId, userId }) =>
		control.cancelEvent(String(eventId), String(userId)),
	);
	route(app, 'POST', 'calendar/agenda', ({ userId, from, to }) =>
		control.agenda(String(userId), from as number, to as number),
	);
	route(app, 'POST', 'rooms', (room) => control.addMeetingRoom(room as { name: string }));
}

/** The REST twin of what people do at work. */
function serveWorkAdmin(app: FastifyInstance, control: SandboxControl): void {
	route(app, 'POST', 'attendance/punches', ({ userId, ...details }) =>
		control.punch(String(userId), details),
	);
	route(app, 'POST', 'reports', ({ userId, ...draft }) =>
		control.writeReport(String(userId), draft as unknown as ReportDraft),
	);
}

/** The REST twin of what people do with spreadsheets. */
function serveSheetAdmin(app: FastifyInstance, control: SandboxControl): void {
	route(app, 'POST', 'workbooks', (draft) =>
		control.makeWorkbook(draft as unknown as WorkbookDraft),
	);
	route(app, 'POST', 'workbooks/cells', ({ workbookId, sheet, cell, texts, userId }) =>
		control.typeCells(
			String(workbookId),
			String(sheet),
			String(cell),
			texts as string[][],
			userId as string | undefined,
		),
	);
	route(app, 'POST', 'workbooks/sheet', ({ workbookId, sheet }) =>
		control.sheetTexts(String(workbookId), String(sheet)),
	);
}

/** The REST twin of what people do with records of AI tables. */
function serveTableAdmin(app: FastifyInstance, control: SandboxControl): void {
	const place = ({ baseId, sheetId }: Body) => ({
		baseId: String(baseId),
		sheetId: String(sheetId),
	});
	route(app, 'POST', 'records', (body) =>
		control.addRecord(place(body), String(body.userId), (body.values ?? {}) as TableValues),
	);
	route(app, 'POST', 'records/change', (body) =>
		control.changeRecord(
			place(body),
			String(body.userId),
			String(body.recordId),
			(body.values ?? {}) as TableValues,
		),
	);
	route(app, 'POST', 'records/delete', (body) =>
		control.deleteRecord(place(body), String(body.userId), String(body.recordId)),
	);
}

/** The REST twin of what people do with approvals. */
function serveApprovalAdmin(app: FastifyInstance, control: SandboxControl): void {
	route(app, 'POST', 'approvals', ({ userId, ...draft }) =>
		control.startApproval(String(userId), draft as unknown as ApprovalDraft),
	);
	route(app, 'POST', 'approvals/act', ({ processInstanceId, userId, act, ...details }) =>
		control.actOnApproval(
			String(processInstanceId),
			String(userId),
			act as ApprovalAct,
			details as ActDetails,
		),
	);
	route(app, 'POST', 'approvals/processes', ({ processCode, ...changes }) =>
		control.changeProcess(String(processCode), changes as Partial<ApprovalProcess>),
	);
	route(app, 'POST', 'approvals/files', ({ fileName, contentBase64, userId }) =>
		control.addApprovalFile(
			String(fileName),
			Buffer.from(String(contentBase64), 'base64'),
			userId as string | undefined,
		),
	);
}

/** The REST twin of what people do in the drive. */
function serveDriveAdmin(app: FastifyInstance, control: SandboxControl): void {
	route(app, 'POST', 'drive/files', ({ spaceId, fileName, contentBase64, ...place }) =>
		control.addDriveFile(
			String(spaceId),
			String(fileName),
			Buffer.from(String(contentBase64), 'base64'),
			place as DrivePlace,
		),
	);
	route(app, 'POST', 'drive/folders', ({ spaceId, name, ...place }) =>
		control.addDriveFolder(String(spaceId), String(name), place as DrivePlace),
	);
}

/** The REST twin of the control, under `/_sandbox/`. */
export function serveAdmin(app: FastifyInstance, control: SandboxControl, store: Store): void {
	route(app, 'GET', 'state', () => control.state());
	route(app, 'GET', 'journal', () => control.journal());
	route(app, 'GET', 'counts', () => control.counts());
	route(app, 'GET', 'endpoints', () => ENDPOINTS);
	route(app, 'POST', 'reset', () => control.reset());
	route(app, 'POST', 'clock', ({ advanceMs }) => control.advanceClock(advanceMs as number));
	route(app, 'POST', 'tokens/expire', () => control.expireTokens());
	route(app, 'POST', 'faults', (rule) => control.addFault(rule as unknown as FaultRule));
	route(app, 'DELETE', 'faults', () => control.clearFaults());
	route(app, 'POST', 'limits', (changes) => control.limits(changes as LimitChanges));
	route(app, 'POST', 'latency', ({ latencyMs }) => control.latency(latencyMs as number));
	route(app, 'POST', 'cid', ({ userId, openConversationId }) => ({
		cid: control.chooseConversation(String(userId), String(openConversationId)),
	}));
	route(app, 'POST', 'messages/toRobot', ({ userId, ...message }) =>
		control.sendToRobot(String(userId), message as unknown as ToRobotMessage),
	);
	route(app, 'POST', 'messages/read', ({ message, userId }) =>
		control.markRead(String(message), String(userId)),
	);
	route(app, 'POST', 'people/throttle', ({ userIds, times }) =>
		control.throttlePeople(userIds as string[], times as number | undefined),
	);
	route(app, 'POST', 'workNotifications', ({ delayMs }) =>
		control.workNotificationDelay(delayMs as number),
	);
	route(app, 'POST', 'workNotifications/fail', ({ userIds, times }) =>
		control.failWorkNotifications(userIds as string[], times as number | undefined),
	);
	route(app, 'POST', 'groups/robot', ({ openConversationId, robotCode }) =>
		control.addRobotToGroup(String(openConversationId), String(robotCode)),
	);
	serveStreamAdmin(app, control);
	serveDayAdmin(app, control);
	serveApprovalAdmin(app, control);
	serveDriveAdmin(app, control);
	serveWorkAdmin(app, control);
	serveSheetAdmin(app, control);
	serveTableAdmin(app, control);
	serveMedia(app, store);
	app.all('/_sandbox/*', async (_request, reply) =>
		reply.code(404).type('text/plain').send('The sandbox has no such control.'),
	);
}
